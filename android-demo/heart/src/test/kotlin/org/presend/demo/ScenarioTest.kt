package org.presend.demo

import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue

/** The eleven scenarios, each as a user meets it. */
class ScenarioTest {
    @Test
    fun `1 a harmless photo goes out with a small line`() = demo { demo ->
        assertEquals(listOf<Screen>(Screen.Sent(demo.texts["line.checked"])), demo.run(Scenario.HARMLESS))
        assertContentEquals(Files.readAllBytes(files.resolve("photos/coffee.jpg")), demo.received().single())
    }

    @Test
    fun `2 a listed picture is shown before it goes out, with every way out`() = demo { demo ->
        val notice = demo.app.perform(Scenario.LISTED.steps.single()).notice()
        assertEquals(demo.texts["title.test_material"], notice.title)
        assertTrue(notice.body.endsWith("Nothing about it left your phone."), notice.body)
        assertEquals(listOf(Tap.DELETE, Tap.KEEP, Tap.HELP, Tap.WHY, Tap.SEND), notice.actions())
        assertTrue(demo.wire.isEmpty())
        assertIs<Screen.Reading>(demo.app.choose(Tap.HELP))
        assertEquals(notice, demo.app.choose(Tap.BACK))
        assertEquals(Screen.Kept(demo.texts["line.deleted"]), demo.app.choose(Tap.DELETE))
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `3 the same picture scaled and saved again is found`() = found(Scenario.REENCODED)

    @Test
    fun `4 the same picture turned, mirrored, in few colours and for print is found`() = found(Scenario.EDITED)

    @Test
    fun `5 a later frame of an animation is found, and the first one is not`() {
        found(Scenario.ANIMATION)
        demo { demo ->
            demo.app.perform(Scenario.ANIMATION.steps.single())
            demo.app.choose(Tap.WHY)
            val steps = (demo.app.choose(Tap.DETAILS) as Screen.Reading).paragraphs.first().text
            assertTrue("frame 1" in steps && "frame 0" !in steps, steps)
        }
    }

    private fun found(scenario: Scenario) = demo { demo ->
        val screens = demo.run(scenario)
        assertEquals(scenario.steps.size, screens.size)
        screens.forEach { assertEquals(demo.texts["title.test_material"], it.notice().title) }
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `6 a damaged file is shown before it goes out, an unknown one goes out, and neither counts as clean`() = demo { demo ->
        val (damaged, unknown) = Scenario.UNREADABLE.steps
        assertEquals(demo.texts["title.could_not_be_checked"], demo.app.perform(damaged).notice().title)
        assertEquals(Screen.Sent(demo.texts["line.seen_unchecked"]), demo.app.choose(Tap.SEND))
        assertEquals(Screen.Sent(demo.texts["line.could_not"]), demo.app.perform(unknown))
        assertEquals(2, demo.wire.size)
        assertTrue(demo.texts["checked.counts", 0, 0, 0, 2] in demo.app.checked.screen().paragraphs[1].text)
    }

    @Test
    fun `7 a slip of the pen is shown, and corrected in one tap`() = demo { demo ->
        val notice = demo.app.perform(Scenario.TEXT.steps.first()).notice()
        assertEquals(listOf(Tap.CORRECT, Tap.KEEP, Tap.SEND), notice.actions())
        assertEquals(Screen.Sent(demo.texts["line.spelling"]), demo.app.choose(Tap.CORRECT))
        assertEquals("I did not receive it.", demo.received().single().decodeToString())
        demo.app.settings.language = AppLanguage.DUTCH
        demo.app.perform(Scenario.TEXT.steps.first())
        demo.app.choose(Tap.CORRECT)
        assertEquals("Dat is de enige foto.", demo.received().last().decodeToString())
    }

    @Test
    fun `7 a listed link is shown before it goes out, without saying which it is`() = demo { demo ->
        for (language in AppLanguage.entries) {
            demo.app.settings.language = language
            val notice = demo.app.perform(Scenario.TEXT.steps.last()).notice()
            assertEquals(demo.texts["title.test_material"] to null, notice.title to notice.cover)
            assertTrue("link" in notice.body && "presend.invalid" !in notice.body, notice.body)
            assertEquals(listOf(Tap.DELETE, Tap.KEEP, Tap.HELP, Tap.WHY, Tap.SEND), notice.actions())
            assertTrue(demo.wire.isEmpty())
            demo.app.choose(Tap.KEEP)
        }
        assertTrue(demo.app.conversation.messages.none { it.startsCovered })
    }

    @Test
    fun `8 an update is taken, a forged one is refused by name, and there is a way back`() = demo { demo ->
        val screens = demo.run(Scenario.UPDATE)
        assertEquals(demo.texts["title.test_material"], screens.first().notice().title)
        val expected = listOf<Screen>(
            Screen.News(demo.texts["update.done", 2]),
            // The same picture, which the new list has no longer.
            Screen.Sent(demo.texts["line.checked"]),
            Screen.News(demo.texts["update.refused", "too few organisations vouch for some of its entries (UnderAttested)"]),
            Screen.News(demo.texts["rollback.done", 1]),
        )
        assertEquals(expected, screens.drop(1))
    }

    @Test
    fun `9 without a network everything works`() = withoutNetwork {
        demo { demo ->
            val (harmless, listed) = demo.run(Scenario.OFFLINE)
            assertEquals(Screen.Sent(demo.texts["line.checked"]), harmless)
            assertEquals(demo.texts["title.test_material"], listed.notice().title)
        }
    }

    @Test
    fun `10 what was checked names the list, who vouched for it, until when, and that nothing left`() = demo { demo ->
        demo.run(Scenario.LISTED)
        demo.run(Scenario.HARMLESS)
        val text = demo.app.checked.screen().paragraphs.joinToString("\n") { it.text }
        assertTrue(demo.texts["checked.counts", 1, 1, 0, 0] in text, text)
        assertTrue(demo.texts["checked.set", "made-up/images", 1] in text, text)
        for (jurisdiction in listOf("(NL)", "(DE)")) assertTrue(jurisdiction in text, text)
        assertTrue(demo.texts["checked.left"] in text, text)
        val origin = demo.app.sets.origin()!!
        val weighed = demo.texts.day(origin.notBefore)
        assertTrue(demo.texts["checked.weighed", weighed, origin.basis, demo.texts.day(origin.sunset)] in text, text)
        assertTrue(demo.texts["checked.reports"] in text, text)
        val rules = demo.app.sets.scanner(demo.app.settings.policy).use { it.describePolicy() }
        assertTrue("sealed_reports off" in rules, rules)
        assertTrue(Regex("The journal is unchanged[.].*: [1-9]").containsMatchIn(text), text)
        val exported = Files.createTempFile("journal", ".txt")
        demo.app.checked.export(exported)
        assertTrue(Files.readAllLines(exported).any { " warn " in it }, Files.readString(exported))
    }

    @Test
    fun `11 what comes is covered until it is asked for, and compared with nothing`() = demo { demo ->
        val covered = Screen.News(demo.texts["received.covered"])
        val written = { Files.readString(demo.home.resolve("journal/journal")) }
        val before = written()
        assertEquals(listOf<Screen>(covered), demo.run(Scenario.RECEIVED))
        // Listed, and nobody looked: not even the count of what was checked.
        assertEquals(covered, demo.app.perform(Step.Receive("kit/original.png")))
        val messages = demo.app.conversation.messages
        assertTrue(messages.size == 2 && messages.all { it.startsCovered && !it.found && it.isReceived && it.number == null })
        assertTrue(demo.wire.isEmpty())
        assertEquals(before, written())
    }
}
