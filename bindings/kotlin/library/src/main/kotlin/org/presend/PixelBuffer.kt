package org.presend

import java.nio.ByteBuffer
import org.presend.internal.PixelLayout as RawLayout

/**
 * A picture that the app decoded.
 *
 * @property bytes its pixels, from position to limit. Direct buffers are read where they are, others are copied once.
 * @property layout how they lie there. Pixels with alpha are not premultiplied.
 */
public class PixelBuffer(public val bytes: ByteBuffer, public val layout: PixelLayout)

/**
 * How pixels lie in their bytes.
 *
 * @property width in pixels.
 * @property height in pixels.
 * @property format of a pixel.
 * @property strideBytes from one row to the next.
 * @property orientation what a viewer does to the pixels.
 */
public data class PixelLayout @JvmOverloads constructor(
    public val width: Int,
    public val height: Int,
    public val format: PixelFormat,
    public val strideBytes: Long = width.toLong() * format.bytes,
    public val orientation: Orientation = Orientation.UPRIGHT,
) {
    init {
        require(width >= 0 && height >= 0 && strideBytes >= 0) { "a picture has no negative side" }
    }
}

/** How the bytes of a pixel are to be read. */
public enum class PixelFormat(
    /** Bytes of a pixel. */
    public val bytes: Int,
) {
    /** Luma. */
    GRAY8(1),

    /** Red, green, blue. */
    RGB8(3),

    /** Red, green, blue, alpha. */
    RGBA8(4),

    /** Blue, green, red, alpha. */
    BGRA8(4),
}

/** What a viewer does to the pixels, as Exif says it. */
public enum class Orientation {
    /** Nothing. */
    UPRIGHT,

    /** A quarter turn clockwise. */
    ROTATE90,

    /** A half turn. */
    ROTATE180,

    /** A quarter turn counter-clockwise. */
    ROTATE270,

    /** Left and right swapped. */
    MIRROR,

    /** Top and bottom swapped. */
    FLIP,

    /** Rows and columns swapped. */
    TRANSPOSE,

    /** Mirrored along the other diagonal. */
    TRANSVERSE,
}

internal fun PixelLayout.lowered(): RawLayout =
    RawLayout(width.toUInt(), height.toUInt(), strideBytes.toULong(), format.same(), orientation.same())
