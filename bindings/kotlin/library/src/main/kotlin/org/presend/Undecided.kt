package org.presend

import org.presend.internal.Undecided as RawUndecided

/** Why a scan, or a part of it, could not be finished. The [name]s are stable. */
public sealed class Undecided(
    /** The stable name, as the command line and the journal write it. */
    public val name: String,
) {
    /** The media kind is unknown, or known and not decoded. */
    public data object UnsupportedFormat : Undecided("unsupported_format")

    /** A video for which no decoder is lent, or that is compared by its digest alone. */
    public data object UnopenedContainer : Undecided("unopened_container")

    /** The picture ends too early. */
    public data object Truncated : Undecided("truncated")

    /** The bytes break their format's rules. */
    public data object Corrupt : Undecided("corrupt")

    /** Locked with a password. */
    public data object Encrypted : Undecided("encrypted")

    /** A limit would have been passed: see [Limits]. */
    public data class OverLimit(
        /** Its name, such as `max_pixels`. */
        public val limit: String,
    ) : Undecided("over_limit")

    /** The coroutine, the future or the waiting thread that asked was cancelled. */
    public data object Cancelled : Undecided("cancelled")

    /** Nothing to compare with. */
    public data object NoUsableSet : Undecided("no_usable_set")

    /** No bytes, or no frame. */
    public data object Empty : Undecided("empty")

    /** The file, stream or source failed. */
    public data object Unreadable : Undecided("unreadable")

    /** The bytes changed between two reads. */
    public data object ChangedWhileReading : Undecided("changed_while_reading")

    /** A decoder failed. */
    public data object DecoderFailed : Undecided("decoder_failed")

    /** A [LentHash] failed, or is for values of another length than the set's. */
    public data object LentHashFailed : Undecided("lent_hash_failed")
}

internal fun RawUndecided.lifted(): Undecided =
    when (this) {
        RawUndecided.UnsupportedFormat -> Undecided.UnsupportedFormat
        RawUndecided.UnopenedContainer -> Undecided.UnopenedContainer
        RawUndecided.Truncated -> Undecided.Truncated
        RawUndecided.Corrupt -> Undecided.Corrupt
        RawUndecided.Encrypted -> Undecided.Encrypted
        is RawUndecided.OverLimit -> Undecided.OverLimit(limit)
        RawUndecided.Cancelled -> Undecided.Cancelled
        RawUndecided.NoUsableSet -> Undecided.NoUsableSet
        RawUndecided.Empty -> Undecided.Empty
        RawUndecided.Unreadable -> Undecided.Unreadable
        RawUndecided.ChangedWhileReading -> Undecided.ChangedWhileReading
        RawUndecided.DecoderFailed -> Undecided.DecoderFailed
        RawUndecided.LentHashFailed -> Undecided.LentHashFailed
    }
