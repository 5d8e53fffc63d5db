package org.presend

import org.presend.internal.LentDecoder as RawLentDecoder
import org.presend.internal.PixelLayout as RawLayout
import org.presend.internal.StillDecoder as RawDecoder
import org.presend.internal.StillPicture as RawPicture

/** A kind of picture that the core does not decode. */
public enum class StillKind {
    /** HEIC or HEIF. */
    HEIC,

    /** AVIF. */
    AVIF,
}

/**
 * Decodes a kind of picture that the core does not, for example with the system's decoder. Lend it in
 * [ScannerSettings.decoders]: the picture is then hashed and looked up in the scan of its file, with one question to the
 * policy and one record in the journal. Called on the thread that scans, also on several at once. Whatever it throws
 * makes the scan [UndecidedReason.DecoderFailed], and is told to [ScannerSettings.onHookFailure].
 */
public interface StillDecoder {
    /** What it decodes. */
    public val kind: StillKind

    /**
     * The picture in a whole file, or null if this decoder cannot read it: the scan is then
     * [UndecidedReason.UnsupportedFormat]. Read the header only: a picture that is too large is never asked for its rows.
     * [file] stays as it is until the picture is closed, and is overwritten then.
     */
    public fun open(file: ByteArray): StillPicture?
}

/** A picture that a [StillDecoder] opened. */
public interface StillPicture : AutoCloseable {
    /** Its size and layout. Its rows have no gaps, so [PixelLayout.strideBytes] counts for nothing. */
    public val layout: PixelLayout

    /** [count] rows, beginning with row [first]. Every row is asked for once, from the top. The array is overwritten. */
    public fun rows(first: Int, count: Int): ByteArray

    /** The scan does not need it any more. */
    override fun close() {}
}

internal fun StillDecoder.lowered(listener: HookFailureListener?): RawLentDecoder =
    RawLentDecoder(kind.same(), HostedDecoder(this, listener))

/** A decoder as the core calls it. */
private class HostedDecoder(
    private val decoder: StillDecoder,
    private val listener: HookFailureListener?,
) : RawDecoder {
    override fun openFile(file: ByteArray): RawPicture? {
        var opened: StillPicture? = null
        try {
            opened = hosted(listener) { decoder.open(file) }
        } finally {
            if (opened == null) file.fill(0)
        }
        return opened?.let { HostedPicture(it, file, listener) }
    }
}

/** A picture as the core calls it. */
private class HostedPicture(
    private val picture: StillPicture,
    private val file: ByteArray,
    private val listener: HookFailureListener?,
) : RawPicture {
    /** What was handed out last: overwritten when the core has copied it. */
    private var last = ByteArray(0)

    override fun layout(): RawLayout = hosted(listener) { picture.layout.lowered() }

    override fun rows(first: UInt, count: UInt): ByteArray =
        hosted(listener) {
            last.fill(0)
            last = picture.rows(first.toInt(), count.toInt())
            last
        }

    override fun done() {
        hosted(listener) {
            last.fill(0)
            try {
                picture.close()
            } finally {
                file.fill(0)
            }
        }
    }
}
