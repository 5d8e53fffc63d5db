package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.atomic.AtomicInteger

/** A decoder that an app lends: one scan for digests and picture, and a name for what goes wrong. */
class StillDecoderTest {
    private val heic = byteArrayOf(0, 0, 0, 24) + "ftypheic".toByteArray() + ByteArray(4) + "mif1heic".toByteArray()
    private val side = 128

    /** Shows the picture of the test kit, whose BMP holds its rows bottom first. */
    private inner class Decoder(
        override val kind: StillKind = StillKind.HEIC,
        private val shape: PixelLayout = PixelLayout(side, side, PixelFormat.BGRA8),
        private val answer: (Int, Int) -> ByteArray = ::drawn,
    ) : StillDecoder {
        val asked = ArrayList<Pair<Int, Int>>()
        val closed = AtomicInteger()
        lateinit var file: ByteArray

        override fun open(file: ByteArray): StillPicture? {
            assertArrayEquals(heic, file)
            this.file = file
            return object : StillPicture {
                override val layout = shape

                override fun rows(first: Int, count: Int): ByteArray {
                    asked += first to count
                    return answer(first, count)
                }

                override fun close() {
                    closed.incrementAndGet()
                }
            }
        }
    }

    private fun drawn(first: Int, count: Int): ByteArray {
        val row = { y: Int -> picture.copyOfRange(54 + (side - 1 - y) * side * 3, 54 + (side - y) * side * 3) }
        return (first until first + count).flatMap { y ->
            row(y).toList().chunked(3).flatMap { bgr -> bgr + (-1).toByte() }
        }.toByteArray()
    }

    private val told = ArrayList<Throwable>()

    private fun scanned(vararg decoders: StillDecoder): Checked {
        val lent = ScannerSettings(
            deadlineMillis = 10_000, clock = fixed, decoders = decoders.toList(), onHookFailure = { told += it },
        )
        return demoScanner(settings = lent).use { runBlocking { it.scan(heic) } }
    }

    @Test
    fun `its picture is found in the scan of the file, and the policy is asked once`() {
        val (decoder, questions) = Decoder() to AtomicInteger()
        val lent = ScannerSettings(deadlineMillis = null, clock = fixed, decoders = listOf(decoder))
        val checked = demoScanner(lent) { _, _ -> PolicyAnswer.Warn.also { questions.incrementAndGet() } }
            .use { runBlocking { it.scan(heic) } }
        val finding = checked.report.findings.single()
        assertEquals(Evidence.PERCEPTUAL to 0, finding.evidence to finding.distanceBits)
        assertEquals("image/heic", checked.report.kind)
        assertEquals(listOf(0 to side), decoder.asked)
        assertEquals(listOf(1, 1), listOf(decoder.closed.get(), questions.get()))
        assertTrue(decoder.file.all { it.toInt() == 0 }, "the file is overwritten")
    }

    @Test
    fun `of two for one kind the first is asked, and none for another kind`() {
        val (first, second) = Decoder() to Decoder()
        assertEquals(Outcome.Match, scanned(Decoder(StillKind.AVIF), first, second).report.outcome)
        assertEquals(listOf(1, 0), listOf(first.closed.get(), second.closed.get()))
        assertEquals(UndecidedReason.UnsupportedFormat, scanned(Decoder(StillKind.AVIF)).reason())
        assertEquals(UndecidedReason.UnsupportedFormat, scanned().reason())
    }

    @Test
    fun `what it cannot read or fails at has a name, and is closed`() {
        val cannot = object : StillDecoder {
            override val kind = StillKind.HEIC

            override fun open(file: ByteArray): StillPicture? = null
        }
        val throws = object : StillDecoder {
            override val kind = StillKind.HEIC

            override fun open(file: ByteArray): StillPicture = throw OutOfMemoryError("made up")
        }
        assertEquals(UndecidedReason.UnsupportedFormat, scanned(cannot).reason())
        assertEquals(UndecidedReason.DecoderFailed, scanned(throws).reason())
        assertEquals(listOf("made up"), told.map { it.message })
        val wrong = listOf<(Int, Int) -> ByteArray>({ _, _ -> error("made up") }, { _, _ -> ByteArray(5) }, { _, _ -> ByteArray(0) })
        for (rows in wrong) {
            val decoder = Decoder(answer = rows)
            assertEquals(UndecidedReason.DecoderFailed, scanned(decoder).reason())
            assertEquals(1, decoder.closed.get())
        }
    }

    @Test
    fun `a picture over the limits is never asked for its rows`() {
        val huge = Decoder(shape = PixelLayout(65_535, 65_535, PixelFormat.RGBA8))
        assertEquals(UndecidedReason.OverLimit("max_pixels"), scanned(huge).reason())
        assertEquals(emptyList<Pair<Int, Int>>() to 1, huge.asked to huge.closed.get())
    }
}
