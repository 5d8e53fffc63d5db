package org.presend.android

import android.graphics.Bitmap
import android.graphics.ImageDecoder
import android.os.Build
import java.io.IOException
import java.nio.ByteBuffer
import org.presend.PixelFormat
import org.presend.PixelLayout
import org.presend.StillDecoder
import org.presend.StillKind
import org.presend.StillPicture

/**
 * The system's decoder for a kind that the core does not decode: HEIC from Android 9, AVIF from Android 12, where the
 * phone has them. What it cannot decode stays [org.presend.UndecidedReason.UnsupportedFormat].
 */
public class SystemDecoder(override val kind: StillKind) : StillDecoder {
    override fun open(file: ByteArray): StillPicture? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return null
        val source = ImageDecoder.createSource(ByteBuffer.wrap(file))
        return try {
            ImageDecoder.decodeBitmap(source) { _, header, _ -> throw HeaderRead(header.size.width, header.size.height) }
            null
        } catch (read: HeaderRead) {
            SystemPicture(source, PixelLayout(read.width, read.height, PixelFormat.RGBA8))
        } catch (_: IOException) {
            null
        }
    }

    /** The decoders for every kind that the core leaves to the system. */
    public companion object {
        /** For [org.presend.ScannerSettings.decoders]. */
        public val all: List<StillDecoder> = StillKind.entries.map(::SystemDecoder)
    }
}

/** Ends the decoder behind the header: it has no other way to ask for the size, turned as the picture is seen. */
private class HeaderRead(val width: Int, val height: Int) : RuntimeException(null, null, false, false)

/** Decoded at the first row that is asked for: turned as it is seen, not premultiplied. */
private class SystemPicture(private val source: ImageDecoder.Source, override val layout: PixelLayout) : StillPicture {
    private val bitmap = lazy {
        ImageDecoder.decodeBitmap(source) { decoder, _, _ ->
            decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
            decoder.isUnpremultipliedRequired = true
        }
    }

    override fun rows(first: Int, count: Int): ByteArray {
        check(bitmap.value.width == layout.width && bitmap.value.height == layout.height) { "not the size of its header" }
        val bytes = ByteArray(count * layout.width * layout.format.bytes)
        bitmap.value.rows(first, count, ByteBuffer.wrap(bytes))
        return bytes
    }

    override fun close() {
        if (bitmap.isInitialized()) bitmap.value.recycle()
    }
}
