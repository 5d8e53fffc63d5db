package org.presend

import org.presend.internal.NotCompared as RawNotCompared
import org.presend.internal.Outcome as RawOutcome
import org.presend.internal.PartSkipped as RawSkipped
import org.presend.internal.ScanReport as RawReport

/** The facts of one scan. It holds no bytes, no hash and no entry of a list. */
public data class ScanReport(
    /** What it came to. */
    public val outcome: Outcome,
    /** Everything found, strongest first. */
    public val findings: List<Finding>,
    /** Findings that an exclusion list took away. */
    public val cleared: Int,
    /** Pictures and frames that were hashed. */
    public val partsSeen: Int,
    /** Parts that were not. */
    public val partsSkipped: List<PartSkipped>,
    /** True if there is nothing in it to compare by picture. */
    public val notApplicable: Boolean,
    /** Hashes of the sets that were not compared, for want of the [LentHash] say: [outcome] says nothing about these. */
    public val notCompared: List<NotCompared>,
    /** The sets that were compared with. */
    public val sets: List<SetRef>,
    /** Media type by signature, such as `image/jpeg`. */
    public val kind: String?,
    /** What the app's own checks say, in the order in which they were added. It is no finding. */
    public val ownChecks: List<OwnResult>,
    /** How long the stages took. */
    public val timing: Timing?,
)

/** What a scan came to. */
public sealed class Outcome {
    /** Nothing was found. */
    public data object Clean : Outcome()

    /** Something in it is on a list, or looks like something that is. */
    public data object Match : Outcome()

    /** Nothing but borderline evidence: it may resemble something on a list. */
    public data object Near : Outcome()

    /** It could not be finished: never take it for [Clean]. */
    public data class Undecided(
        /** What was in the way. */
        public val reason: org.presend.Undecided,
    ) : Outcome()
}

/** A part that was not fully looked at. */
public data class PartSkipped(
    /** Its path inside the attachment; empty for the attachment itself. */
    public val part: String,
    /** Why. */
    public val reason: SkipReason,
)

/** Why a part was not compared. */
public sealed class SkipReason {
    /** It could not be finished. */
    public data class Undecided(
        /** What was in the way. */
        public val reason: org.presend.Undecided,
    ) : SkipReason()

    /** It has too little structure for a perceptual hash: it is flat or blurred. */
    public data object LowQuality : SkipReason()
}

/** Rows of a lent hash that a part was not compared with. */
public data class NotCompared(
    /** Name of the hash. */
    public val hash: String,
    /** Which part; empty for the attachment itself, and for a reason that holds for all parts. */
    public val part: String,
    /** Why. */
    public val reason: LentFault,
)

/** Microseconds of each stage. */
public data class Timing(
    /** Reading and exact digests. */
    public val readMicros: Long,
    /** Decoding pictures. */
    public val decodeMicros: Long,
    /** Perceptual hashes. */
    public val hashMicros: Long,
    /** Look-up. */
    public val lookupMicros: Long,
    /** The whole scan. */
    public val totalMicros: Long,
)

internal fun RawReport.lifted(): ScanReport =
    ScanReport(
        outcome = outcome.lifted(),
        findings = findings.map { it.lifted() },
        cleared = cleared.toInt(),
        partsSeen = partsSeen.toInt(),
        partsSkipped = partsSkipped.map { it.lifted() },
        notApplicable = notApplicable,
        notCompared = notCompared.map { it.lifted() },
        sets = sets.map { it.lifted() },
        kind = kind,
        ownChecks = ownChecks.map { it.lifted() },
        timing = timing?.run {
            Timing(readUs.toLong(), decodeUs.toLong(), hashUs.toLong(), lookupUs.toLong(), totalUs.toLong())
        },
    )

internal fun RawOutcome.lifted(): Outcome =
    when (this) {
        RawOutcome.Clean -> Outcome.Clean
        RawOutcome.Match -> Outcome.Match
        RawOutcome.Near -> Outcome.Near
        is RawOutcome.Undecided -> Outcome.Undecided(reason.lifted())
    }

private fun RawSkipped.lifted(): PartSkipped =
    PartSkipped(part, undecided?.let { SkipReason.Undecided(it.lifted()) } ?: SkipReason.LowQuality)

internal fun RawNotCompared.lifted(): NotCompared = NotCompared(hash, part, reason.same())
