package org.presend

import org.presend.internal.Checked as RawChecked
import org.presend.internal.Recorded as RawRecorded
import org.presend.internal.refusalWords

/** What a scan gives back. A value: it needs no closing, and outlives its scanner. */
public class Checked internal constructor(private val raw: RawChecked) {
    private val decided = raw.decided()

    /** The facts. */
    public val report: ScanReport = raw.report().lifted()

    /** What the app should do. */
    public val decision: Decision = decided.decision.lifted()

    /** Who decided. */
    public val decidedBy: DecidedBy = decided.by.same()

    /** What was answered, before it was lowered to what evidence and sets allow. */
    public val answered: Action = decided.answered.same()

    /** Whether the journal has it. */
    public val recorded: Recorded = raw.recorded().lifted()

    /** Digest of the policy, in hex, as every journal record of a decision has it. */
    public val policyDigest: String by lazy { raw.policyDigest() }

    /** The first step to a sealed report, if the decision is a report candidate and [ScannerSettings.appealDesk] is set. */
    public fun thresholdReached(): ThresholdReached? = raw.thresholdReached()?.let(::ThresholdReached)

    /** The scan and its decision in words. */
    @JvmOverloads
    public fun explain(
        level: ExplainLevel = ExplainLevel.USER,
        language: ExplainLanguage = ExplainLanguage.ENGLISH,
    ): String = raw.explain(level.same(), language.same())

    override fun toString(): String = "Checked(outcome=${report.outcome}, decision=$decision, decidedBy=$decidedBy)"
}

/** Whether the journal has it. */
public sealed class Recorded {
    /** There is a record of the decision. */
    public data object Yes : Recorded()

    /** It was counted, and needs no record. */
    public data object NotNeeded : Recorded()

    /** The app keeps no journal. */
    public data object NoJournal : Recorded()

    /** It could be neither counted nor recorded. */
    public data class Failed(
        /** What is wrong with the journal. */
        public val reason: String,
    ) : Recorded()
}

/** For whom an explanation is. */
public enum class ExplainLevel {
    /** The person who sends: at most 25 plain words. */
    USER,

    /** Whoever wants to know why. */
    ENGINEER,

    /** Whoever checks the checker. */
    AUDITOR,
}

/** The language of an explanation. */
public enum class ExplainLanguage {
    /** English. */
    ENGLISH,

    /** Dutch. */
    DUTCH,
    ;

    /**
     * Why a set was refused, in words for a user: part of a sentence such as "The new list was refused: it is no longer
     * valid."
     *
     * @param check the stable name of the check, as [PresendException.Refused] and [Freshness.Missing] have it. Of one
     *   that this library does not know, the words say no more than that a check failed.
     */
    public fun refusal(check: String): String = calling { refusalWords(check, same()) }
}

internal fun RawRecorded.lifted(): Recorded =
    when (this) {
        RawRecorded.Yes -> Recorded.Yes
        RawRecorded.NotNeeded -> Recorded.NotNeeded
        RawRecorded.NoJournal -> Recorded.NoJournal
        is RawRecorded.Failed -> Recorded.Failed(reason)
    }
