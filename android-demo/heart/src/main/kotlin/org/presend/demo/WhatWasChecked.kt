package org.presend.demo

import java.nio.file.Path
import kotlin.io.path.writeText
import org.presend.Journal

/** The screen that says what was checked, by whose list, and that nothing left the phone. */
public class WhatWasChecked(private val sets: Sets, private val journal: Journal, private val settings: Settings) {
    private val texts get() = settings.texts

    /** The screen as it is now. */
    public suspend fun screen(): Screen.Reading {
        val facts = Facts(sets, journal, texts)
        val paragraphs = listOf(
            Paragraph("", texts[if (settings.checks) "checked.on" else "checked.off"]),
            Paragraph("", facts.counts()),
            Paragraph("", facts.list().joinToString("\n")),
            Paragraph(texts["checked.journal"], facts.journal()),
            Paragraph("", texts["checked.left"]),
        )
        return Screen.Reading(texts["checked.title"], paragraphs, listOf(Choice(Tap.EXPORT, texts["choice.export"])))
    }

    /** Writes the journal to a file that the user may take along; a record a line. */
    public fun export(file: Path): Unit = file.writeText(journal.text())
}
