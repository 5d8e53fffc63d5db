package org.presend

import java.time.LocalDate
import org.presend.internal.JournalCounts as RawCounts
import org.presend.internal.JournalDay as RawDay
import org.presend.internal.JournalEvent as RawEvent
import org.presend.internal.JournalFinding as RawFinding
import org.presend.internal.JournalRecord as RawRecord

/**
 * One day of a journal, for its user to read.
 *
 * @property day by the clock of the device; the time of day is never kept.
 * @property counts how many scans of this day came to what; those of today included.
 * @property records what happened, in order: every record but [JournalEvent.Counted].
 */
public data class JournalDay(
    public val day: LocalDate,
    public val counts: JournalCounts,
    public val records: List<JournalRecord>,
)

/**
 * One record of a journal.
 *
 * @property index its place in the chain, from 0.
 * @property day by the clock of the device; the time of day is never kept.
 * @property event what happened.
 * @property policy digest of the policy in force, in hex; null for what no policy decides.
 */
public data class JournalRecord(
    public val index: Long,
    public val day: LocalDate,
    public val event: JournalEvent,
    public val policy: String?,
)

/** What happened. */
public sealed class JournalEvent {
    /** A scan led to a warning, a question, a block or a report candidate. */
    public data class Decided(
        /** What was decided. */
        public val action: Action,
        /** What the scan came to. */
        public val outcome: Outcome,
        /** Who decided. */
        public val by: DecidedBy,
        /** The strongest finding; null if there was none. */
        public val strongest: JournalFinding?,
        /** The app's own checks that had a remark. */
        public val ownRemarks: List<String>,
    ) : JournalEvent()

    /** The scans of a day, or of the part of it with one policy. */
    public data class Counted(
        /** How many. */
        public val counts: JournalCounts,
    ) : JournalEvent()

    /** This set came into use. */
    public data class SetChange(
        /** Which. */
        public val set: SetRef,
    ) : JournalEvent()

    /** This set was refused. */
    public data class SetRefused(
        /** Which. */
        public val set: SetRef,
    ) : JournalEvent()

    /** What the device remembered of this set was gone or damaged: it started over. */
    public data class StateLost(
        /** Which. */
        public val set: SetRef,
    ) : JournalEvent()

    /** The user was told that a report about this set's entries could be made. */
    public data class NoticeShown(
        /** Which. */
        public val set: SetRef,
    ) : JournalEvent()

    /** A report about this set's entries was sealed. */
    public data class ReportSealed(
        /** Which. */
        public val set: SetRef,
        /** What names it when the user contests it. */
        public val appeal: String,
    ) : JournalEvent()

    /** The user declined a report about this set's entries. */
    public data class ReportDeclined(
        /** Which. */
        public val set: SetRef,
    ) : JournalEvent()

    /** The user deleted the journal. */
    public data class Deleted(
        /** Records that went. */
        public val records: Long,
    ) : JournalEvent()

    /** What an interrupted write had left was mended. */
    public data class Repaired(
        /** Bytes of an unfinished record that were cut off. */
        public val cutBytes: Long,
    ) : JournalEvent()
}

/**
 * What a journal keeps of a finding.
 *
 * @property evidence how strong it was.
 * @property set in which set.
 */
public data class JournalFinding(public val evidence: Evidence, public val set: SetRef)

internal fun RawDay.lifted(): JournalDay =
    JournalDay(LocalDate.ofEpochDay(day.toLong()), counts.lifted(), records.map { it.lifted() })

internal fun RawRecord.lifted(): JournalRecord =
    JournalRecord(index.toLong(), LocalDate.ofEpochDay(day.toLong()), event.lifted(), policy)

internal fun RawCounts.lifted(): JournalCounts =
    JournalCounts(clean.toLong(), matched.toLong(), near.toLong(), undecided.toLong(), fallback.toLong())

private fun RawEvent.lifted(): JournalEvent =
    when (this) {
        is RawEvent.Decided ->
            JournalEvent.Decided(action.same(), outcome.lifted(), by.same(), strongest?.lifted(), ownRemarks)
        is RawEvent.Counted -> JournalEvent.Counted(counts.lifted())
        is RawEvent.SetChange -> JournalEvent.SetChange(set.lifted())
        is RawEvent.SetRefused -> JournalEvent.SetRefused(set.lifted())
        is RawEvent.StateLost -> JournalEvent.StateLost(set.lifted())
        is RawEvent.NoticeShown -> JournalEvent.NoticeShown(set.lifted())
        is RawEvent.ReportSealed -> JournalEvent.ReportSealed(set.lifted(), appeal)
        is RawEvent.ReportDeclined -> JournalEvent.ReportDeclined(set.lifted())
        is RawEvent.Deleted -> JournalEvent.Deleted(records.toLong())
        is RawEvent.Repaired -> JournalEvent.Repaired(cutBytes.toLong())
    }

private fun RawFinding.lifted(): JournalFinding = JournalFinding(evidence.same(), set.lifted())
