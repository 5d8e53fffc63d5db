package org.presend.advice

import java.nio.ByteBuffer
import org.presend.HookFailureListener
import org.presend.PixelBuffer
import org.presend.PixelLayout
import org.presend.advice.internal.Advisor as RawAdvisor
import org.presend.advice.internal.ClassBand as RawBand
import org.presend.advice.internal.HostFailure as RawHostFailure
import org.presend.advice.internal.PixelLayout as RawLayout
import org.presend.same
import org.presend.tell

/**
 * Looks at pictures: code that the app lends, the analyser of its system for example.
 *
 * It runs on a thread of its own, on several at once, and gets a copy of the pixels, which is overwritten when it returns.
 * Whatever it throws is [NoAdvice.AdvisorFailed], never "nothing". One that never returns keeps its thread; the caller who
 * cancels does not wait for it.
 */
public fun interface Advisor {
    /** Says what these pixels may show. */
    public fun advise(pixels: PixelBuffer): Advice
}

/** An advisor as the core calls it. */
internal class HostedAdvisor(
    private val advisor: Advisor,
    private val listener: HookFailureListener?,
) : RawAdvisor {
    override fun advise(pixels: ByteArray, layout: RawLayout): List<RawBand> =
        try {
            hosted(listener) { advisor.advise(PixelBuffer(ByteBuffer.wrap(pixels), layout.lifted())).raw }
        } finally {
            pixels.fill(0)
        }
}

/** What an app's own code fails by, declared or not, is one thing to the core; it never leaves a callback. */
internal inline fun <T> hosted(listener: HookFailureListener?, block: () -> T): T =
    try {
        block()
    } catch (@Suppress("TooGenericExceptionCaught") thrown: Throwable) {
        listener.tell(thrown)
        throw RawHostFailure.Failed()
    }

private fun RawLayout.lifted(): PixelLayout =
    PixelLayout(width.toInt(), height.toInt(), format.same(), strideBytes.toLong(), orientation.same())
