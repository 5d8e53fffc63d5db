package org.presend.demo

import org.presend.Freshness
import org.presend.Journal
import org.presend.JournalEvent
import org.presend.JournalRecord
import org.presend.Outcome
import org.presend.PresendException
import org.presend.SetOrigin

/** What Presend tells of set and journal, in words. */
internal class Facts(private val sets: Sets, private val journal: Journal, private val texts: Texts) {
    /** How many scans came to what. */
    fun counts(): String = readable {
        val counts = journal.counts()
        texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided]
    }

    /** Each day that something was recorded on, the last one first, and what that was. */
    fun days(): List<Paragraph> = recorded {
        journal.days().asReversed().filter { it.records.isNotEmpty() }.flatMap { day ->
            val entries = day.records.groupingBy(::entry).eachCount().map { (entry, times) ->
                if (times == 1) entry else entry.copy(text = texts["checked.times", entry.text, times])
            }
            listOf(Paragraph(texts.day(day.day), "")) + entries
        }
    }

    /** How the set stands, and where it comes from: a line each. */
    suspend fun list(): List<String> = listOf(state(sets.freshness())) + sets.origin()?.let(::origin).orEmpty()

    /** Whether the journal is as it was written. */
    fun journal(): String = readable { texts["checked.verified", journal.verify().records] }

    /** A journal that was changed is said to be, wherever it is read. */
    private fun readable(text: () -> String): String =
        try {
            text()
        } catch (broken: PresendException.JournalFailed) {
            texts["checked.broken", broken.message.orEmpty()]
        }

    private fun recorded(paragraphs: () -> List<Paragraph>): List<Paragraph> =
        try {
            paragraphs()
        } catch (broken: PresendException.JournalFailed) {
            listOf(Paragraph("", texts["checked.broken", broken.message.orEmpty()]))
        }

    private fun entry(record: JournalRecord): Paragraph = when (val event = record.event) {
        is JournalEvent.Decided -> when (event.outcome) {
            is Outcome.Match -> marked(Mark.FOUND, "event.match")
            is Outcome.Near -> marked(Mark.FOUND, "event.near")
            is Outcome.Undecided -> marked(Mark.UNDECIDED, "event.undecided")
            is Outcome.Clean -> marked(Mark.CLEAN, "event.clean")
        }
        is JournalEvent.Counted -> marked(Mark.CLEAN, "event.clean")
        is JournalEvent.SetChange -> marked(Mark.LIST, "event.list")
        is JournalEvent.SetRefused -> marked(Mark.LIST, "event.refused")
        is JournalEvent.StateLost -> marked(Mark.LIST, "event.lost")
        is JournalEvent.NoticeShown, is JournalEvent.ReportSealed, is JournalEvent.ReportDeclined -> marked(Mark.LIST, "event.report")
        is JournalEvent.Deleted -> marked(Mark.LIST, "event.deleted")
        is JournalEvent.Repaired -> marked(Mark.LIST, "event.repaired")
    }

    private fun marked(mark: Mark, key: String) = Paragraph("", texts[key], mark)

    private fun state(freshness: Freshness): String = when (freshness) {
        is Freshness.Fresh -> texts["set.fresh"]
        is Freshness.Stale -> texts["set.stale"]
        is Freshness.Expired -> texts["set.expired"]
        is Freshness.Missing -> freshness.refusedBy?.let { texts["set.refused", texts.refusal(it)] } ?: texts["set.missing"]
    }

    private fun origin(origin: SetOrigin): List<String> = buildList {
        add(texts["checked.set", origin.set, origin.version])
        add(texts["checked.purpose", origin.purpose])
        origin.signers.forEach { add(texts["checked.signer", it.name, it.jurisdiction.uppercase()]) }
        add(texts["checked.expires", texts.day(minOf(origin.notAfter, origin.sunset))])
        add(texts["checked.weighed", texts.day(origin.notBefore), origin.basis, texts.day(origin.sunset)])
        add(texts["checked.log", origin.log, origin.logIndex])
    }
}
