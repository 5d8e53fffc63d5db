package org.presend

import org.presend.internal.Decision as RawDecision

/** What the app should do: never more than the evidence allows ([Evidence]). */
public sealed class Decision {
    /** Send it; say nothing. */
    public data object Allow : Decision()

    /** Send it, and tell the user. */
    public data class Warn(
        /** What is said. */
        public val notice: Notice,
    ) : Decision()

    /** The user chooses before anything is sent. */
    public data class Ask(
        /** What is said. */
        public val notice: Notice,
        /** What is asked before "send anyway". */
        public val friction: Friction,
    ) : Decision()

    /** Do not send it. */
    public data class Block(
        /** What is said. */
        public val notice: Notice,
    ) : Decision()

    /** Do not send it, and offer a report; nothing is sent by itself. */
    public data class ReportCandidate(
        /** What is said. */
        public val notice: Notice,
    ) : Decision()
}

/** The plain kind of a decision, weakest first. */
public enum class Action {
    /** Send it; say nothing: [Decision.Allow]. */
    ALLOW,

    /** Send it, and tell the user: [Decision.Warn]. */
    WARN,

    /** The user chooses: [Decision.Ask]. */
    ASK,

    /** Do not send it: [Decision.Block]. */
    BLOCK,

    /** Do not send it, and offer a report: [Decision.ReportCandidate]. */
    REPORT_CANDIDATE,
}

/** Who decided, and if it was not the policy, why not. */
public enum class DecidedBy {
    /** The policy. */
    POLICY,

    /** The fallback: the policy failed, or threw. [ScannerSettings.onHookFailure] is told what. */
    FALLBACK_FAILED,

    /** The fallback: the policy panicked. That is a built-in one's defect. */
    FALLBACK_PANICKED,

    /** The fallback: the policy was late, or never answered. */
    FALLBACK_LATE,
}

internal fun RawDecision.lifted(): Decision =
    when (this) {
        RawDecision.Allow -> Decision.Allow
        is RawDecision.Warn -> Decision.Warn(notice.lifted())
        is RawDecision.Ask -> Decision.Ask(notice.lifted(), friction.lifted())
        is RawDecision.Block -> Decision.Block(notice.lifted())
        is RawDecision.ReportCandidate -> Decision.ReportCandidate(notice.lifted())
    }
