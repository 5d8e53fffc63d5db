package org.presend.advice

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.presend.ExplainLanguage
import org.presend.Orientation
import org.presend.PixelBuffer
import org.presend.PixelFormat
import org.presend.PixelLayout
import java.nio.ByteBuffer
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicReference

/** Advisors that the app lends. */
class AdvisorTest {
    private val handed = PixelBuffer(
        ByteBuffer.wrap(byteArrayOf(1, 2, 3, 0, 4, 5, 6)), PixelLayout(3, 2, PixelFormat.GRAY8, 4, Orientation.ROTATE90),
    )

    private fun verdict(check: AdviceCheck, picture: Picture = Picture.Pixels(handed)): Verdict =
        AdviceBlocking.advise(check, Moment.BEFORE_SENDING, picture, on)

    @Test
    fun `it sees the pixels that were handed over, on a thread of its own`() {
        val thread = AtomicReference<Thread>()
        val seen = AtomicReference<Pair<List<Byte>, PixelLayout>>()
        val check = AdviceCheck { pixels ->
            thread.set(Thread.currentThread())
            val bytes = ByteArray(pixels.bytes.remaining()).also { pixels.bytes.slice().get(it) }
            seen.set(bytes.toList() to pixels.layout)
            Advice.NOTHING.with(AdviceClass.VIOLENCE, Band.LIKELY).with(AdviceClass.VIOLENCE, Band.UNLIKELY)
        }
        val asked = check.use { verdict(it) } as Verdict.Ask
        assertEquals(AdviceClass.VIOLENCE, asked.question.adviceClass)
        assertEquals(handed.bytes.array().toList() to handed.layout, seen.get())
        assertTrue(thread.get().isDaemon && thread.get().name == "presend-advisor", "${thread.get()}")
    }

    @Test
    fun `an adult is asked about what is likely, and not about what is possible`() {
        for ((band, isAsked) in listOf(Band.UNLIKELY to false, Band.POSSIBLE to false, Band.LIKELY to true)) {
            val check = AdviceCheck { Advice.NOTHING.with(AdviceClass.NUDITY, band) }
            assertEquals(isAsked, check.use { verdict(it) } is Verdict.Ask, "$band")
        }
        assertEquals("Advice", Advice.NOTHING.with(AdviceClass.NUDITY, Band.LIKELY).toString())
    }

    @Test
    fun `every format and orientation gets there and back, and every class and band`() {
        for (format in PixelFormat.values()) for (orientation in Orientation.values()) {
            val layout = PixelLayout(2, 1, format, orientation = orientation)
            val bytes = ByteBuffer.wrap(ByteArray(2 * format.bytes))
            val check = AdviceCheck { pixels -> Advice.NOTHING.also { assertEquals(layout, pixels.layout) } }
            assertEquals(Verdict.Nothing, check.use { verdict(it, Picture.Pixels(PixelBuffer(bytes, layout))) })
        }
        for (seen in AdviceClass.values()) {
            val asked = AdviceCheck { Advice.NOTHING.with(seen, Band.LIKELY) }.use { verdict(it) } as Verdict.Ask
            assertEquals(seen, asked.question.adviceClass)
            assertTrue(ExplainLanguage.values().map { asked.question.text(it) }.toSet().size == 2)
        }
    }

    @Test
    fun `what it throws is told to the app, and is not nothing`() {
        for (thrown in listOf(IllegalStateException("made up"), OutOfMemoryError("made up"))) {
            val told = mutableListOf<Throwable>()
            AdviceCheck(onFailure = { told += it }) { throw thrown }.use { check ->
                assertEquals(Verdict.NotLooked(NoAdvice.AdvisorFailed), verdict(check))
            }
            assertEquals(listOf(thrown), told)
        }
    }

    @Test
    fun `a caller who cancels leaves one that hangs, and the dispatcher is free for the next`() {
        val (began, end) = CountDownLatch(1) to CountDownLatch(1)
        val pool = Executors.newSingleThreadExecutor()
        val one = pool.asCoroutineDispatcher()
        val check = AdviceCheck(one) { pixels ->
            began.countDown()
            if (pixels.layout.width == 3) end.await()
            Advice.NOTHING
        }
        runBlocking {
            val job = launch(Dispatchers.Default) { check.advise(Moment.BEFORE_SENDING, Picture.Pixels(handed), on) }
            assertTrue(began.await(20, TimeUnit.SECONDS))
            job.cancelAndJoin()
        }
        // The advisor still hangs; the only thread of the dispatcher does not.
        assertEquals(Verdict.Nothing, verdict(check, Picture.Pixels(Drawn.stripes())))
        end.countDown()
        check.close()
        pool.shutdown()
    }

    @Test
    fun `a future that is cancelled cancels the check`() {
        val (began, end) = CountDownLatch(1) to CountDownLatch(1)
        AdviceCheck { began.countDown(); end.await(); Advice.NOTHING }.use { check ->
            val future = AdviceFutures.advise(check, Moment.BEFORE_SENDING, Picture.Pixels(handed), on)
            assertTrue(began.await(20, TimeUnit.SECONDS))
            assertTrue(future.cancel(true))
            assertThrows(CancellationException::class.java) { future.get() }
            end.countDown()
        }
    }

    @Test
    fun `a check that is closed says so, and closing twice is fine`() {
        val closed = AdviceCheck { Advice.NOTHING }
        repeat(2) { closed.close() }
        assertThrows(IllegalStateException::class.java) { verdict(closed) }
        val model = model()
        repeat(2) { model.close() }
        assertThrows(IllegalStateException::class.java) { AdviceCheck(model) }
    }
}
