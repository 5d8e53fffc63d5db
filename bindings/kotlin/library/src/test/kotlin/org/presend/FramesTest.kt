package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer

private const val SIDE = 128

/** The built-in picture as top-down rows of [format], with [gap] bytes after each. */
fun pixelsOf(format: PixelFormat, gap: Int = 0, orientation: Orientation = Orientation.UPRIGHT): PixelBuffer {
    val stride = SIDE * format.bytes + gap
    // The last row has no gap behind it.
    val bytes = ByteArray(stride * SIDE - gap)
    for (y in 0 until SIDE) {
        for (x in 0 until SIDE) {
            val from = 54 + ((SIDE - 1 - y) * SIDE + x) * 3
            val bgr = picture.copyOfRange(from, from + 3)
            if (format != PixelFormat.BGRA8) bgr.reverse()
            val opaque = if (format.bytes == 4) bgr + 255.toByte() else bgr
            opaque.copyInto(bytes, y * stride + x * format.bytes)
        }
    }
    return PixelBuffer(ByteBuffer.wrap(bytes), PixelLayout(SIDE, SIDE, format, stride.toLong(), orientation))
}

/** Pixels in every format, and as the frames of a video. */
class FramesTest {
    @Test
    fun `every format and stride gives the same picture`() = demoScanner().use { scanner ->
        for (format in listOf(PixelFormat.RGB8, PixelFormat.RGBA8, PixelFormat.BGRA8)) {
            for (gap in listOf(0, 13)) {
                val finding = runBlocking { scanner.scan(pixelsOf(format, gap)) }.report.findings.first()
                assertEquals(Evidence.PERCEPTUAL to 0, finding.evidence to finding.distanceBits)
                assertEquals(31 to Variant.Turned(Orientation.UPRIGHT), finding.thresholdBits to finding.variant)
            }
        }
    }

    @Test
    fun `the orientation is what a viewer does`() = demoScanner().use { scanner ->
        // A picture that is turned back is found as the turn that undoes it.
        val undone = mapOf(Orientation.ROTATE90 to Orientation.ROTATE270, Orientation.ROTATE270 to Orientation.ROTATE90)
        for (turn in Orientation.entries) {
            val pixels = pixelsOf(PixelFormat.RGB8, orientation = turn)
            val finding = runBlocking { scanner.scan(pixels) }.report.findings.first()
            assertEquals(Variant.Turned(undone[turn] ?: turn), finding.variant)
        }
    }

    @Test
    fun `pixels that are not there are undecided`(): Unit = demoScanner().use { scanner ->
        val right = pixelsOf(PixelFormat.RGB8)
        val wrong = listOf(
            right.layout.copy(width = Int.MAX_VALUE, height = Int.MAX_VALUE), right.layout.copy(height = SIDE + 1),
            right.layout.copy(strideBytes = Long.MAX_VALUE), right.layout.copy(strideBytes = SIDE * 3L - 1),
            right.layout.copy(width = 0, height = 0),
        )
        for (layout in wrong) {
            val checked = runBlocking { scanner.scan(PixelBuffer(right.bytes, layout)) }
            assertEquals(true, checked.report.outcome is Outcome.Undecided, "$layout")
        }
        assertThrows(IllegalArgumentException::class.java) { right.layout.copy(width = -1) }
        Unit
    }

    @Test
    fun `a known frame of a video is found, with its number`() = demoScanner().use { scanner ->
        val gray = ByteBuffer.wrap(ByteArray(64 * 64) { (it * 7 % 251).toByte() })
        val other = PixelBuffer(gray, PixelLayout(64, 64, PixelFormat.GRAY8))
        val checked = runBlocking {
            scanner.frames().use { session ->
                assertNull(session.push(other, 0))
                assertNull(session.push(pixelsOf(PixelFormat.RGBA8), 1000))
                session.finish()
            }
        }
        assertEquals(Outcome.Match to 1, checked.report.outcome to checked.report.findings.first().frame)
    }

    @Test
    fun `a frame that is refused says why, and makes the video undecided`() = demoScanner().use { scanner ->
        val session = scanner.frames()
        val empty = PixelBuffer(ByteBuffer.allocateDirect(0), PixelLayout(8, 8, PixelFormat.RGB8))
        runBlocking {
            assertEquals(UndecidedReason.Truncated, session.push(empty, 0))
            assertEquals(true, session.finish().report.outcome is Outcome.Undecided)
            assertThrows(IllegalStateException::class.java) { runBlocking { session.finish() } }
            assertThrows(IllegalStateException::class.java) { runBlocking { session.push(empty, 0) } }
        }
        session.close()
        session.close()
        assertThrows(IllegalStateException::class.java) { runBlocking { session.push(empty, 0) } }
        Unit
    }

    @Test
    fun `a video of which nothing was seen is not clean`() = demoScanner().use { scanner ->
        assertEquals(UndecidedReason.Empty, runBlocking { scanner.frames().use { it.finish() } }.reason())
    }
}
