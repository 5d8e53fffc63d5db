package org.presend.demo

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.presend.Audience

/** What the app does for a person who may be frightened: covered pictures, one way that is easy, help, and no one told. */
class CareTest {
    private val listed = Scenario.LISTED.steps.single()

    @Test
    fun `what was found is covered until it is asked for, and can be covered again`() = demo { demo ->
        val cover = assertNotNull(demo.app.perform(listed).notice().cover)
        assertTrue(cover.isOn)
        assertEquals(1, cover.line.count { it == '.' })
        assertEquals(Tap.SHOW, cover.choice.action)
        val shown = assertNotNull(demo.app.choose(Tap.SHOW).notice().cover)
        assertEquals(false to Tap.COVER, shown.isOn to shown.choice.action)
        assertEquals(true, demo.app.choose(Tap.COVER).notice().cover?.isOn)
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `in the conversation it is covered too, whether it was sent, kept or only counted`() = demo { demo ->
        demo.run(Scenario.LISTED)
        demo.app.perform(listed)
        demo.app.choose(Tap.SHOW)
        demo.app.choose(Tap.SEND)
        demo.app.settings.reaction = Reaction.OBSERVE
        demo.app.perform(listed)
        val messages = demo.app.conversation.messages
        assertEquals(listOf("line.kept", "line.seen", "line.observed"), messages.map { it.line })
        val phone = Phone(demo.app, this@CareTest.scope)
        assertTrue(messages.all(phone::covers))
        phone.uncover(messages[1])
        assertEquals(listOf(true, false, true), messages.map(phone::covers))
        phone.uncover(messages[1])
        assertTrue(phone.covers(messages[1]))
    }

    @Test
    fun `nothing else is covered`() = demo { demo ->
        demo.run(Scenario.HARMLESS)
        assertFalse(demo.app.conversation.messages.single().found)
        val (damaged, unknown) = Scenario.UNREADABLE.steps
        assertNull(demo.app.perform(damaged).notice().cover)
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.SHOW) }
        demo.app.perform(unknown)
        assertTrue(demo.app.conversation.messages.none { it.found })
    }

    @Test
    fun `one choice is the main one, it sends nothing that was found, and send anyway is last and apart`() = demo { demo ->
        for (reaction in listOf(Reaction.WARN, Reaction.ASK)) for (audience in Audience.entries) {
            demo.app.settings.reaction = reaction
            demo.app.settings.audience = audience
            for (step in Scenario.LISTED.steps + Scenario.UNREADABLE.steps.first() + Scenario.TEXT.steps) {
                val choices = demo.app.perform(step).notice().choices
                assertEquals(choices.first(), choices.single { it.weight == Weight.MAIN })
                assertEquals(choices.last(), choices.single { it.weight == Weight.APART })
                assertEquals(Tap.SEND, choices.last().action)
            }
        }
    }

    @Test
    fun `a file that could not be checked is asked about in words of its own`() = demo { demo ->
        demo.app.settings.reaction = Reaction.ASK
        demo.app.settings.audience = Audience.CHILD
        demo.app.perform(Scenario.UNREADABLE.steps.first())
        demo.pass(10_000)
        assertEquals(demo.texts["question.unread"], assertIs<Screen.Question>(demo.app.choose(Tap.SEND)).body)
        demo.app.choose(Tap.KEEP)
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `help names the lines that the app brings, in the language of the app`() = demo { demo ->
        for (language in AppLanguage.entries) {
            demo.app.settings.language = language
            demo.app.perform(listed)
            val lines = (demo.app.choose(Tap.HELP) as Screen.Reading).paragraphs.filter { "116 111" in it.heading }
            assertEquals(1, lines.size)
        }
        demo.app.perform(listed)
        val words = (demo.app.choose(Tap.HELP) as Screen.Reading).paragraphs.joinToString { it.heading + it.text }
        assertFalse("Presend" in words || "app that uses" in words, words)
    }

    @Test
    fun `the words to someone trusted go there and nowhere else, and the picture is not sent`() = demo { demo ->
        demo.app.perform(listed)
        assertFailsWith<IllegalStateException> { Demo().use { it.app.choose(Tap.TRUST) } }
        demo.app.choose(Tap.HELP)
        assertTrue(demo.trustedWire.isEmpty())
        assertEquals(Screen.News(demo.texts["help.sent"]), demo.app.choose(Tap.TRUST))
        assertEquals(demo.texts["help.message"], demo.received(demo.trustedWire).single().decodeToString())
        assertTrue(demo.wire.isEmpty())
        assertEquals(listOf("line.kept"), demo.app.conversation.messages.map { it.line })
    }

    @Test
    fun `what was checked is told by day, and deleted only after a question`() = demo { demo ->
        demo.run(Scenario.LISTED)
        demo.run(Scenario.LISTED)
        val found = demo.texts["checked.times", demo.texts["event.match"], 2]
        fun Screen.marks() = (this as Screen.Reading).paragraphs.map { it.mark to it.text }
        val reading = demo.app.perform(Step.ShowChecked)
        assertTrue(Mark.FOUND to found in reading.marks(), "${reading.marks()}")
        assertIs<Screen.Question>(demo.app.choose(Tap.FORGET))
        assertEquals(reading, demo.app.choose(Tap.BACK))
        demo.app.choose(Tap.FORGET)
        val after = demo.app.choose(Tap.FORGET)
        assertTrue(after.marks().none { it.first == Mark.FOUND }, "${after.marks()}")
        assertTrue(Mark.LIST to demo.texts["event.deleted"] in after.marks(), "${after.marks()}")
        assertTrue(demo.texts["checked.counts", 0, 0, 0, 0] in after.marks()[1].second)
        demo.app.perform(Scenario.HARMLESS.steps.single())
        assertFailsWith<IllegalStateException> { demo.app.choose(Tap.FORGET) }
    }

    private val scope = kotlinx.coroutines.CoroutineScope(kotlinx.coroutines.Dispatchers.Unconfined)
}
