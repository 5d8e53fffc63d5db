package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.RandomAccessFile
import java.nio.ByteBuffer
import java.nio.channels.FileChannel

/** 50 MB in every way, without a second copy. */
class LargeTest {
    private val fileKib = Large.file.length() / 1024

    private fun isClean(checked: Checked) {
        assertEquals(Outcome.Clean, checked.report.outcome)
        assertEquals("image/png" to 1, checked.report.kind to checked.report.coverage.partsSeen)
    }

    private fun direct(): ByteBuffer =
        RandomAccessFile(Large.file, "r").use { file ->
            val bytes = ByteBuffer.allocateDirect(file.length().toInt())
            while (bytes.hasRemaining()) file.channel.read(bytes)
            bytes.apply { flip() }
        }

    @Test
    fun `50 MB in a direct buffer are not copied`() {
        val bytes = direct()
        demoScanner().use { scanner ->
            val grown = grownKib { isClean(runBlocking { scanner.scan(bytes) }) }
            println("50 MB in a direct buffer: $grown KiB more")
            assertTrue(grown < 16 * 1024, "$grown KiB")
            assertEquals(Large.file.length().toInt(), bytes.remaining())
        }
    }

    @Test
    fun `50 MB in a heap buffer are copied once, and the copy is freed`() {
        val bytes = direct()
        val heap = ByteArray(bytes.remaining()).also { bytes.get(it) }
        demoScanner().use { scanner ->
            val before = statusKib("VmRSS")
            val grown = grownKib { isClean(runBlocking { scanner.scan(heap) }) }
            println("50 MB in an array: $grown KiB more")
            assertTrue(grown in fileKib - 16 * 1024..fileKib + 16 * 1024, "$grown KiB")
            eventually("the copy is freed") { statusKib("VmRSS") < before + 16 * 1024 }
        }
    }

    @Test
    fun `50 MB of a file are read in pieces, and held once or not at all`() {
        for (inMemory in listOf(1L shl 20, 64L shl 20)) {
            val limits = Limits.DEFAULT.copy(maxInputBytesInMemory = inMemory)
            demoScanner(settings = settings(limits = limits)).use { scanner ->
                val grown = grownKib { isClean(runBlocking { scanner.scan(Large.file) }) }
                println("50 MB of a file, of which $inMemory bytes may be held: $grown KiB more")
                val held = if (inMemory < Large.file.length()) 0 else fileKib
                assertTrue(grown < held + 16 * 1024, "$grown KiB")
            }
        }
    }

    @Test
    fun `no piece of a source is large`() {
        val largest = java.util.concurrent.atomic.AtomicInteger()
        FileChannel.open(Large.file.toPath()).use { channel ->
            val source = object : ByteSource {
                override fun length(): Long = channel.size()

                override fun readAt(offset: Long, length: Int): ByteArray {
                    largest.accumulateAndGet(length, ::maxOf)
                    val piece = ByteBuffer.allocate(minOf(length.toLong(), channel.size() - offset).toInt())
                    channel.read(piece, offset)
                    return piece.array()
                }
            }
            demoScanner().use { scanner -> isClean(runBlocking { scanner.scan(source) }) }
        }
        assertTrue(largest.get() in 1..1024 * 1024, "${largest.get()}")
    }

    @Test
    fun `50 MB of a stream are scanned, and one byte too many is over the limit`() {
        demoScanner().use { scanner ->
            Large.file.inputStream().use { stream -> isClean(runBlocking { scanner.scan(stream) }) }
        }
        val limits = Limits.DEFAULT.copy(maxInputBytesInMemory = Large.file.length() - 1)
        demoScanner(settings = settings(limits = limits)).use { scanner ->
            val checked = Large.file.inputStream().use { stream -> runBlocking { scanner.scan(stream) } }
            assertEquals(UndecidedReason.OverLimit("max_input_bytes"), checked.reason())
        }
    }
}
