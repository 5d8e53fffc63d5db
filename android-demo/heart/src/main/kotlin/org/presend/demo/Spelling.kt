package org.presend.demo

import org.presend.AttachmentScanner
import org.presend.Decision
import org.presend.OwnAnswer
import org.presend.OwnCheck
import org.presend.OwnInput
import org.presend.OwnSaid
import org.presend.OwnSeen
import org.presend.Policy
import org.presend.ScanInput
import org.presend.ScannerSettings

/** The app's own check, as Presend asks it: on a thread of its own, beside what is known. */
internal object Spelling {
    /** Longer than it takes on any phone: nobody waits for it. */
    private const val DEADLINE_MILLIS = 2000

    private val check = OwnCheck("spelling", OwnInput.TEXT, DEADLINE_MILLIS) { seen ->
        if (seen is OwnSeen.Text && Slip.of(seen.text) != null) OwnAnswer.REMARK else OwnAnswer.NOTHING
    }

    /** What came of asking it, and what the policy makes of that. */
    class Reading(val isRead: Boolean, val isTold: Boolean)

    /** Without a set nothing of a text is looked up, and without a journal none of it is recorded. */
    suspend fun reads(text: String, policy: Policy): Reading {
        val scanner = AttachmentScanner(emptyList(), policy, ScannerSettings(ownChecks = listOf(check)))
        val checked = scanner.use { it.scan(ScanInput.Text(text)) }
        val said = checked.report.ownChecks.single().said
        return Reading(
            isRead = said == OwnSaid.REMARK || said == OwnSaid.NOTHING,
            isTold = said == OwnSaid.REMARK && checked.decision !is Decision.Allow,
        )
    }
}
