package org.presend.demo

import java.nio.file.Path
import java.time.Instant
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import kotlin.io.path.writeText
import org.presend.Freshness
import org.presend.Journal
import org.presend.PresendException
import org.presend.SetOrigin

/** The screen that says what was checked, by whose list, and that nothing left the phone. */
public class WhatWasChecked(private val sets: Sets, private val journal: Journal, private val settings: Settings) {
    private val texts get() = settings.texts

    /** The screen as it is now. */
    public suspend fun screen(): Screen.Reading {
        val paragraphs = listOf(
            Paragraph("", texts[if (settings.checks) "checked.on" else "checked.off"]),
            Paragraph("", readable(::counts)),
            Paragraph("", (listOf(state()) + (sets.origin()?.let(::origin) ?: emptyList())).joinToString("\n")),
            Paragraph(texts["checked.journal"], readable { texts["checked.verified", journal.verify().records] }),
            Paragraph("", texts["checked.left"]),
        )
        return Screen.Reading(texts["checked.title"], paragraphs, listOf(Choice(Tap.EXPORT, texts["choice.export"])))
    }

    /** Writes the journal to a file that the user may take along; a record a line. */
    public fun export(file: Path): Unit = file.writeText(journal.text())

    private fun counts(): String {
        val counts = journal.counts()
        return texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided]
    }

    private suspend fun state(): String = when (val freshness = sets.freshness()) {
        is Freshness.Fresh -> texts["set.fresh"]
        is Freshness.Stale -> texts["set.stale"]
        is Freshness.Expired -> texts["set.expired"]
        is Freshness.Missing -> freshness.refusedBy?.let { texts["set.refused", texts.refusal(it)] } ?: texts["set.missing"]
    }

    private fun origin(origin: SetOrigin): List<String> = buildList {
        add(texts["checked.set", origin.set, origin.version])
        add(texts["checked.purpose", origin.purpose])
        origin.signers.forEach { add(texts["checked.signer", it.name, it.jurisdiction.uppercase()]) }
        add(texts["checked.expires", day(minOf(origin.notAfter, origin.sunset))])
        add(texts["checked.log", origin.log, origin.logIndex])
    }

    /** A journal that was changed is said to be, wherever it is read. */
    private fun readable(text: () -> String): String =
        try {
            text()
        } catch (broken: PresendException.JournalFailed) {
            texts["checked.broken", broken.message.orEmpty()]
        }

    private fun day(unixSeconds: Long): String {
        val locale = if (settings.language == AppLanguage.DUTCH) Locale.forLanguageTag("nl") else Locale.UK
        val format = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale)
        return Instant.ofEpochSecond(unixSeconds).atZone(ZoneOffset.UTC).format(format)
    }
}
