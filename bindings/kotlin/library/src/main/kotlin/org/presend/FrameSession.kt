package org.presend

import kotlinx.coroutines.CoroutineDispatcher
import org.presend.internal.CancelToken as RawCancelToken
import org.presend.internal.FrameSession as RawFrameSession
import org.presend.internal.PresendFailure as RawFailure

/** Checks the frames of a video: push them in order, one a second or more, then finish. */
public class FrameSession internal constructor(
    raw: RawFrameSession,
    private val cancel: RawCancelToken,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    private val handle = Handle(raw, "session")

    /**
     * Hashes one frame that is shown at [timeMillis]; wait for it before the next. Returns why it was not hashed, or
     * null: the session goes on either way. A coroutine that is cancelled here cancels the session.
     *
     * @throws IllegalStateException after [finish] or [close].
     */
    public suspend fun push(pixels: PixelBuffer, timeMillis: Long): UndecidedReason? {
        require(timeMillis >= 0) { "a frame is not shown before the video" }
        val (session, bytes) = handle.take() to pixels.bytes.slice()
        return detached(dispatcher, cancel::cancel) {
            try {
                bytes.direct { session.push(it, pixels.layout.lowered(), timeMillis.toULong()) }
                null
            } catch (failure: RawFailure) {
                (failure as? RawFailure.Frame ?: throw failure.lifted()).undecided.lifted()
            } finally {
                handle.give()
            }
        }
    }

    /**
     * Looks all frames up, asks the policy and writes the journal, as a scan does.
     *
     * @throws IllegalStateException the second time, and after [close].
     */
    public suspend fun finish(): Checked {
        val session = handle.take()
        return detached(dispatcher, cancel::cancel) {
            try {
                Checked(calling { session.finish() })
            } finally {
                handle.give()
            }
        }
    }

    /** Frees it, finished or not; a second time does nothing. */
    override fun close(): Unit = handle.close()
}
