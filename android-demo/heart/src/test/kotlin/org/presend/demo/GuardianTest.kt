package org.presend.demo

import java.nio.file.Files
import kotlin.io.path.readText
import kotlin.io.path.writeText
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import org.presend.Audience

/** A grown-up's code before the rules: it holds, it slows guessing down, and it is kept as no code. */
class GuardianTest {
    private val file = Files.createTempDirectory("presend-guardian").resolve("guardian.txt")
    private var nowNanos = 0L
    private val texts = Texts(AppLanguage.ENGLISH)

    private fun guardian() = Guardian(file) { nowNanos }

    private fun Guardian.turn(key: Guardian.Key, code: String = "") = turn(key, code, texts)

    @Test
    fun `without a code nothing is locked, and a short one is none`() {
        val guardian = guardian()
        assertEquals(texts["guardian.short", 4], guardian.turn(Guardian.Key.SET, "123"))
        assertFalse(guardian.isLocked)
        assertEquals(listOf(Guardian.Key.SET), guardian.offers)
    }

    @Test
    fun `the right code opens, a wrong one does not, and leaving locks again`() {
        val guardian = guardian().apply { turn(Guardian.Key.SET, "2580") }
        assertTrue(guardian.isLocked)
        assertEquals(texts["guardian.wrong"], guardian.turn(Guardian.Key.OPEN, "0000"))
        assertTrue(guardian.isLocked)
        assertEquals(texts["guardian.unlocked"], guardian.turn(Guardian.Key.OPEN, "2580"))
        assertFalse(guardian.isLocked)
        guardian.close()
        assertTrue(guardian.isLocked && guardian().isLocked)
        assertFailsWith<IllegalStateException> { guardian.turn(Guardian.Key.REMOVE) }
        guardian.turn(Guardian.Key.OPEN, "2580")
        guardian.turn(Guardian.Key.REMOVE)
        assertFalse(guardian().isLocked)
    }

    @Test
    fun `after three wrong codes each costs twice the wait, the right one has to wait too, and opening the app again gains nothing`() {
        var guardian = guardian().apply { turn(Guardian.Key.SET, "2580") }
        repeat(2) { assertEquals(texts["guardian.wrong"], guardian.turn(Guardian.Key.OPEN, "0000")) }
        for (wait in listOf(30, 60, 120)) {
            assertEquals(texts["guardian.wait", wait], guardian.turn(Guardian.Key.OPEN, "0000"))
            nowNanos += (wait - 1) * 1_000_000_000L
            assertEquals(texts["guardian.wait", 1], guardian.turn(Guardian.Key.OPEN, "2580"))
            guardian = guardian()
            assertEquals(texts["guardian.wait", wait], guardian.turn(Guardian.Key.OPEN, "2580"))
            nowNanos += wait * 1_000_000_000L
        }
        assertEquals(texts["guardian.unlocked"], guardian.turn(Guardian.Key.OPEN, "2580"))
        guardian.close()
        assertEquals(texts["guardian.wrong"], guardian.turn(Guardian.Key.OPEN, "0000"))
    }

    @Test
    fun `what is kept is no code, and is another for the same code`() {
        guardian().turn(Guardian.Key.SET, "2580")
        val first = file.readText()
        assertTrue(Regex("[0-9a-f]{32} [0-9a-f]{64} 0").matches(first), first)
        guardian().apply { turn(Guardian.Key.OPEN, "2580"); turn(Guardian.Key.REMOVE); turn(Guardian.Key.SET, "2580") }
        assertNotEquals(first, file.readText())
    }

    @Test
    fun `what was kept and is damaged stays locked`() {
        guardian().turn(Guardian.Key.SET, "2580")
        for (damaged in listOf("", "x", file.readText().dropLast(3), file.readText() + "0000000")) {
            file.writeText(damaged)
            assertTrue(guardian().isLocked)
            guardian().run { turn(Guardian.Key.OPEN, "2580"); assertTrue(isLocked, damaged) }
        }
    }

    @Test
    fun `while it is locked no rule changes, whatever a screen lets through, and the language does`() = demo { demo ->
        val settings = demo.app.settings
        settings.audience = Audience.CHILD
        demo.app.settingsChanged()
        demo.app.guardian.turn(Guardian.Key.SET, "2580")
        val changes = listOf<Settings.() -> Unit>({ checks = false }, { reaction = Reaction.OBSERVE }, { audience = Audience.ADULT })
        for (change in changes) assertFailsWith<IllegalStateException> { settings.change() }
        settings.language = AppLanguage.DUTCH
        assertEquals(listOf("checks true", "reaction warn", "audience child", "language dutch"), settings.lines)
        Demo(demo.home).use { assertEquals(Audience.CHILD, it.app.settings.audience) }
        demo.app.guardian.turn(Guardian.Key.OPEN, "2580")
        settings.audience = Audience.ADULT
        assertTrue(demo.wire.isEmpty() && demo.trustedWire.isEmpty())
    }
}
