package org.presend

import java.time.Instant
import java.time.LocalDate
import org.presend.internal.Freshness as RawFreshness
import org.presend.internal.SetStatus as RawStatus

/**
 * How a set stands.
 *
 * @property freshness in a word.
 * @property version the active version.
 * @property expires when it ends.
 * @property pinned the version that the user keeps.
 * @property held the version that the user rolled back from.
 * @property saved false if the vault did not take the state the last time: the set is in use, and what happened
 *   since the vault last took one is forgotten when the process ends.
 */
public data class SetStatus(
    public val freshness: Freshness,
    public val version: Long?,
    public val expires: Instant?,
    public val pinned: Long?,
    public val held: Long?,
    public val saved: Boolean,
)

/** How a set stands, in a word. */
public sealed class Freshness {
    /** Valid, and seen by witnesses not long ago. */
    public data object Fresh : Freshness()

    /** Valid, and an update is overdue. */
    public data object Stale : Freshness()

    /** No longer valid, or not yet. */
    public data object Expired : Freshness()

    /** There is none, or its file is refused. */
    public data class Missing(
        /** The stable name of the check that refused the file; null if there is no file. */
        public val refusedBy: String?,
    ) : Freshness()
}

/**
 * A finding that counts towards a report and did not reach the threshold.
 *
 * @property day by the clock of the device.
 * @property version of the set.
 * @property evidence exact or corroborated.
 */
public data class PendingFinding(public val day: LocalDate, public val version: Long, public val evidence: Evidence)

internal fun RawStatus.lifted(): SetStatus =
    SetStatus(
        freshness.lifted(),
        version?.toLong(),
        expiresUnixSeconds?.asInstant(),
        pinned?.toLong(),
        held?.toLong(),
        saved,
    )

private fun RawFreshness.lifted(): Freshness =
    when (this) {
        RawFreshness.Fresh -> Freshness.Fresh
        RawFreshness.Stale -> Freshness.Stale
        RawFreshness.Expired -> Freshness.Expired
        is RawFreshness.Missing -> Freshness.Missing(refusedBy)
    }
