package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** Closing, sharing, and memory over many scans. */
class LifetimeTest {
    @Test
    fun `closing twice is fine, and using after is a clear error`() {
        val scanner = demoScanner()
        scanner.close()
        scanner.close()
        val calls = listOf<() -> Any>({ scanner.scanPicture() }, { scanner.frames() }, { scanner.describePolicy() })
        for (call in calls) {
            val failure = assertThrows(IllegalStateException::class.java) { call() }
            assertEquals("the scanner is closed", failure.message)
        }
    }

    @Test
    fun `what was checked outlives its scanner and set`() {
        val checked = demoScanner().use { it.scanPicture() }
        System.gc()
        assertEquals(Outcome.Match, checked.report.outcome)
        assertTrue(checked.explain(ExplainLevel.ENGINEER).isNotEmpty())
    }

    @Test
    fun `eight threads share a scanner`() {
        val pool = Executors.newFixedThreadPool(8)
        demoScanner { _, _ -> PolicyAnswer.Warn }.use { scanner ->
            val work = Callable {
                (1..20).count {
                    val checked = scanner.scanPicture()
                    checked.decision is Decision.Warn && checked.explain().isNotEmpty()
                }
            }
            val right = (1..8).map { pool.submit(work) }.sumOf { it.get() }
            assertEquals(8 * 20, right)
        }
        pool.shutdown()
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS))
    }

    @Test
    fun `a scanner that is closed while threads scan lets them finish`() {
        val pool = Executors.newFixedThreadPool(4)
        repeat(5) {
            val scanner = demoScanner()
            val running = (1..4).map {
                pool.submit(Callable {
                    var count = 0
                    try {
                        while (count < 1_000_000 && scanner.scanPicture().report.outcome == Outcome.Match) count++
                        -1
                    } catch (closed: IllegalStateException) {
                        // Refused before it began; one that has begun is never cut off.
                        if (closed.message == "the scanner is closed") count else -1
                    }
                })
            }
            Thread.sleep(50)
            scanner.close()
            assertTrue(running.all { it.get() >= 0 })
        }
        pool.shutdown()
    }

    @Test
    fun `memory is flat over 10,000 scans`() {
        demoScanner { _, _ -> PolicyAnswer.Warn }.use { scanner ->
            val (bytes, text) = picture.direct() to "plain text".toByteArray().direct()
            // Every tenth is a picture: one takes milliseconds.
            fun scans(count: Int) = runBlocking {
                repeat(count) { scanner.scan(if (it % 10 == 0) bytes else text).explain() }
            }
            scans(3_000)
            System.gc()
            val before = statusKib("VmRSS")
            scans(10_000)
            System.gc()
            Thread.sleep(200)
            val grown = statusKib("VmRSS") - before
            println("10,000 scans: $grown KiB more resident")
            assertTrue(grown < 16 * 1024, "$grown KiB")
        }
    }
}
