package org.presend

/**
 * The app's own policy: facts in, answer out.
 *
 * It runs on a thread of Presend's if the scanner has a deadline, on the thread that scans if it has
 * none, and on several at once. It may scan. It must not show a dialog and wait: answer [PolicyAnswer.Ask].
 * Whatever it throws, and no answer in time, is the declared [FailMode]; [ScannerSettings.onHookFailure] is told what it
 * threw. The book has the whole contract: "The hook's contract".
 */
public fun interface PolicyHook {
    /**
     * Chooses. [allowed] holds what evidence and sets allow, weakest first; a stronger answer is lowered, so a hook may
     * ignore it.
     */
    public fun decide(report: ScanReport, allowed: List<Action>): PolicyAnswer
}

/** What a hook answers. */
public sealed class PolicyAnswer {
    /** Send it. */
    public data object Allow : PolicyAnswer()

    /** Send it, and tell the user. */
    public data object Warn : PolicyAnswer()

    /** The user chooses. */
    public data class Ask(
        /** What is asked before "send anyway". */
        public val friction: Friction = Friction(),
    ) : PolicyAnswer()

    /** Do not send it. */
    public data object Block : PolicyAnswer()

    /** Do not send it, and offer a report. */
    public data object ReportCandidate : PolicyAnswer()
}

/** Which policy a scanner has: one that comes with Presend, or the app's own. */
public sealed class Policy {
    /** Never says anything. */
    public data object ObserveOnly : Policy()

    /** Warns, and lets the message pass. */
    public data object WarnOnly : Policy()

    /** Asks, with friction by age. */
    public data class AskBeforeSend(
        /** Who is asked. */
        public val audience: Audience = Audience.ADULT,
    ) : Policy()

    /** Blocks a match. */
    public data object BlockMatch : Policy()

    /** Offers a report where the sets allow it. */
    public data object ReportCandidate : Policy()

    /**
     * The app's own.
     *
     * @property description everything it does, in lines that a stranger can read. Its digest is in every record.
     * @property hook what decides.
     */
    public class Own(public val description: String, public val hook: PolicyHook) : Policy()
}

/** Who is asked, and so with how much [Friction]. */
public enum class Audience {
    /** A grown-up: one confirmation. */
    ADULT,

    /** A teenager: a short pause, then one confirmation. */
    TEEN,

    /** A child: a longer pause, then two confirmations. */
    CHILD,
}

/** What is decided if a policy fails; lowered like any answer. */
public enum class FailMode {
    /** The user chooses, as if the policy had answered [PolicyAnswer.Ask]. */
    ASK,

    /** It is sent, whatever was found. */
    ALLOW,

    /** It is not sent. */
    BLOCK,
}
