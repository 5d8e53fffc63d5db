package org.presend.android

import android.graphics.Bitmap
import android.graphics.ImageDecoder
import android.os.Build
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.PixelBuffer
import org.presend.PixelFormat
import org.presend.PixelLayout
import java.nio.ByteBuffer

/** Checks a picture that the system decoded. It is copied before the scan begins. No exact digest is compared. */
public suspend fun AttachmentScanner.scan(bitmap: Bitmap): Checked =
    scan(withContext(Dispatchers.Default) { bitmap.pixels() })

/** The picture in these bytes as the system decodes it; null before API 28, and if it cannot. */
internal suspend fun decoded(bytes: ByteBuffer): PixelBuffer? {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return null
    return withContext(Dispatchers.IO) {
        try {
            val bitmap = ImageDecoder.decodeBitmap(ImageDecoder.createSource(bytes)) { decoder, _, _ ->
                decoder.allocator = ImageDecoder.ALLOCATOR_SOFTWARE
                decoder.isUnpremultipliedRequired = true
            }
            try {
                bitmap.pixels()
            } finally {
                bitmap.recycle()
            }
        } catch (@Suppress("TooGenericExceptionCaught") _: Throwable) {
            // A picture too large for memory is one of them: it stays as undecided as it was.
            null
        }
    }
}

/** The pixels as the core takes them: upright, not premultiplied. */
private fun Bitmap.pixels(): PixelBuffer {
    val readable = if (config == Bitmap.Config.HARDWARE) checkNotNull(copy(Bitmap.Config.ARGB_8888, false)) else this
    val size = Math.multiplyExact(Math.multiplyExact(width, height), PixelFormat.RGBA8.bytes)
    val bytes = ByteBuffer.allocateDirect(size)
    val row = IntArray(width)
    for (y in 0 until height) {
        readable.getPixels(row, 0, width, 0, y, width, 1)
        for ((x, argb) in row.withIndex()) {
            // 0xAARRGGBB becomes the bytes red, green, blue, alpha.
            bytes.putInt((y * width + x) * PixelFormat.RGBA8.bytes, Integer.rotateLeft(argb, Byte.SIZE_BITS))
        }
    }
    if (readable !== this) readable.recycle()
    return PixelBuffer(bytes, PixelLayout(width, height, PixelFormat.RGBA8))
}
