package org.presend

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Test
import kotlin.coroutines.CoroutineContext

private const val EVIL = "http://evil.example/login"

/** Runs scans when it is told to, or at once. */
private class HeldDispatcher(var holds: Boolean = false) : CoroutineDispatcher() {
    private val held = ArrayDeque<Runnable>()
    var begun = 0

    override fun dispatch(context: CoroutineContext, block: Runnable) {
        begun++
        if (holds) held += block else block.run()
    }

    fun runHeld() {
        while (held.isNotEmpty()) held.removeFirst().run()
    }
}

/** Texts that are checked while they are written, by a virtual clock. */
@OptIn(ExperimentalCoroutinesApi::class)
class TypedTextTest {
    private val scans = HeldDispatcher()
    private val typed = MutableSharedFlow<TypedText>(extraBufferCapacity = 8)
    private val found = ArrayList<CheckedText>()

    private fun test(block: suspend TestScope.() -> Unit) = runTest {
        val links = KnownSet.fromListUnverified("links", "url:$EVIL")
        AttachmentScanner(listOf(links), settings = ScannerSettings(clock = fixed, dispatcher = scans)).use { scanner ->
            backgroundScope.launch(UnconfinedTestDispatcher(testScheduler)) { scanner.scanTyped(typed).toList(found) }
            block()
        }
    }

    private fun TestScope.write(text: String, cursor: Int = text.length, pause: Long) {
        check(typed.tryEmit(TypedText(text, cursor)))
        runCurrent()
        advanceTimeBy(pause)
        runCurrent()
    }

    private val said get() = found.map { it.text to it.checked.report.outcome }

    @Test
    fun `a text is checked once nobody typed for a quarter of a second`() = test {
        for (text in listOf("h", "he", "hel", "hell")) write(text, pause = 249)
        assertEquals(0 to emptyList<CheckedText>(), scans.begun to found)
        write("hello", pause = 249)
        assertEquals(0, found.size)
        advanceTimeBy(1)
        runCurrent()
        assertEquals(listOf("hello" to Outcome.Clean), said)
    }

    @Test
    fun `a link is checked when the cursor has left it, and once`() = test {
        write("see $EVIL", pause = 10_000)
        write("see $EVIL", cursor = 8, pause = 10_000)
        assertEquals(0, scans.begun, "the cursor is in the link")
        write("see $EVIL ", pause = 250)
        assertEquals(listOf("see $EVIL " to Outcome.Match), said)
        write("see $EVIL ", cursor = 2, pause = 10_000)
        assertEquals(1, scans.begun, "only the cursor moved")
        write("see $EVIL", cursor = 2, pause = 250)
        write("see $EVIL ", cursor = 2, pause = 250)
        assertEquals(3, found.size, "a text that is written again is checked again")
    }

    @Test
    fun `a newer text cancels the scan of an older one, whose result is not told`() = test {
        scans.holds = true
        write("see $EVIL ", pause = 250)
        assertEquals(1 to 0, scans.begun to found.size)
        write("never mind", pause = 100)
        scans.runHeld()
        runCurrent()
        assertEquals(0, found.size, "that text is gone")
        advanceTimeBy(150)
        runCurrent()
        scans.runHeld()
        runCurrent()
        assertEquals(listOf("never mind" to Outcome.Clean), said)
    }

    @Test
    fun `nothing shows the text, and a cursor outside of it is refused`() = test {
        assertEquals("TypedText(..)", TypedText("secret").toString())
        write("secret", pause = 250)
        assertEquals(false, "secret" in found.single().toString())
        assertThrows(IllegalArgumentException::class.java) { TypedText("abc", 4) }
    }
}
