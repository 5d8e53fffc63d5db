package org.presend

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer
import kotlin.math.abs

/** Under this quality a plain list compares nothing. */
private const val MIN_QUALITY = 50

/** The drawn pictures of the vectors, as pixels. */
class DrawnPicturesTest {
    @Test
    fun `every drawn picture has the hashes of the vectors, in eight orientations`() {
        val pictures = vectors["pdq"]["pictures"].jsonArray
        assertTrue(pictures.size >= 11)
        for (picture in pictures) {
            val pixels = drawn(picture)
            val turned = picture["pdq"].jsonObject
            assertEquals(8, turned.size)
            for (hash in turned.values) {
                // A list refuses the hash of a flat picture: there is nothing to compare it with.
                val text = hash["hash"].text ?: continue
                if (text.all { it == '0' }) continue
                // Some orientations of a picture may have one hash; the first of them is named.
                val names = turned.filterValues { it["hash"].text == text }.keys
                isFound("pdq", hash, pixels, names)
            }
            val whole = picture["pdq512"]
            if (whole["hash"].text != null) isFound("pdq512", whole, pixels, setOf("upright"))
        }
    }

    private fun isFound(prefix: String, hash: JsonElement, pixels: PixelBuffer, names: Set<String>) {
        val checked = listScanner("$prefix:${hash["hash"].text}").use { runBlocking { it.scan(pixels) } }
        val report = checked.report
        assertEquals(null, report.kind)
        if (hash["quality"].jsonPrimitive.int < MIN_QUALITY) {
            assertEquals(Outcome.Clean to listOf(PartSkipped("", SkipReason.LowQuality, null)), report.outcome to report.coverage.partsSkipped)
            return
        }
        val finding = report.findings.first()
        assertEquals(listOf(0, hash["quality"].jsonPrimitive.int, 0), finding.run { listOf(distanceBits, quality, frame) })
        assertTrue((finding.variant as Variant.Turned).orientation.name.lowercase() in names)
    }

    private fun drawn(picture: JsonElement): PixelBuffer {
        val (width, height) = listOf("width", "height").map { picture[it].jsonPrimitive.int }
        val waves = picture["channels"].jsonArray.map { wave -> wave.jsonArray.map { it.jsonPrimitive.int } }
        val bytes = ByteBuffer.allocateDirect(width * height * waves.size)
        for (y in 0 until height) {
            for (x in 0 until width) waves.forEach { bytes.put(sample(it, x, y)) }
        }
        bytes.flip()
        val format = if (waves.size == 3) PixelFormat.RGB8 else PixelFormat.GRAY8
        return PixelBuffer(bytes, PixelLayout(width, height, format))
    }

    /** One sample, by the formula that the vectors state. */
    private fun sample(wave: List<Int>, x: Int, y: Int): Byte {
        val (ax, ay, q, p) = wave
        return (abs((ax * x + ay * y + x * y / q) % (2 * p) - p) * 255 / p).toByte()
    }
}
