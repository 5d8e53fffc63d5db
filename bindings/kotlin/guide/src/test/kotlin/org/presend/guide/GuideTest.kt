package org.presend.guide

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.Decision
import org.presend.Friction
import org.presend.KnownSet
import org.presend.ScanCallback
import org.presend.ScannerSettings
import org.presend.StateVault
import org.presend.TestKit
import org.presend.TypedText
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.nio.ByteBuffer
import java.nio.file.Files
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit

/** The programs of docs/src/kotlin.md do what the page says. */
class GuideTest {
    private val sets = File(System.getProperty("presend.sets"))

    private val vault = object : StateVault {
        private val texts = mutableMapOf<String, String>()

        override fun load(set: String): String? = texts[set]

        override fun save(set: String, text: String) {
            texts[set] = text
        }
    }

    private fun printed(program: () -> Unit): String {
        val (printed, before) = ByteArrayOutputStream() to System.out
        System.setOut(PrintStream(printed))
        try {
            program()
        } finally {
            System.setOut(before)
        }
        return printed.toString().trim()
    }

    @Test
    fun `the first program prints what the page says`() {
        val wanted = "This matches a harmless test picture on the list. You can still send it. Nothing about it left your phone."
        assertEquals(wanted, printed { runBlocking { org.presend.guide1.main() } })
    }

    @Test
    fun `the program of the page on links finds one`() {
        val wanted = "A link here is a harmless test link. You can still send it. Nothing about it left your phone."
        assertEquals(wanted, printed { org.presend.links2.main() })
    }

    @Test
    fun `the hints of the page on links show what a text came to`() {
        val links = KnownSet.fromListUnverified("links", "url:http://evil.example/")
        val settings = ScannerSettings(dispatcher = Dispatchers.Unconfined)
        val shown = ArrayList<String?>()
        AttachmentScanner(listOf(links), settings = settings).use { scanner ->
            for (text in listOf("hello", "http://evil.example/ no")) {
                runBlocking { org.presend.links1.showHints(scanner, flowOf(TypedText(text)), shown::add) }
            }
            val timer = Executors.newSingleThreadScheduledExecutor()
            val told = CompletableFuture<Unit>()
            val java = printed {
                org.presend.javalinks1.Hints(scanner, timer) { it.run().also { told.complete(Unit) } }.fieldChanged("hello ", 6)
                told.get(20, TimeUnit.SECONDS)
            }
            timer.shutdownNow()
            assertEquals("Nothing known was found. You can send it. Nothing about it left your phone.", java)
        }
        assertEquals(listOf(true, false), shown.map { it == null })
    }

    @Test
    fun `the messenger asks about a known picture, and no longer once it is cleared`() {
        val folder = Files.createTempDirectory("presend-guide").toFile()
        val pins = sets.resolve("pins.txt").readText()
        val picture = sets.resolve("kit/test-7/original.png")
        runBlocking {
            org.presend.guide2.SendCheck.open(folder, pins, vault, sets.resolve("1.khs")).use { check ->
                assertTrue(check.beforeSending(picture) is Decision.Ask)
                check.update(ByteBuffer.wrap(sets.resolve("1-2.khd").readBytes()))
                assertEquals(Decision.Allow, check.beforeSending(picture))
            }
        }
        folder.deleteRecursively()
    }

    @Test
    fun `the check in Java waits, gives a future, and calls back`() {
        val file = Files.createTempFile("presend-guide", ".bmp").toFile()
        file.writeBytes(TestKit.pictures.first().file)
        val called = CompletableFuture<Checked>()
        val callback = object : ScanCallback {
            override fun onChecked(checked: Checked) {
                called.complete(checked)
            }

            override fun onFailure(failure: Throwable) {
                called.completeExceptionally(failure)
            }
        }
        org.presend.java1.SendCheck().use { check ->
            check.callBack(file, { it.run() }, callback)
            val decisions = listOf(check.beforeSending(file), check.later(file).get().decision, called.get().decision)
            assertEquals(List(3) { Friction(pauseSeconds = 3) }, decisions.map { (it as Decision.Ask).friction })
        }
        file.delete()
    }
}
