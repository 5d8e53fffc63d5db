package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch

/** The app's own checks: what they say stays apart from what was found. */
class OwnCheckTest {
    private val told = CopyOnWriteArrayList<Throwable>()

    private fun spelling(looksAt: OwnInput = OwnInput.TEXT, deadlineMillis: Int = 10_000, hook: OwnCheckHook) =
        OwnCheck("spelling", looksAt, deadlineMillis, hook)

    private fun scanner(vararg checks: OwnCheck, journal: Journal? = null) = demoScanner(
        Policy.WarnOnly,
        ScannerSettings(journal = journal, clock = fixed, onHookFailure = { told += it }, ownChecks = checks.asList()),
    )

    private fun scanned(check: OwnCheck, input: ScanInput): Checked = scanner(check).use { runBlocking { it.scan(input) } }

    private fun said(checked: Checked) = checked.report.ownChecks.single().also { assertEquals("spelling", it.check) }.said

    @Test
    fun `a remark is in the report, the decision and the journal, and is no finding`() {
        val journal = Journal.inFolder(scratch())
        val check = spelling { seen ->
            if ("recieve" in (seen as OwnSeen.Text).text) OwnAnswer.REMARK else OwnAnswer.NOTHING
        }
        scanner(check, journal = journal).use { scanner ->
            val silent = runBlocking { scanner.scanText("receive") }
            assertEquals(OwnSaid.NOTHING, said(silent))
            val checked = runBlocking { scanner.scanText("recieve") }
            assertEquals(OwnSaid.REMARK, said(checked))
            assertTrue(checked.report.findings.isEmpty() && checked.decision is Decision.Warn)
            val user = checked.explain()
            assertTrue("The app's check \"spelling\" has a remark" in user, user)
            assertTrue("\nown_check spelling looks_at text deadline_ms 10000 at most ask\n" in scanner.describePolicy())
        }
        val recorded = journal.days().single().records.single().event as JournalEvent.Decided
        assertEquals(listOf("spelling") to null, recorded.ownRemarks to recorded.strongest)
    }

    @Test
    fun `where nothing was found the message is its remark, and a match stays a match`() {
        val check = spelling(OwnInput.BYTES) { OwnAnswer.REMARK }
        val clean = scanned(check, ScanInput.Bytes("plain words".toByteArray()))
        assertEquals(Outcome.Clean to OwnSaid.REMARK, clean.report.outcome to said(clean))
        assertEquals(MessageKey.OWN_REMARK, (clean.decision as Decision.Warn).notice.key)
        val found = scanned(check, ScanInput.Bytes(picture))
        assertEquals(Outcome.Match to OwnSaid.REMARK, found.report.outcome to said(found))
        assertEquals(MessageKey.TEST_MATERIAL, (found.decision as Decision.Warn).notice.key)
        // It looks at files, and was not asked about a text.
        assertEquals(OwnSaid.NOT_ASKED, said(scanned(check, ScanInput.Text("hello"))))
    }

    @Test
    fun `each sees what it looks at`() {
        val seen = CopyOnWriteArrayList<OwnSeen>()
        val keeps = OwnCheckHook { seen += it; OwnAnswer.NOTHING }
        val rows = byteArrayOf(1, 2, 3, 0, 4, 5, 6)
        val layout = PixelLayout(3, 2, PixelFormat.GRAY8, 4, Orientation.ROTATE90)
        scanned(spelling(OwnInput.BYTES, hook = keeps), ScanInput.Bytes(picture))
        scanned(spelling(OwnInput.PIXELS, hook = keeps), ScanInput.Pixels(PixelBuffer(rows.direct(), layout)))
        assertTrue((seen[0] as OwnSeen.Bytes).bytes.contentEquals(picture))
        val pixels = (seen[1] as OwnSeen.Pixels).pixels
        val bytes = ByteArray(pixels.bytes.remaining()).also { pixels.bytes.get(it) }
        assertTrue(layout == pixels.layout && bytes.contentEquals(rows))
    }

    @Test
    fun `what it throws is failed and told, and a late one holds up no scan`() {
        val thrown = StackOverflowError("made up")
        val failed = scanned(spelling { throw thrown }, ScanInput.Text("hello"))
        assertEquals(OwnSaid.FAILED, said(failed))
        assertSame(thrown, told.single())
        val forever = CountDownLatch(1)
        val late = scanned(spelling(deadlineMillis = 50) { forever.await(); OwnAnswer.REMARK }, ScanInput.Text("hello"))
        assertEquals(OwnSaid.LATE, said(late))
        forever.countDown()
    }

    @Test
    fun `a bad name, a second one and a fifth check are refused`() {
        val named = { name: String -> OwnCheck(name, OwnInput.TEXT) { OwnAnswer.NOTHING } }
        for (names in listOf(listOf("My check"), listOf("a", "a"), listOf("a", "b", "c", "d", "e"))) {
            assertThrows(IllegalArgumentException::class.java) { scanner(*names.map(named).toTypedArray()) }
        }
        scanner(named("a"), named("b")).use { assertEquals(listOf("a", "b"), it.scanPicture().report.ownChecks.map { own -> own.check }) }
    }
}
