package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer

/** Pictures that are hashed in another process: the same as a whole scan, and never clean if nothing comes back. */
class PictureHashesTest {
    private fun AttachmentScanner.scanHashed(bytes: ByteArray, pictures: String?) =
        runBlocking { scan(ScanInput.Hashed(bytes, pictures)) }

    @Test
    fun `both ways come to the same, in the journal too`() {
        val keepers = List(2) { MemoryKeeper() }
        val (whole, split) = keepers.map { demoScanner(settings = settings(journal = Journal.keptBy(it))) }
        for (bytes in listOf(picture, testdata("photos/coffee.jpg").readBytes(), "plain text".toByteArray(), ByteArray(0))) {
            val own = runBlocking { whole.scan(bytes) }
            val other = split.scanHashed(bytes, PictureHashes.of(bytes))
            assertEquals(own.report.outcome, other.report.outcome)
            assertEquals(own.decision to own.recorded, other.decision to other.recorded)
            assertEquals(own.report.findings.map { it.evidence }, other.report.findings.map { it.evidence })
        }
        assertEquals(keepers[0].texts, keepers[1].texts)
        listOf(whole, split).forEach { it.close() }
    }

    @Test
    fun `what does not come back, or is no such text, is told and recorded, and exact digests count all the same`() {
        val photo = testdata("photos/coffee.jpg").readBytes()
        val hashed = PictureHashes.of(photo)
        val keeper = MemoryKeeper()
        demoScanner(settings = settings(journal = Journal.keptBy(keeper))).use { scanner ->
            for (answer in listOf(null, "", hashed.dropLast(1), "$hashed\u0000", "\uFFFD", hashed.uppercase())) {
                val checked = scanner.scanHashed(photo, answer)
                assertEquals(UndecidedReason.DecoderFailed, checked.reason())
                assertTrue(checked.decision is Decision.Warn && checked.recorded == Recorded.Yes)
            }
            val found = scanner.scanHashed(picture, null)
            assertEquals(listOf(Evidence.EXACT), found.report.findings.map { it.evidence })
            assertEquals(7L, Journal.keptBy(keeper).verify().records)
        }
    }

    @Test
    fun `a buffer is read from its position to its limit`() {
        val padded = ByteBuffer.allocate(picture.size + 2).put(1).put(picture).put(2).apply { position(1).limit(1 + picture.size) }
        assertEquals(PictureHashes.of(picture), PictureHashes.of(padded))
        assertEquals(PictureHashes.of(picture), PictureHashes.of(picture.direct()))
    }

    @Test
    fun `limits hold there too`() {
        val small = Limits.DEFAULT.copy(maxPixels = 1)
        val hashed = PictureHashes.of(picture, small)
        assertTrue("max_pixels" in hashed)
        demoScanner().use {
            val photo = testdata("photos/coffee.jpg").readBytes()
            assertTrue(it.scanHashed(photo, PictureHashes.of(photo, small)).reason() is UndecidedReason.OverLimit)
        }
    }
}
