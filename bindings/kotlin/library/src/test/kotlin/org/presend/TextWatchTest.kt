package org.presend

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test
import java.util.PriorityQueue
import java.util.concurrent.Callable
import java.util.concurrent.Delayed
import java.util.concurrent.Executor
import java.util.concurrent.FutureTask
import java.util.concurrent.ScheduledExecutorService
import java.util.concurrent.ScheduledFuture
import java.util.concurrent.AbstractExecutorService
import java.util.concurrent.TimeUnit

/** A scheduler whose time is told. */
private class ToldTime : AbstractExecutorService(), ScheduledExecutorService {
    private class Task(val at: Long, val number: Int, work: Runnable) : FutureTask<Unit>(work, Unit), ScheduledFuture<Unit> {
        override fun compareTo(other: Delayed): Int = compareValuesBy(this, other as Task, { it.at }, { it.number })

        override fun getDelay(unit: TimeUnit): Long = 0
    }

    private val tasks = PriorityQueue<Task>()
    private var now = 0L
    private var number = 0

    fun pass(millis: Long) {
        val until = now + millis
        while (tasks.isNotEmpty() && tasks.peek().at <= until) tasks.poll().also { now = maxOf(now, it.at) }.run()
        now = until
    }

    override fun schedule(command: Runnable, delay: Long, unit: TimeUnit): ScheduledFuture<*> =
        Task(now + unit.toMillis(delay), number++, command).also { tasks += it }

    override fun execute(command: Runnable) {
        schedule(command, 0, TimeUnit.MILLISECONDS)
    }

    override fun <V> schedule(callable: Callable<V>, delay: Long, unit: TimeUnit): ScheduledFuture<V> = error("not used")

    override fun scheduleAtFixedRate(command: Runnable, first: Long, period: Long, unit: TimeUnit): ScheduledFuture<*> =
        error("not used")

    override fun scheduleWithFixedDelay(command: Runnable, first: Long, delay: Long, unit: TimeUnit): ScheduledFuture<*> =
        error("not used")

    override fun shutdown(): Unit = tasks.clear()

    override fun shutdownNow(): List<Runnable> = tasks.toList()

    override fun isShutdown(): Boolean = false

    override fun isTerminated(): Boolean = false

    override fun awaitTermination(timeout: Long, unit: TimeUnit): Boolean = true
}

/** The same without coroutines: what Java calls. */
class TextWatchTest {
    private val time = ToldTime()
    private val told = ArrayList<Any>()
    private val drawn = ArrayDeque<Runnable>()

    private val callback = object : TextCallback {
        override fun onChecked(checked: CheckedText) {
            told += checked.text to checked.checked.report.outcome
        }

        override fun onFailure(failure: Throwable) {
            told += failure
        }
    }

    private fun scanner() = AttachmentScanner(
        listOf(KnownSet.fromListUnverified("links", "url:http://evil.example/")),
        settings = ScannerSettings(clock = fixed, dispatcher = kotlinx.coroutines.Dispatchers.Unconfined),
    )

    private fun draw() {
        while (drawn.isNotEmpty()) drawn.removeFirst().run()
    }

    @Test
    fun `it tells what the newest text came to, on the executor that it was given`() {
        scanner().use { scanner ->
            val watch = TextWatch(scanner, time, Executor { drawn += it }, callback)
            watch.changed(TypedText("http://evil.example"))
            time.pass(10_000)
            watch.changed(TypedText("http://evil.example "))
            time.pass(249)
            assertEquals(0, drawn.size)
            time.pass(1)
            assertEquals(0 to 1, told.size to drawn.size)
            draw()
            assertEquals(listOf("http://evil.example " to Outcome.Match), told)
            watch.changed(TypedText("hello"))
            time.pass(250)
            watch.changed(TypedText("hello "))
            draw()
            assertEquals(1, told.size, "that text is gone")
            time.pass(250)
            watch.close()
            draw()
            assertEquals(1, told.size, "it is closed")
        }
    }

    @Test
    fun `a scanner that is closed is a failure`() {
        val scanner = scanner()
        val watch = TextWatch(scanner, time, Executor { drawn += it }, callback)
        scanner.close()
        watch.changed(TypedText("hello"))
        time.pass(250)
        draw()
        assertInstanceOf(IllegalStateException::class.java, told.single())
    }
}
