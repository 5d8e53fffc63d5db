package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.io.IOException
import java.io.InputStream
import java.nio.file.NoSuchFileException
import java.util.concurrent.CopyOnWriteArrayList

/** Whoever writes a hook sees what it threw, and nothing else comes of that. */
class HookFailureTest {
    private val thrown = IOException("made up")
    private val told = CopyOnWriteArrayList<Throwable>()

    private fun settings(deadlineMillis: Int? = 10_000, listener: HookFailureListener = HookFailureListener { told += it }) =
        ScannerSettings(deadlineMillis = deadlineMillis, clock = fixed, onHookFailure = listener)

    private fun scanned(input: ScanInput, onStep: ((ScanStep) -> Unit)? = null): Checked =
        demoScanner(Policy.WarnOnly, settings()).use { runBlocking { it.scan(input, onStep) } }

    @Test
    fun `what a policy throws is told, on either thread`() {
        for (deadline in listOf(10_000, null)) {
            val checked = demoScanner(settings(deadline)) { _, _ -> throw thrown }.use { it.scanPicture() }
            assertEquals(DecidedBy.FALLBACK_FAILED, checked.decidedBy)
            assertSame(thrown, told.single())
            told.clear()
        }
    }

    @Test
    fun `what a source, a stream, a file and a step throw is told`() {
        val source = object : ByteSource {
            override fun length(): Long = throw thrown

            override fun readAt(offset: Long, length: Int): ByteArray = ByteArray(0)
        }
        val stream = object : InputStream() {
            override fun read(): Int = throw thrown
        }
        for (input in listOf(ScanInput.Source(source), ScanInput.Stream(stream))) {
            assertEquals(UndecidedReason.Unreadable, scanned(input).reason())
            assertTrue(told.isNotEmpty() && told.all { it === thrown }, "$told")
            told.clear()
        }
        assertEquals(UndecidedReason.Unreadable, scanned(ScanInput.AtPath(File("/there/is/none"))).reason())
        assertTrue(told.isNotEmpty() && told.all { it is NoSuchFileException }, "$told")
        told.clear()
        assertEquals(Outcome.Match, scanned(ScanInput.Bytes(picture)) { throw thrown }.report.outcome)
        assertTrue(told.isNotEmpty() && told.all { it === thrown }, "$told")
    }

    @Test
    fun `a listener that throws changes nothing`() {
        val checked = demoScanner(settings { throw AssertionError() }) { _, _ -> throw thrown }.use { it.scanPicture() }
        assertEquals(DecidedBy.FALLBACK_FAILED, checked.decidedBy)
    }
}
