package org.presend

import java.io.File
import org.presend.internal.Journal as RawJournal
import org.presend.internal.JournalKeeper as RawKeeper
import org.presend.internal.KeeperAnswer as RawAnswer

/**
 * Keeps the two texts of a journal where the app likes. It is called on the thread that scans, one call at a time and
 * under a lock: it must neither scan nor call its journal. Whatever it throws is [Recorded.Failed].
 *
 * Both changes compare and swap: they are made only if the state is still the expected one, and nothing else may change
 * the texts between that look and the change. A database does this in one transaction. Then any number of journals, in
 * any number of processes, may share the texts.
 */
public interface JournalKeeper {
    /** The state that was kept last; null if there is none. */
    public fun state(): String?

    /** The whole chain; empty if there is none. */
    public fun chain(): String

    /** Adds [lines] to the chain and replaces the state: both, or neither. [expected] is null if there is no state yet. */
    public fun append(expected: String?, lines: String, state: String): KeeperAnswer

    /** Replaces chain and state: both, or neither. */
    public fun replace(expected: String?, chain: String, state: String): KeeperAnswer
}

/** What a keeper answers to a change. */
public enum class KeeperAnswer {
    /** Both texts are kept. */
    KEPT,

    /** The state is not the expected one, and nothing was changed. The journal reads again. */
    OTHER_STATE,
}

/** The journal: what was decided, and nothing of what was checked. Every call may touch a file. It needs no closing. */
public class Journal private constructor(internal val raw: RawJournal) {
    /** The chain as text, for the user to read or export. */
    public fun text(): String = calling { raw.text() }

    /**
     * Checks the chain.
     *
     * @throws PresendException.JournalFailed with the first record that is not as it was written.
     */
    public fun verify(): JournalFacts =
        calling { raw.verify() }.run { JournalFacts(records.toLong(), repairs.toLong(), deleted.toLong()) }

    /** How many scans came to what, over all days, today included. */
    public fun counts(): JournalCounts = calling { raw.counts() }.lifted()

    /** What it holds day by day, the first day first, today included: for a screen. It is not verified. */
    public fun days(): List<JournalDay> = calling { raw.days() }.map { it.lifted() }

    /** Every record, in the order of the chain. It is not verified. */
    public fun records(): List<JournalRecord> = calling { raw.records() }.map { it.lifted() }

    /** Deletes every record for the user, and leaves a mark that says so. */
    @JvmOverloads
    public fun deleteAll(clock: UnixClock = UnixClock.SYSTEM) {
        calling { raw.deleteAll(clock.nowUnixSeconds().asUnix()) }
    }

    /** Where a journal may be. */
    public companion object {
        /** In a folder, which is made if need be. */
        @JvmStatic
        public fun inFolder(folder: File): Journal = Journal(calling { RawJournal.inFolder(folder.path) })

        /** Kept by the app. */
        @JvmStatic
        public fun keptBy(keeper: JournalKeeper): Journal = Journal(calling { RawJournal.keptBy(HostedKeeper(keeper)) })
    }
}

/**
 * What a journal that was verified holds.
 *
 * @property records in the chain.
 * @property repairs how often an interrupted write was mended.
 * @property deleted records that the user deleted before the chain began, all deletions together.
 */
public data class JournalFacts(public val records: Long, public val repairs: Long, public val deleted: Long)

/**
 * How many scans came to what.
 *
 * @property clean found nothing.
 * @property matched found known material.
 * @property near had only borderline evidence.
 * @property undecided could not be finished.
 * @property fallback of any outcome, where the fallback decided.
 */
public data class JournalCounts(
    public val clean: Long,
    public val matched: Long,
    public val near: Long,
    public val undecided: Long,
    public val fallback: Long,
)

private class HostedKeeper(private val keeper: JournalKeeper) : RawKeeper {
    override fun state(): String? = hosted { UnderLock.during { keeper.state() } }

    override fun chain(): String = hosted { UnderLock.during { keeper.chain() } }

    override fun append(expected: String?, lines: String, state: String): RawAnswer =
        hosted { UnderLock.during { keeper.append(expected, lines, state).raw } }

    override fun replace(expected: String?, chain: String, state: String): RawAnswer =
        hosted { UnderLock.during { keeper.replace(expected, chain, state).raw } }
}

private val KeeperAnswer.raw
    get() = when (this) {
        KeeperAnswer.KEPT -> RawAnswer.KEPT
        KeeperAnswer.OTHER_STATE -> RawAnswer.OTHER_STATE
    }
