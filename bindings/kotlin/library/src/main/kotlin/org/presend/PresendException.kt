package org.presend

import org.presend.internal.PresendFailure as RawFailure

/**
 * Why something other than a scan was not done. A scan never throws it: what could not be checked is an
 * [Outcome.Undecided]. It never holds content, paths or hashes. Java need not declare it.
 */
public sealed class PresendException(message: String) : RuntimeException(message) {
    /** A plain list was refused; the message has the line. */
    public class BadList internal constructor(message: String) : PresendException(message)

    /** Pins were refused. */
    public class BadPins internal constructor(message: String) : PresendException(message)

    /** The store did not do it. */
    public class Refused internal constructor(
        /** The stable name of the check or of the reason, such as `RolledBack`. */
        public val check: String,
        message: String,
    ) : PresendException(message)

    /** No report can be made or sealed. */
    public class NoReport internal constructor(
        /** The stable name of the reason, such as `BelowThreshold`. */
        public val reason: String,
        message: String,
    ) : PresendException(message)

    /** The journal is not as it was left, or cannot be reached; the message has the record. */
    public class JournalFailed internal constructor(message: String) : PresendException(message)

    /** The native library for this machine is missing, or of another version; the message has the remedy. */
    public class NoNativeLibrary internal constructor(
        /** The machine as JNA names it, such as `linux-aarch64`: the folder of the jar in which the library belongs. */
        public val platform: String,
        message: String,
    ) : PresendException(message)
}

/** Calls the core, and turns its failures into exceptions of this library. */
internal inline fun <T> calling(block: () -> T): T =
    try {
        NativeLibrary.require()
        block()
    } catch (failure: RawFailure) {
        throw failure.lifted()
    }

internal fun RawFailure.lifted(): Exception =
    when (this) {
        is RawFailure.BadList -> PresendException.BadList(reason)
        is RawFailure.BadPins -> PresendException.BadPins(reason)
        is RawFailure.BadOwnCheck -> IllegalArgumentException(reason)
        is RawFailure.Store -> PresendException.Refused(name, "$name: $reason")
        is RawFailure.NoReport -> PresendException.NoReport(name, "$name: $reason")
        is RawFailure.Journal -> PresendException.JournalFailed(reason)
        is RawFailure.Frame -> IllegalStateException("a frame was not hashed: ${undecided.lifted().name}")
        is RawFailure.Finished -> IllegalStateException("the session was finished already")
    }
