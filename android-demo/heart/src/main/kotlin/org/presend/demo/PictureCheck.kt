package org.presend.demo

import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.Decision
import org.presend.ExplainLevel
import org.presend.Outcome
import org.presend.Policy
import org.presend.ScanInput
import org.presend.Notice as PresendNotice

/**
 * Presend as one of the app's checks: pictures and links, before they are encrypted. A platform may have their pictures
 * hashed in another process first, and hand that over as [input].
 */
public class PictureCheck(
    private val settings: Settings,
    private val input: suspend (ByteArray) -> ScanInput,
    private val scanner: suspend (Policy) -> AttachmentScanner,
) : OutgoingCheck {
    override suspend fun check(item: Outgoing): Verdict? {
        val input = if (item is Outgoing.Text) ScanInput.Text(item.text) else input(item.bytes)
        val checked = scanner(settings.policy).use { it.scan(input) }
        // Of a text without a known link the next check has more to say.
        if (item is Outgoing.Text && !checked.found && checked.decision is Decision.Allow) return null
        return when (val decision = checked.decision) {
            is Decision.Allow -> Verdict(Way.SEND, line = sentLine(checked), found = checked.found)
            is Decision.Warn -> notice(Way.TELL, decision.notice, checked)
            is Decision.Ask -> notice(Way.TELL, decision.notice, checked).copy(
                friction = Friction(decision.friction.pauseSeconds, decision.friction.confirmations),
            )
            is Decision.Block -> notice(Way.STOP, decision.notice, checked)
            is Decision.ReportCandidate -> notice(Way.STOP, decision.notice, checked)
        }
    }

    /** What is sent without a notice is not always clean, and the line must not say so. */
    private fun sentLine(checked: Checked) = when (checked.report.outcome) {
        is Outcome.Clean -> "line.checked"
        is Outcome.Undecided -> "line.could_not"
        is Outcome.Match, is Outcome.Near -> "line.observed"
    }

    private fun notice(way: Way, notice: PresendNotice, checked: Checked) = Verdict(
        way = way,
        line = if (checked.report.outcome is Outcome.Undecided) "line.seen_unchecked" else "line.seen",
        found = checked.found,
        title = "title.${notice.key.name.lowercase()}",
        body = checked.words(ExplainLevel.USER),
        why = Explanation(
            user = checked.words(ExplainLevel.USER),
            engineer = checked.words(ExplainLevel.ENGINEER),
            auditor = checked.words(ExplainLevel.AUDITOR),
        ),
    )

    /** Whatever it came to: something is known, or may be. */
    private val Checked.found get() = report.findings.isNotEmpty()

    private fun Checked.words(level: ExplainLevel) = Words.of { explain(level, it.explanations) }
}
