package org.presend

import java.time.Instant
import org.presend.internal.HostFailure as RawHostFailure

/** The entry of the same name: a test goes over all of them. */
internal inline fun <reified T : Enum<T>> Enum<*>.same(): T = enumValueOf<T>(name)

/** What an app's own code fails by, declared or not, is one thing to the core; it never leaves a callback. */
internal inline fun <T> hosted(listener: HookFailureListener? = null, block: () -> T): T =
    try {
        block()
    } catch (@Suppress("TooGenericExceptionCaught") thrown: Throwable) {
        if (thrown !is VideoScanEnded) listener.tell(thrown)
        throw RawHostFailure.Failed()
    }

/** Seconds since 1970 as the core takes them: there is no time before. */
internal fun Long.asUnix(): ULong = coerceAtLeast(0).toULong()

/** The moment of these seconds since 1970; one beyond what the platform has is its last. */
internal fun ULong.asInstant(): Instant =
    Instant.ofEpochSecond(coerceAtMost(Instant.MAX.epochSecond.toULong()).toLong())
