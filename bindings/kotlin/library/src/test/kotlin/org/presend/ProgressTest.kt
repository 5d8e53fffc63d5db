package org.presend

import kotlinx.coroutines.flow.filterIsInstance
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.Collections

/** What a scan tells while it runs. */
class ProgressTest {
    @Test
    fun `a scan tells its steps in order`() = demoScanner().use { scanner ->
        val steps = Collections.synchronizedList(mutableListOf<ScanStep>())
        runBlocking { scanner.scan(ScanInput.AtPath(Large.file)) { steps += it } }
        val reading = steps.filterIsInstance<ScanStep.Reading>()
        assertTrue(reading.size > 10 && reading.all { it.totalBytes == Large.file.length() })
        val moves = reading.zipWithNext { a, b -> b.doneBytes - a.doneBytes }
        assertTrue(reading.first().doneBytes == 0L && moves.all { it in 1..1024 * 1024 }, "$moves")
        val rest = steps.filter { it !is ScanStep.Reading }
        assertEquals(listOf(ScanStep.Picture(0, null), ScanStep.LookingUp, ScanStep.Deciding), rest)
    }

    @Test
    fun `what the listener throws is ignored`() = demoScanner().use { scanner ->
        for (thrown in listOf(IllegalStateException(), AssertionError())) {
            val checked = runBlocking { scanner.scan(ScanInput.Bytes(picture)) { throw thrown } }
            assertEquals(Outcome.Match to DecidedBy.POLICY, checked.report.outcome to checked.decidedBy)
        }
    }

    @Test
    fun `a batch tells steps and results of each`() = demoScanner().use { scanner ->
        val inputs = listOf(ScanInput.Bytes(picture), ScanInput.Bytes("text".toByteArray()), ScanInput.Bytes(ByteArray(0)))
        val told = runBlocking { scanner.scanAll(inputs).toList() }
        val done = told.filterIsInstance<ScanProgress.Done>()
        assertEquals(listOf(0, 1, 2), done.map { it.index })
        val outcomes = done.map { it.checked.report.outcome }
        assertEquals(listOf(Outcome.Match, Outcome.Clean, Outcome.Undecided(UndecidedReason.Empty)), outcomes)
        assertTrue(ScanProgress.Step(0, ScanStep.Picture(0, null)) in told)
        assertTrue(told.map { it.index }.zipWithNext().all { (a, b) -> a <= b })
    }

    @Test
    fun `a batch that nobody collects any more scans nothing more`() = demoScanner().use { scanner ->
        var made = 0
        val inputs = Iterable { iterator { repeat(1000) { made++; yield(ScanInput.Bytes(picture)) } } }
        runBlocking { scanner.scanAll(inputs).filterIsInstance<ScanProgress.Done>().first() }
        assertTrue(made < 200, "$made")
    }
}
