package org.presend.android

import android.media.MediaDataSource
import android.media.MediaExtractor
import android.media.MediaFormat
import android.media.MediaMetadataRetriever
import java.io.IOException
import org.presend.VideoDecoder
import org.presend.VideoFile
import org.presend.VideoKind
import org.presend.VideoScanEnded
import org.presend.VideoSeen

/**
 * The system's decoders of videos. What the phone has none for stays [org.presend.UndecidedReason.UnsupportedFormat]. Lend it
 * in [org.presend.ScannerSettings.videoDecoders].
 */
public class SystemVideoDecoder : VideoDecoder {
    override val kinds: Set<VideoKind> = VideoKind.entries.toSet()

    override fun decode(video: VideoFile): VideoSeen {
        val data = VideoData(video)
        val extractor = MediaExtractor()
        return try {
            extractor.setDataSource(data)
            cover(data)?.let(video::picture)
            extractor.play(video)
        } catch (_: IOException) {
            VideoSeen.UNSUPPORTED
        } finally {
            extractor.release()
        }.also { data.ended?.let { throw it } }
    }
}

/** Shows the one track of pictures. */
private fun MediaExtractor.play(video: VideoFile): VideoSeen {
    val kinds = (0 until trackCount).map { getTrackFormat(it).getString(MediaFormat.KEY_MIME).orEmpty() }
    val pictures = kinds.indices.filter { kinds[it].startsWith("video/") }
    if (pictures.isEmpty()) {
        return if (kinds.any { it.startsWith("audio/") }) VideoSeen.ONLY_SOUND else VideoSeen.UNSUPPORTED
    }
    val format = getTrackFormat(pictures.first())
    selectTrack(pictures.first())
    val track = VideoTrack(format, times())
    video.begin(track.width, track.height, track.timesMicros.size.toLong(), track.durationMillis)
    val seen = VideoPlayer(this, track, video).use { it.play() }
    // Of a second track of pictures nothing was seen.
    return if (pictures.size == 1) seen else VideoSeen.PART
}

/** When the frames of the track are shown, from its start, in that order; nothing is decoded for it. */
private fun MediaExtractor.times(): LongArray {
    val times = ArrayList<Long>()
    while (sampleTime >= 0) {
        times += sampleTime
        advance()
    }
    seekTo(0, MediaExtractor.SEEK_TO_PREVIOUS_SYNC)
    return times.toLongArray().apply { sort() }
}

private fun cover(data: MediaDataSource): ByteArray? {
    val retriever = MediaMetadataRetriever()
    return try {
        retriever.setDataSource(data)
        retriever.embeddedPicture
    } catch (_: IllegalArgumentException) {
        null
    } finally {
        retriever.release()
    }
}

/** The bytes that the scan digests, as the system asks for them, on threads of its own. */
private class VideoData(private val video: VideoFile) : MediaDataSource() {
    /** The system hears no more than that reading failed. */
    @Volatile
    var ended: VideoScanEnded? = null

    override fun getSize(): Long = video.length

    override fun readAt(position: Long, buffer: ByteArray, offset: Int, size: Int): Int {
        val read = try {
            video.readAt(position, size)
        } catch (why: VideoScanEnded) {
            ended = why
            throw IOException(why)
        }
        read.copyInto(buffer, offset)
        return if (read.isEmpty() && size > 0) -1 else read.size
    }

    override fun close() = Unit
}
