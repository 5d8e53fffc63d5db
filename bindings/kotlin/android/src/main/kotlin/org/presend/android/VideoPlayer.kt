package org.presend.android

import android.graphics.ImageFormat
import android.media.Image
import android.media.MediaCodec
import android.media.MediaExtractor
import android.media.MediaFormat
import java.io.IOException
import org.presend.Orientation
import org.presend.PixelFormat
import org.presend.PixelLayout
import org.presend.VideoFile
import org.presend.VideoSeen

private const val WAIT_MICROS = 10_000L
private const val MOST_WAITS = 500
private const val MICROS_PER_MILLI = 1_000

/** A track of pictures: what its header says, and when its frames are shown. */
internal class VideoTrack(val format: MediaFormat, val timesMicros: LongArray) {
    val width: Int = format.getInteger(MediaFormat.KEY_WIDTH)
    val height: Int = format.getInteger(MediaFormat.KEY_HEIGHT)
    val durationMillis: Long = format.number(MediaFormat.KEY_DURATION) { getLong(it) } / MICROS_PER_MILLI
    val orientation: Orientation = when (format.number(MediaFormat.KEY_ROTATION) { getInteger(it).toLong() }) {
        90L -> Orientation.ROTATE90
        180L -> Orientation.ROTATE180
        270L -> Orientation.ROTATE270
        else -> Orientation.UPRIGHT
    }
}

private fun MediaFormat.number(key: String, read: MediaFormat.(String) -> Long) = if (containsKey(key)) read(key) else 0

/** Decodes a track and pushes the frames that are looked at. */
internal class VideoPlayer(
    private val extractor: MediaExtractor,
    private val track: VideoTrack,
    private val video: VideoFile,
) : AutoCloseable {
    /** For each frame in the order in which they are shown: if it is looked at. */
    private val wanted = BooleanArray(track.timesMicros.size) { video.takes(it, millis(it)) }
    private var missing = wanted.count { it }
    private val codec = MediaCodec.createDecoderByType(checkNotNull(track.format.getString(MediaFormat.KEY_MIME)))
    private val info = MediaCodec.BufferInfo()

    /** True if the output has the whole range of 8 bits; a video has 16 to 235 if it does not say. */
    private var isFullRange = false

    fun play(): VideoSeen {
        codec.configure(track.format, null, null, 0)
        codec.start()
        var waits = 0
        var isFed = false
        while (info.flags and MediaCodec.BUFFER_FLAG_END_OF_STREAM == 0) {
            if (!isFed) isFed = feed()
            if (take()) waits = 0 else check(++waits < MOST_WAITS) { "the decoder gives nothing" }
        }
        return if (missing == 0) VideoSeen.WHOLE else VideoSeen.PART
    }

    override fun close() = codec.release()

    private fun millis(frame: Int) = (track.timesMicros[frame] - track.timesMicros[0]) / MICROS_PER_MILLI

    /** Gives a sample to the decoder if it has room; true once that was the last. */
    private fun feed(): Boolean {
        val input = codec.dequeueInputBuffer(WAIT_MICROS)
        if (input < 0) return false
        val size = extractor.readSampleData(checkNotNull(codec.getInputBuffer(input)), 0)
        val isEnd = size < 0
        val flags = if (isEnd) MediaCodec.BUFFER_FLAG_END_OF_STREAM else 0
        codec.queueInputBuffer(input, 0, maxOf(size, 0), maxOf(extractor.sampleTime, 0), flags)
        extractor.advance()
        return isEnd
    }

    /** Takes what the decoder has ready; false if it has nothing. */
    private fun take(): Boolean {
        val output = codec.dequeueOutputBuffer(info, WAIT_MICROS)
        if (output == MediaCodec.INFO_OUTPUT_FORMAT_CHANGED) {
            val range = codec.outputFormat.number(MediaFormat.KEY_COLOR_RANGE) { getInteger(it).toLong() }
            isFullRange = range == MediaFormat.COLOR_RANGE_FULL.toLong()
        }
        if (output < 0) return output == MediaCodec.INFO_OUTPUT_FORMAT_CHANGED
        val frame = track.timesMicros.binarySearch(info.presentationTimeUs)
        if (info.size > 0 && frame >= 0 && wanted[frame]) {
            wanted[frame] = false
            missing--
            codec.getOutputImage(output)?.use { push(frame, it) } ?: throw IOException("not a picture")
        }
        codec.releaseOutputBuffer(output, false)
        return true
    }

    private fun push(frame: Int, image: Image) {
        if (image.format != ImageFormat.YUV_420_888) throw IOException("not 8 bits")
        val crop = image.cropRect
        val layout = PixelLayout(crop.width(), crop.height(), PixelFormat.GRAY8, orientation = track.orientation)
        video.push(frame, millis(frame), layout, image.luma(isFullRange))
    }
}

/** The rows of luma that are shown, without gaps, in the whole range of 8 bits. */
private fun Image.luma(isFullRange: Boolean): ByteArray {
    val (crop, plane) = cropRect to planes[0]
    val (buffer, width) = plane.buffer to crop.width()
    val bytes = ByteArray(width * crop.height())
    for (y in 0 until crop.height()) {
        val row = (crop.top + y) * plane.rowStride + crop.left * plane.pixelStride
        for (x in 0 until width) {
            val value = buffer.get(row + x * plane.pixelStride)
            bytes[y * width + x] = if (isFullRange) value else widened[value.toInt() and 0xff]
        }
    }
    return bytes
}

private const val BLACK = 16
private const val RANGE = 219
private const val MOST = 255

/** 16 to 235 as 0 to 255. */
private val widened = ByteArray(MOST + 1) { ((it - BLACK) * MOST / RANGE).coerceIn(0, MOST).toByte() }
