package org.presend.demo

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue
import org.presend.Audience

/** Each choice of the settings leads to its own screen. */
class FlowTest {
    private val listed = Scenario.LISTED.steps.single()

    @Test
    fun `an audience is slowed down by its age`() = demo { demo ->
        demo.app.settings.reaction = Reaction.ASK
        val frictions = Audience.entries.map { audience ->
            demo.app.settings.audience = audience
            demo.app.perform(listed).notice().choices.single { it.action == Tap.SEND }.friction
        }
        assertEquals(Audience.entries.size, frictions.distinct().size)
        assertEquals(frictions.map { it.pauseSeconds }.sorted(), frictions.map { it.pauseSeconds })
    }

    @Test
    fun `send anyway is confirmed as often as the policy asks`() = demo { demo ->
        demo.app.settings.reaction = Reaction.ASK
        demo.app.settings.audience = Audience.CHILD
        val notice = demo.app.perform(listed).notice()
        val confirmations = notice.choices.single { it.action == Tap.SEND }.friction.confirmations
        assertTrue(confirmations > 1)
        demo.pass(10_000)
        repeat(confirmations - 1) {
            val question = assertIs<Screen.Question>(demo.app.choose(Tap.SEND))
            assertEquals(listOf(Tap.KEEP to Weight.MAIN, Tap.SEND to Weight.APART), question.choices.map { it.action to it.weight })
            assertTrue(question.title.endsWith("?") && demo.wire.isEmpty())
        }
        assertEquals(Screen.Sent(demo.texts["line.seen"]), demo.app.choose(Tap.SEND))
        assertEquals(1, demo.wire.size)
    }

    @Test
    fun `an answer before the pause is over is none, whatever the button does`() = demo { demo ->
        demo.app.settings.reaction = Reaction.ASK
        for (audience in listOf(Audience.TEEN, Audience.CHILD)) {
            demo.app.settings.audience = audience
            fun send(screen: Screen) = screen.notice().choices.single { it.action == Tap.SEND }
            val asked = send(demo.app.perform(listed)).friction
            demo.pass(asked.pauseSeconds * 1_000L - 900)
            // However often, and by whatever way there: none counts as a confirmation.
            repeat(3) {
                assertEquals(1, send(demo.app.choose(Tap.SEND)).friction.pauseSeconds)
                demo.app.choose(Tap.WHY)
            }
            demo.pass(900)
            repeat(asked.confirmations - 1) { assertIs<Screen.Question>(demo.app.choose(Tap.SEND)) }
            assertTrue(demo.wire.isEmpty())
            assertEquals(Screen.Sent(demo.texts["line.seen"]), demo.app.choose(Tap.SEND))
            demo.wire.clear()
        }
    }

    @Test
    fun `reading the help does not restart the pause`() = demo { demo ->
        demo.app.settings.reaction = Reaction.ASK
        demo.app.settings.audience = Audience.CHILD
        fun pause(screen: Screen) = screen.notice().choices.single { it.action == Tap.SEND }.friction.pauseSeconds
        val whole = pause(demo.app.perform(listed))
        demo.app.choose(Tap.HELP)
        demo.pass(1_100)
        assertTrue(pause(demo.app.choose(Tap.BACK)) in 1 until whole)
    }

    @Test
    fun `what is blocked cannot be sent`() = demo { demo ->
        demo.app.settings.reaction = Reaction.BLOCK
        val notice = demo.app.perform(listed).notice()
        assertTrue(Tap.SEND !in notice.actions())
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.SEND) }
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `observing lets it pass, and does not say that nothing was found`() = demo { demo ->
        demo.app.settings.reaction = Reaction.OBSERVE
        assertEquals(Screen.Sent(demo.texts["line.observed"]), demo.app.perform(listed))
        assertEquals(Screen.Sent(demo.texts["line.spelling"]), demo.app.attach(Outgoing.Text("teh")))
    }

    @Test
    fun `of a text only the count is kept, and no policy holds up one without a slip`() = demo { demo ->
        for (reaction in Reaction.entries) {
            demo.app.settings.reaction = reaction
            assertEquals(Screen.Sent(demo.texts["line.spelling"]), demo.app.attach(Outgoing.Text("the")))
            val isTold = demo.app.attach(Outgoing.Text("teh")) is Screen.Notice
            assertEquals(reaction != Reaction.OBSERVE, isTold, "$reaction")
        }
        assertTrue(demo.texts["checked.counts", 2 * Reaction.entries.size, 0, 0, 0] in demo.app.checked.screen().paragraphs[1].text)
    }

    @Test
    fun `with the switch off nothing is checked, and the line says so`() = demo { demo ->
        demo.app.settings.checks = false
        assertEquals(Screen.Sent(demo.texts["line.unchecked"]), demo.app.perform(listed))
        assertTrue(demo.texts["checked.counts", 0, 0, 0, 0] in demo.app.checked.screen().paragraphs[1].text)
    }

    @Test
    fun `what is not sent stays with its sender, and what is deleted does not`() = demo { demo ->
        demo.app.perform(listed)
        demo.app.choose(Tap.KEEP)
        demo.app.perform(listed)
        demo.app.choose(Tap.DELETE)
        demo.app.perform(listed)
        // Another item while this one waits for a choice.
        demo.app.perform(Scenario.HARMLESS.steps.single())
        demo.app.perform(listed)
        demo.app.perform(Step.ShowChecked)
        val seen = demo.app.conversation.messages.map { it.number to it.line }
        assertEquals(listOf(null to "line.kept", null to "line.kept", 0L to "line.checked", null to "line.kept"), seen)
    }

    @Test
    fun `another setting than a notice was shown for sends nothing`() {
        val changes = listOf<Settings.() -> Unit>({ checks = false }, { reaction = Reaction.OBSERVE }, { audience = Audience.CHILD })
        for (change in changes) demo { demo ->
            demo.app.perform(listed).notice()
            demo.app.settings.change()
            val line = if (demo.app.settings.checks) "line.rules" else "line.off"
            assertEquals(Screen.Kept(demo.texts[line]), demo.app.choose(Tap.SEND))
            assertFailsWith<IllegalStateException> { demo.app.choose(Tap.SEND) }
            assertTrue(demo.wire.isEmpty())
        }
        for (change in changes) demo { demo ->
            demo.app.perform(listed).notice()
            demo.app.settings.change()
            val line = if (demo.app.settings.checks) "line.rules" else "line.off"
            assertEquals(Screen.Kept(demo.texts[line]), demo.app.settingsChanged())
            assertTrue(demo.wire.isEmpty())
        }
    }

    @Test
    fun `why is told in plain words first, and in every detail one step further`() = demo { demo ->
        demo.app.perform(listed)
        val plain = demo.app.choose(Tap.WHY) as Screen.Reading
        assertTrue(plain.paragraphs.first().text.split(' ').size <= 25)
        for (word in listOf("outcome", "digest", " ms")) assertTrue(plain.paragraphs.none { word in it.text }, word)
        assertEquals(demo.texts["why.compared"], plain.paragraphs[1].text)
        val (engineer, auditor) = (demo.app.choose(Tap.DETAILS) as Screen.Reading).paragraphs
        assertTrue("outcome: match" in engineer.text, engineer.text)
        assertTrue("signed by" in auditor.text && "digest of the policy" in auditor.text, auditor.text)
    }

    @Test
    fun `there is nothing to choose without a notice, and never what was not offered`() = demo { demo ->
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.SEND) }
        demo.app.perform(listed)
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.CORRECT) }
        demo.app.choose(Tap.KEEP)
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.SEND) }
        assertTrue(demo.wire.isEmpty())
    }
}
