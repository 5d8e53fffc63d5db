package org.presend.android

import android.graphics.Bitmap
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

/** The pixels as the core takes them: upright, not premultiplied. */
private fun Bitmap.pixels(): PixelBuffer {
    val readable = if (config == Bitmap.Config.HARDWARE) checkNotNull(copy(Bitmap.Config.ARGB_8888, false)) else this
    val size = Math.multiplyExact(Math.multiplyExact(width, height), PixelFormat.RGBA8.bytes)
    val bytes = ByteBuffer.allocateDirect(size)
    readable.rows(0, height, bytes)
    if (readable !== this) readable.recycle()
    return PixelBuffer(bytes, PixelLayout(width, height, PixelFormat.RGBA8))
}

/** Rows of a picture that is not in hardware, as red, green, blue, alpha, from the start of a buffer. */
internal fun Bitmap.rows(first: Int, count: Int, bytes: ByteBuffer) {
    val row = IntArray(width)
    for (y in 0 until count) {
        getPixels(row, 0, width, 0, first + y, width, 1)
        for ((x, argb) in row.withIndex()) {
            // 0xAARRGGBB becomes the bytes red, green, blue, alpha.
            bytes.putInt((y * width + x) * PixelFormat.RGBA8.bytes, Integer.rotateLeft(argb, Byte.SIZE_BITS))
        }
    }
}
