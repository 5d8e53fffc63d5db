package org.presend

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.runTest
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** A coroutine that is cancelled returns at once, and the core hears of it. */
class CancelTest {
    /** 200 MB that stop in the middle until they are let go. */
    private class Stopping : ByteSource {
        val reading = CountDownLatch(1)
        val goOn = CountDownLatch(1)
        val readsAfter = AtomicInteger()

        override fun length(): Long = 200L shl 20

        override fun readAt(offset: Long, length: Int): ByteArray {
            if (offset > 0) {
                reading.countDown()
                goOn.await()
                readsAfter.incrementAndGet()
            }
            return ByteArray(length) { 0x5a }
        }
    }

    @Test
    fun `a scan that is cancelled before it begins closes its stream all the same`() {
        val one = Executors.newSingleThreadExecutor().asCoroutineDispatcher()
        val busy = CountDownLatch(1)
        val closed = CountDownLatch(1)
        val stream = object : java.io.ByteArrayInputStream(byteArrayOf(1)) {
            override fun close() = closed.countDown()
        }
        AttachmentScanner(listOf(KnownSet.demo()), Policy.WarnOnly, ScannerSettings(dispatcher = one)).use { scanner ->
            runBlocking {
                one.executor.execute { busy.await() }
                val scan = launch(Dispatchers.Default) { scanner.scan(stream) }
                // The scan waits behind the other work when it is cancelled.
                Thread.sleep(100)
                scan.cancelAndJoin()
                assertEquals(1, closed.count)
                busy.countDown()
            }
            assertTrue(closed.await(20, TimeUnit.SECONDS))
        }
        one.close()
    }

    @Test
    fun `the caller returns while the source still blocks, and the core stops reading`() {
        val source = Stopping()
        demoScanner().use { scanner ->
            runBlocking {
                val scan = launch(Dispatchers.Default) { scanner.scan(source) }
                assertTrue(source.reading.await(20, TimeUnit.SECONDS))
                // The source blocks: a caller that waited for it would never come back.
                scan.cancelAndJoin()
                assertTrue(scan.isCancelled)
            }
            source.goOn.countDown()
            eventually("the read that was under way ends") { source.readsAfter.get() > 0 }
            Thread.sleep(300)
            assertTrue(source.readsAfter.get() <= 2, "${source.readsAfter.get()} reads")
        }
    }

    @Test
    fun `the policy is asked about a scan that was cancelled`() {
        val source = Stopping()
        val asked = CompletableFuture<ScanReport>()
        val scanner = demoScanner { report, _ -> PolicyAnswer.Allow.also { asked.complete(report) } }
        scanner.use {
            runBlocking { withTimeoutOrNull(50) { it.scan(source) } }
            source.goOn.countDown()
            assertEquals(Outcome.Undecided(UndecidedReason.Cancelled), asked.get(20, TimeUnit.SECONDS).outcome)
        }
    }

    @Test
    fun `memory falls back after a large scan was cancelled in the middle`() {
        val pixels = ByteBuffer.allocate(12_000 * 8_000)
        demoScanner().use { scanner ->
            scanner.scanPicture()
            val before = statusKib("VmRSS")
            runBlocking {
                val input = ScanInput.Pixels(PixelBuffer(pixels, PixelLayout(12_000, 8_000, PixelFormat.GRAY8)))
                val started = CountDownLatch(1)
                val scan = async(Dispatchers.Default) {
                    scanner.scan(input) { if (it is ScanStep.Picture) started.countDown() }
                }
                assertTrue(started.await(20, TimeUnit.SECONDS))
                assertTrue(statusKib("VmRSS") > before + 64 * 1024)
                scan.cancelAndJoin()
            }
            eventually("the copy of the pixels is freed") { statusKib("VmRSS") < before + 16 * 1024 }
        }
    }

    @Test
    fun `a time limit of the caller's is one way to cancel`() {
        val source = Stopping()
        demoScanner().use { scanner ->
            assertNull(runBlocking { withTimeoutOrNull(50) { scanner.scan(source) } })
            source.goOn.countDown()
        }
    }

    @Test
    fun `scans run on the dispatcher that the app gives`() {
        val pool = Executors.newSingleThreadExecutor { Thread(it, "the app's own") }
        val seen = mutableListOf<String>()
        val settings = ScannerSettings(dispatcher = pool.asCoroutineDispatcher(), clock = fixed)
        demoScanner(settings = settings).use { scanner ->
            runBlocking { scanner.scan(ScanInput.Bytes(picture)) { seen += Thread.currentThread().name } }
            assertTrue(seen.isNotEmpty() && seen.all { it.startsWith("the app's own") }, "$seen")
            pool.shutdown()
            val failure = assertThrows(IllegalStateException::class.java) { scanner.scanPicture() }
            assertTrue(failure !is CancellationException && "dispatcher" in failure.message!!, "$failure")
        }
    }

    @Test
    fun `a test dispatcher decides when a scan runs`() = runTest {
        val settings = ScannerSettings(dispatcher = StandardTestDispatcher(testScheduler), clock = fixed)
        demoScanner(settings = settings).use { scanner ->
            val scan = async { scanner.scan(picture) }
            assertTrue(!scan.isCompleted)
            testScheduler.advanceUntilIdle()
            assertEquals(Outcome.Match, scan.await().report.outcome)
        }
    }
}
