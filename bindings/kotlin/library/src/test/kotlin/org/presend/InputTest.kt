package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.FilterInputStream
import java.io.IOException
import java.io.InputStream
import java.nio.ByteBuffer
import java.util.concurrent.atomic.AtomicInteger

/** Each way to hand something over, and each way that fails. */
class InputTest {
    private fun AttachmentScanner.outcome(input: ScanInput): Outcome = runBlocking { scan(input) }.report.outcome

    @Test
    fun `every kind of buffer is read from position to limit, and left as it was`() {
        val padded = byteArrayOf(1, 2, 3) + picture + byteArrayOf(4, 5)
        val buffers = listOf(padded.direct(), ByteBuffer.wrap(padded), padded.direct().asReadOnlyBuffer())
        demoScanner().use { scanner ->
            for (buffer in buffers) {
                buffer.position(3).limit(3 + picture.size)
                val checked = runBlocking { scanner.scan(buffer) }
                assertEquals(Evidence.EXACT, checked.report.findings.first().evidence, "$buffer")
                assertEquals(3 to 3 + picture.size, buffer.position() to buffer.limit())
            }
            val part = padded.direct().apply { position(3).limit(3 + picture.size) }.slice()
            assertEquals(Outcome.Match, scanner.outcome(ScanInput.Bytes(part)))
        }
    }

    @Test
    fun `files, streams and sources give what bytes give`() {
        val file = scratch().resolve("picture.bmp").apply { writeBytes(picture) }
        // Gives a byte or two at a time, as a network may.
        val slow = object : InputStream() {
            private val bytes = picture.inputStream()

            override fun read(): Int = bytes.read()

            override fun read(to: ByteArray, at: Int, length: Int): Int = bytes.read(to, at, minOf(length, 2))
        }
        demoScanner().use { scanner ->
            val inputs = listOf(
                ScanInput.Bytes(picture), ScanInput.AtPath(file), ScanInput.AtPath(file.toPath()),
                ScanInput.Stream(file.inputStream()), ScanInput.Stream(slow), ScanInput.Source(FileSource { file.toPath() }),
            )
            for (input in inputs) assertEquals(Outcome.Match, scanner.outcome(input), "$input")
            val convenient = runBlocking { listOf(scanner.scan(file), scanner.scan(file.toPath())) }
            assertTrue(convenient.all { it.report.outcome == Outcome.Match })
        }
    }

    @Test
    fun `nothing is undecided, never clean`() {
        val empty = scratch().resolve("empty").apply { writeBytes(ByteArray(0)) }
        val inputs = listOf(
            ScanInput.Bytes(ByteArray(0)), ScanInput.Bytes(ByteBuffer.allocateDirect(0)), ScanInput.AtPath(empty),
            ScanInput.Stream(ByteArray(0).inputStream()),
        )
        demoScanner().use { scanner ->
            for (input in inputs) assertEquals(Outcome.Undecided(UndecidedReason.Empty), scanner.outcome(input), "$input")
        }
    }

    @Test
    fun `what cannot be read is undecided, whatever it throws`() {
        class Bad(val length: () -> Long, val read: (Int) -> ByteArray) : ByteSource {
            override fun length(): Long = length.invoke()

            override fun readAt(offset: Long, length: Int): ByteArray = read(length)
        }
        val failing = object : InputStream() {
            override fun read(): Int = throw IOException("made up")
        }
        val throwing = object : InputStream() {
            override fun read(): Int = throw IllegalStateException("undeclared")
        }
        val unreadable = listOf(
            ScanInput.AtPath(scratch().resolve("missing")), ScanInput.AtPath(scratch()),
            ScanInput.AtPath(java.io.File("no\u0000path")), ScanInput.Stream(failing), ScanInput.Stream(throwing),
            ScanInput.Source(Bad({ throw IOException("made up") }, { ByteArray(it) })),
            ScanInput.Source(Bad({ -1 }, { ByteArray(it) })),
            ScanInput.Source(Bad({ 1000 }, { throw StackOverflowError() })),
            ScanInput.Source(Bad({ 1000 }, { ByteArray(it + 1) })),
        )
        demoScanner().use { scanner ->
            for (input in unreadable) {
                assertEquals(Outcome.Undecided(UndecidedReason.Unreadable), scanner.outcome(input), "$input")
            }
            val shorter = ScanInput.Source(Bad({ 1000 }, { ByteArray(0) }))
            assertEquals(Outcome.Undecided(UndecidedReason.ChangedWhileReading), scanner.outcome(shorter))
            val longer = ScanInput.Source(Bad({ Long.MAX_VALUE }, { ByteArray(it) }))
            assertEquals(Outcome.Undecided(UndecidedReason.OverLimit("max_input_bytes")), scanner.outcome(longer))
        }
    }

    @Test
    fun `streams and sources are closed when the scan is over`() {
        val closed = AtomicInteger()
        val stream = object : FilterInputStream(picture.inputStream()) {
            override fun close() = closed.incrementAndGet().let { throw IOException("made up") }
        }
        class Closing : ByteSource, AutoCloseable {
            override fun length(): Long = throw IOException("made up")

            override fun readAt(offset: Long, length: Int): ByteArray = ByteArray(length)

            override fun close() {
                closed.incrementAndGet()
            }
        }
        demoScanner().use { scanner ->
            assertEquals(Outcome.Match to 1, scanner.outcome(ScanInput.Stream(stream)) to closed.get())
            assertEquals(Outcome.Undecided(UndecidedReason.Unreadable), scanner.outcome(ScanInput.Source(Closing())))
            assertEquals(2, closed.get())
        }
    }

    @Test
    fun `a clock before 1970 and one that throws are told apart`() {
        val before = ScannerSettings(clock = { -5 })
        demoScanner(settings = before).use { assertEquals(Outcome.Match, it.scanPicture().report.outcome) }
        val broken = ScannerSettings(clock = { throw IOException("made up") })
        demoScanner(settings = broken).use { assertThrows(IOException::class.java) { it.scanPicture() } }
    }
}
