package org.presend

/** A kind of video. */
public enum class VideoKind {
    /** MP4. */
    MP4,

    /** MOV. */
    QUICK_TIME,

    /** WebM or Matroska. */
    WEB_M,
}

/** How much of a video a [VideoDecoder] saw. */
public enum class VideoSeen {
    /** All of it. Without a single frame the scan is [UndecidedReason.DecoderFailed]. */
    WHOLE,

    /** Frames are missing: without a finding the scan is [UndecidedReason.Corrupt]. */
    PART,

    /** None, since this decoder cannot read such a file: [UndecidedReason.UnsupportedFormat]. */
    UNSUPPORTED,

    /** All of it, and there is nothing to see: sound alone. */
    ONLY_SOUND,
}

/**
 * Opens videos, for example with the system's decoder. Lend it in [ScannerSettings.videoDecoders]: about one frame a
 * second is then hashed and looked up in the scan of its file. Called on a thread of its own, also on several at once.
 * Whatever it throws makes the scan [UndecidedReason.DecoderFailed], and is told to [ScannerSettings.onHookFailure].
 */
public interface VideoDecoder {
    /** What it opens. */
    public val kinds: Set<VideoKind>

    /**
     * Gives the frames that are looked at to the video: first [VideoFile.begin] with what the header says; then, for
     * each frame in the order in which they are shown, [VideoFile.push] if [VideoFile.takes] says so. Let pass what the
     * video's functions throw: the scan has ended then, and why is known.
     */
    public fun decode(video: VideoFile): VideoSeen
}

/** A video as a [VideoDecoder] sees it: bytes to read, and where frames go. Of no use once the decoder has returned. */
public interface VideoFile {
    /** The length of the file in bytes. */
    public val length: Long

    /**
     * Up to [count] bytes from [offset]: fewer only at the end, or if more than 16 MiB are asked for. These are the
     * bytes whose digests are compared.
     */
    public fun readAt(offset: Long, count: Int): ByteArray

    /**
     * What the header says, before anything is decoded: the sides in pixels before a viewer turns them, how many frames
     * are shown, and for how long. Fails if the pictures are larger than the [Limits] allow.
     */
    public fun begin(width: Int, height: Int, frames: Long, durationMillis: Long)

    /** True if this frame is looked at. Asked in the order in which frames are shown, numbered from 0. */
    public fun takes(frame: Int, timeMillis: Long): Boolean

    /** Hashes a frame, shown at this time from the start of the video. [pixels] is overwritten. */
    public fun push(frame: Int, timeMillis: Long, layout: PixelLayout, pixels: ByteArray)

    /** Takes a picture that lies in the file as a file of its own, its cover say: it becomes a part. */
    public fun picture(file: ByteArray)
}

/** What a [VideoFile] throws once the scan of this video has ended. Let it pass: the scan knows why. */
public class VideoScanEnded internal constructor() : RuntimeException("the scan of this video has ended")
