package org.presend.advice

import org.presend.Undecided
import org.presend.advice.internal.Undecided as RawUndecided

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
