package org.presend

import org.presend.internal.LentVideoDecoder as RawLentDecoder
import org.presend.internal.PresendFailure as RawFailure
import org.presend.internal.VideoDecoder as RawDecoder
import org.presend.internal.VideoFile as RawFile
import org.presend.internal.VideoSeen as RawSeen

internal fun VideoDecoder.lowered(listener: HookFailureListener?): RawLentDecoder =
    RawLentDecoder(kinds.map { it.same() }, HostedVideoDecoder(this, listener))

/** A decoder of videos as the core calls it. */
private class HostedVideoDecoder(
    private val decoder: VideoDecoder,
    private val listener: HookFailureListener?,
) : RawDecoder {
    override fun decode(video: RawFile): RawSeen =
        hosted(listener) { video.use { decoder.decode(HostedVideo(it)).same() } }
}

/** A video as a decoder sees it. */
private class HostedVideo(private val raw: RawFile) : VideoFile {
    override val length: Long = raw.length().toLong()

    override fun readAt(offset: Long, count: Int): ByteArray {
        require(offset >= 0 && count >= 0) { "an offset and a count are not negative" }
        return going { raw.readAt(offset.toULong(), count.toULong()) }
    }

    override fun begin(width: Int, height: Int, frames: Long, durationMillis: Long) {
        require(minOf(width, height) >= 0) { "a picture has no negative side" }
        require(minOf(frames, durationMillis) >= 0) { "frames and times are not negative" }
        going { raw.begin(width.toUInt(), height.toUInt(), frames.toULong(), durationMillis.toULong()) }
    }

    override fun takes(frame: Int, timeMillis: Long): Boolean {
        require(frame >= 0 && timeMillis >= 0) { NOT_BEFORE }
        return going { raw.takes(frame.toUInt(), timeMillis.toULong()) }
    }

    override fun push(frame: Int, timeMillis: Long, layout: PixelLayout, pixels: ByteArray) {
        require(frame >= 0 && timeMillis >= 0) { NOT_BEFORE }
        try {
            going { raw.push(frame.toUInt(), timeMillis.toULong(), layout.lowered(), pixels) }
        } finally {
            pixels.fill(0)
        }
    }

    override fun picture(file: ByteArray): Unit = going { raw.picture(file) }

    private companion object {
        const val NOT_BEFORE = "a frame is not shown before the video"
    }
}

/** Does one step of a scan that may have ended. */
private inline fun <T> going(step: () -> T): T =
    try {
        step()
    } catch (_: RawFailure) {
        throw VideoScanEnded()
    } catch (_: IllegalStateException) {
        // The handle was let go of: the decoder has returned.
        throw VideoScanEnded()
    }
