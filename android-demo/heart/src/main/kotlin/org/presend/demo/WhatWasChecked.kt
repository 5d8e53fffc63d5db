package org.presend.demo

import java.nio.file.Path
import kotlin.io.path.writeText
import org.presend.Journal
import org.presend.UnixClock

/** The screen that says what was checked, by whose list, and that nothing left the phone. */
public class WhatWasChecked(
    private val sets: Sets,
    private val journal: Journal,
    private val settings: Settings,
    private val clock: UnixClock,
) {
    private val texts get() = settings.texts

    /** The screen as it is now. */
    public suspend fun screen(): Screen.Reading {
        val facts = Facts(sets, journal, texts)
        val counted = listOf(
            Paragraph("", texts[if (settings.checks) "checked.on" else "checked.off"]),
            Paragraph("", facts.counts()),
        )
        val rest = listOf(
            Paragraph("", facts.list().joinToString("\n")),
            Paragraph(texts["checked.journal"], facts.journal()),
            Paragraph("", texts["checked.left"] + "\n" + texts["checked.reports"]),
        )
        val choices = listOf(Choice(Tap.EXPORT, texts["choice.export"]), Choice(Tap.FORGET, texts["choice.forget"], Weight.APART))
        return Screen.Reading(texts["checked.title"], counted + facts.days() + rest, choices)
    }

    /** Asked before the journal is deleted. */
    internal fun question(): Screen = Screen.Question(
        texts["forget.title"],
        texts["forget.body"],
        listOf(Choice(Tap.BACK, texts["forget.no"], Weight.MAIN), Choice(Tap.FORGET, texts["forget.yes"], Weight.APART)),
    )

    /** Deletes every record. That there were some stays. */
    internal fun forget(): Unit = journal.deleteAll(clock)

    /** Writes the journal to a file that the user may take along; a record a line. */
    public fun export(file: Path): Unit = file.writeText(journal.text())
}
