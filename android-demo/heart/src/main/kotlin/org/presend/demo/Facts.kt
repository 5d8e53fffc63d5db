package org.presend.demo

import org.presend.Freshness
import org.presend.Journal
import org.presend.PresendException
import org.presend.SetOrigin

/** What Presend tells of set and journal, in words. */
internal class Facts(private val sets: Sets, private val journal: Journal, private val texts: Texts) {
    /** How many scans came to what. */
    fun counts(): String = readable {
        val counts = journal.counts()
        texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided]
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
        add(texts["checked.log", origin.log, origin.logIndex])
    }
}
