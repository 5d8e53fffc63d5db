package org.presend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executor
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference
import kotlin.concurrent.thread

/** What Java calls: it waits, gets a future, or is called back. */
class WithoutCoroutinesTest {
    /** Stops in its first read until it is let go. */
    private class Stopping : ByteSource {
        val reading = CountDownLatch(1)
        val goOn = CountDownLatch(1)

        override fun length(): Long = 1L shl 20

        override fun readAt(offset: Long, length: Int): ByteArray {
            reading.countDown()
            goOn.await()
            return ByteArray(length)
        }
    }

    private class Told : ScanCallback {
        val of = CompletableFuture<Any>()

        override fun onChecked(checked: Checked) {
            of.complete(checked)
        }

        override fun onFailure(failure: Throwable) {
            of.complete(failure)
        }
    }

    private val here = Executor { it.run() }

    @Test
    fun `a scan is waited for, and tells its steps`() {
        val steps = mutableListOf<ScanStep>()
        val checked = demoScanner().use { Blocking.scan(it, ScanInput.Bytes(picture)) { step -> steps += step } }
        assertEquals(Outcome.Match, checked.report.outcome)
        assertEquals(ScanStep.Deciding, steps.last())
    }

    @Test
    fun `a thread that is interrupted leaves while the source still blocks`() {
        val source = Stopping()
        val left = AtomicReference<Throwable>()
        demoScanner().use { scanner ->
            val waiting = thread { left.set(runCatching { Blocking.scan(scanner, ScanInput.Source(source)) }.exceptionOrNull()) }
            assertTrue(source.reading.await(20, TimeUnit.SECONDS))
            waiting.interrupt()
            waiting.join(20_000)
            source.goOn.countDown()
            assertEquals(InterruptedException::class.java, left.get()?.javaClass)
        }
    }

    @Test
    fun `a future that is cancelled cancels the scan, and calls nothing back`() {
        val source = Stopping()
        val asked = CompletableFuture<UndecidedReason?>()
        val told = Told()
        val scanner = demoScanner { report, _ ->
            asked.complete((report.outcome as? Outcome.Undecided)?.reason)
            PolicyAnswer.Allow
        }
        val scan = Futures.scan(scanner, ScanInput.Source(source), here, told)
        assertTrue(source.reading.await(20, TimeUnit.SECONDS))
        assertTrue(scan.cancel(true))
        source.goOn.countDown()
        assertEquals(UndecidedReason.Cancelled, asked.get(20, TimeUnit.SECONDS))
        assertTrue(!told.of.isDone)
        scanner.close()
    }

    @Test
    fun `a callback gets what the scan came to, or why there was none`() {
        val (found, failed) = Told() to Told()
        val scanner = demoScanner()
        Futures.scan(scanner, ScanInput.Bytes(picture), here, found)
        assertEquals(Outcome.Match, (found.of.get(20, TimeUnit.SECONDS) as Checked).report.outcome)
        scanner.close()
        Futures.scan(scanner, ScanInput.Bytes(picture), here, failed)
        assertEquals(IllegalStateException::class.java, failed.of.get(20, TimeUnit.SECONDS).javaClass)
    }

    @Test
    fun `a store is used from its opening to its closing`() {
        Blocking.openStore(scratch(), pins, MemoryVault()).use { store ->
            Blocking.installFile(store, SET, madeSet("1.khs"))
            Blocking.apply(store, SET, ByteBuffer.wrap(madeSet("1-2.khd").readBytes()))
            assertEquals(2L, Blocking.status(store, SET).version)
            val scanner = Blocking.scanner(store, Policy.WarnOnly, ScannerSettings())
            assertEquals(Outcome.Clean, Blocking.scan(scanner, ScanInput.AtPath(kit("test-7"))).report.outcome)
            val frame = PixelBuffer(ByteBuffer.allocateDirect(64 * 64), PixelLayout(64, 64, PixelFormat.GRAY8))
            scanner.frames().use { frames ->
                assertNull(Blocking.push(frames, frame, 0))
                assertEquals(1, Blocking.finish(frames).report.coverage.partsSeen)
            }
            Blocking.rollback(store, SET)
            assertEquals(1L, Blocking.origin(store, SET).version)
            assertEquals(1L, Blocking.snapshot(store, SET).reference.version)
            assertEquals(emptyList<PendingFinding>(), Blocking.pending(store, SET))
            val refused = assertThrows(PresendException.Refused::class.java) {
                Blocking.install(store, SET, ByteBuffer.wrap(byteArrayOf(1)))
            }
            assertTrue(refused.check.isNotEmpty())
            scanner.close()
        }
    }
}
