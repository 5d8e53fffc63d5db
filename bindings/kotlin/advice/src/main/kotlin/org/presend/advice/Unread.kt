package org.presend.advice

import org.presend.UndecidedReason
import org.presend.advice.internal.Undecided as RawUndecided

internal fun RawUndecided.lifted(): UndecidedReason =
    when (this) {
        RawUndecided.UnsupportedFormat -> UndecidedReason.UnsupportedFormat
        RawUndecided.UnopenedContainer -> UndecidedReason.UnopenedContainer
        RawUndecided.Truncated -> UndecidedReason.Truncated
        RawUndecided.Corrupt -> UndecidedReason.Corrupt
        RawUndecided.Encrypted -> UndecidedReason.Encrypted
        is RawUndecided.OverLimit -> UndecidedReason.OverLimit(limit)
        RawUndecided.Cancelled -> UndecidedReason.Cancelled
        RawUndecided.NoUsableSet -> UndecidedReason.NoUsableSet
        RawUndecided.Empty -> UndecidedReason.Empty
        RawUndecided.Unreadable -> UndecidedReason.Unreadable
        RawUndecided.ChangedWhileReading -> UndecidedReason.ChangedWhileReading
        RawUndecided.DecoderFailed -> UndecidedReason.DecoderFailed
        RawUndecided.LentHashFailed -> UndecidedReason.LentHashFailed
    }
