package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import java.io.ByteArrayInputStream
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicReference

/** What an app lends calls back into what calls it, and closes it. */
@Timeout(60)
class ReentryTest {
    /** Does this in each call of the store's, but not in those that it causes itself. */
    private class CallsBack(private val act: () -> Unit) : StateVault {
        private val memory = MemoryVault()
        private var inside = false

        override fun load(set: String): String? = acting { memory.load(set) }

        override fun save(set: String, text: String): Unit = acting { memory.save(set, text) }

        private fun <T> acting(answer: () -> T): T {
            if (!inside) {
                inside = true
                act()
                inside = false
            }
            return answer()
        }
    }

    @Test
    fun `a change of its store from within a vault is refused by name, and reading is not`() {
        val folder = scratch()
        val (store, seen) = AtomicReference<SetStore?>() to ConcurrentLinkedQueue<String>()
        val vault = CallsBack {
            val itself = store.get() ?: return@CallsBack
            seen += refusedBy { itself.pin(SET, null) }
            seen += refusedBy { itself.installFile(SET, madeSet("1.khs")) }
            seen += refusedBy { itself.forgetPending(SET) }
            seen += refusedBy { SetStore.open(folder, pins, MemoryVault()) }
            runBlocking {
                itself.status(SET)
                itself.scanner().use { it.scan(picture) }
            }
        }
        openStore(vault, folder).use {
            store.set(it)
            it.installed("1.khs")
            assertEquals(setOf("Reentered"), seen.toSet())
            assertTrue(seen.size >= 8, "in a load and in a save")
            assertEquals(1L, runBlocking { it.status(SET) }.version)
        }
    }

    @Test
    fun `a vault may close the store that calls it, and the call ends`() {
        val store = AtomicReference<SetStore?>()
        openStore(CallsBack { store.get()?.close() }).let {
            store.set(it)
            it.installed("1.khs")
            assertEquals(
                "the store is closed",
                runCatching { runBlocking { it.status(SET) } }.exceptionOrNull()?.message,
            )
        }
    }

    @Test
    fun `source and progress may close the scanner that calls them`() {
        val scanner = AtomicReference(demoScanner())
        val source = object : ByteSource {
            override fun length(): Long = picture.size.toLong()

            override fun readAt(offset: Long, length: Int): ByteArray {
                scanner.get().close()
                return picture.copyOfRange(offset.toInt(), minOf(picture.size, offset.toInt() + length))
            }
        }
        assertEquals(Outcome.Match, runBlocking { scanner.get().scan(source) }.report.outcome)
        scanner.set(demoScanner())
        val input = ScanInput.Bytes(picture)
        assertEquals(Outcome.Match, runBlocking { scanner.get().scan(input) { scanner.get().close() } }.report.outcome)
    }

    @Test
    fun `what was read of a file and of a stream is overwritten afterwards`() {
        val file = scratch().resolve("picture").apply { writeBytes(picture) }
        val pieces = FileSource { file.toPath() }.use { source ->
            val first = source.readAt(0, 100)
            assertTrue(first.contentEquals(picture.copyOf(100)))
            val second = source.readAt(100, picture.size)
            assertTrue(second.contentEquals(picture.copyOfRange(100, picture.size)))
            assertTrue(first.all { it == 0.toByte() })
            listOf(first, second)
        }
        assertTrue(pieces.all { piece -> piece.all { it == 0.toByte() } })
        val lent = mutableSetOf<ByteArray>()
        val stream = object : ByteArrayInputStream(picture) {
            override fun read(bytes: ByteArray, offset: Int, length: Int): Int =
                super.read(bytes, offset, length).also { lent += bytes }
        }
        demoScanner().use { scanner ->
            assertEquals(Outcome.Match, runBlocking { scanner.scan(stream) }.report.outcome)
        }
        assertTrue(lent.isNotEmpty() && lent.all { piece -> piece.all { it == 0.toByte() } })
    }
}
