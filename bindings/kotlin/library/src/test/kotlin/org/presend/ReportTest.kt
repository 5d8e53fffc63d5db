package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a report, a decision and an explanation say. */
class ReportTest {
    @Test
    fun `the test pictures are found, and called a test`() {
        demoScanner().use { scanner ->
            assertTrue(TestKit.pictures.size >= 2)
            for (picture in TestKit.pictures) {
                val checked = runBlocking { scanner.scan(picture.file) }
                val report = checked.report
                assertEquals(Outcome.Match, report.outcome, picture.name)
                assertEquals(listOf(1, 0, "image/bmp"), listOf(report.coverage.partsSeen, report.cleared, report.kind))
                assertEquals(listOf(SetRef("demo", 0, false)), report.sets)
                assertFalse(report.coverage.notApplicable)
                val finding = report.findings.first()
                assertEquals(Evidence.EXACT to true, finding.evidence to finding.test)
                assertTrue(finding.token.hex.matches(Regex("([0-9a-f]{2})+")), finding.token.hex)
                assertEquals(Notice(MessageKey.TEST_MATERIAL, null), (checked.decision as Decision.Warn).notice)
                assertEquals(Recorded.NoJournal, checked.recorded)
                assertTrue(report.timing!!.totalMicros > 0)
            }
        }
    }

    @Test
    fun `a scan explains itself for three readers in two languages, after its scanner is gone`() {
        val checked = demoScanner().use { it.scanPicture() }
        val texts = ExplainLanguage.entries.flatMap { language ->
            ExplainLevel.entries.map { checked.explain(it, language) }
        }
        assertEquals(6, texts.toSet().size)
        assertTrue(texts.all { it.length > 20 })
        assertEquals(
            "This matches a harmless test picture on the list. You can still send it. Nothing about it left your phone.",
            checked.explain(),
        )
        assertTrue(checked.toString().startsWith("Checked(outcome=Match, decision=Warn"), checked.toString())
    }

    @Test
    fun `without a set nothing is clean`() {
        AttachmentScanner(emptyList(), Policy.WarnOnly, settings()).use { scanner ->
            assertEquals(UndecidedReason.NoUsableSet, scanner.scanPicture().reason())
        }
    }

    @Test
    fun `limits hold and are named`() {
        assertTrue(Limits.SMALL.maxDecodeBytes < Limits.DEFAULT.maxDecodeBytes)
        val limits = Limits.DEFAULT.copy(maxPixels = 128 * 128 - 1)
        val changed = picture.copyOf().also { it[it.size - 1] = (it.last() + 1).toByte() }
        demoScanner(settings = settings(limits = limits)).use { scanner ->
            assertEquals(UndecidedReason.OverLimit("max_pixels"), runBlocking { scanner.scan(changed) }.reason())
        }
        assertThrows(IllegalArgumentException::class.java) { Limits.DEFAULT.copy(maxFrames = -1) }
    }

    @Test
    fun `a bad list is refused with its line`() {
        val failure = assertThrows(PresendException.BadList::class.java) {
            KnownSet.fromListUnverified("s", "md5:00112233445566778899aabbccddeeff\nnonsense")
        }
        assertTrue("2" in failure.message!!, failure.message)
        val set = KnownSet.fromListUnverified("s", "md5:00112233445566778899aabbccddeeff")
        assertEquals(SetRef("s", 0, false) to 1L, set.reference to set.rows)
    }

    @Test
    fun `the library knows its version`() {
        assertTrue(PresendLibrary.version.matches(Regex("[0-9]+\\.[0-9]+\\.[0-9]+.*")), PresendLibrary.version)
    }
}
