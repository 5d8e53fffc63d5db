package org.presend.demo

import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The life of the set: what was learnt is kept, what is refused changes nothing. */
class SetsTest {
    private val update = listOf(Step.Update("sets/1-2.khd"))

    @Test
    fun `a demo that is opened again has the set and the journal it had`() {
        val home = Files.createTempDirectory("presend-demo")
        Demo(home).use { it.run(update) }
        Demo(home).use { demo ->
            val text = demo.checkedText()
            assertTrue(demo.texts["checked.set", "made-up/images", 2] in text, text)
        }
    }

    @Test
    fun `after the update a withdrawn picture is no longer found`() = demo { demo ->
        val picture = Step.Attach("kit/withdrawn.png")
        assertEquals(demo.texts["title.test_material"], demo.run(listOf(picture)).single().notice().title)
        demo.run(update)
        assertEquals(Screen.Sent(demo.texts["line.checked"]), demo.run(listOf(picture)).single())
        // The others stay.
        assertEquals(demo.texts["title.test_material"], demo.run(Scenario.LISTED).single().notice().title)
    }

    @Test
    fun `a refused update leaves everything as it was`() = demo { demo ->
        val before = demo.checkedText()
        val refused = demo.app.perform(Step.Update("kit/random-bytes.bin")) as Screen.News
        assertEquals(demo.texts["update.refused", "it is not a list (NotASet)"], refused.line)
        assertEquals(before.lines().filter { "made-up" in it }, demo.checkedText().lines().filter { "made-up" in it })
    }

    @Test
    fun `without another list there is no way back, and that is said`() = demo { demo ->
        val refused = demo.app.perform(Step.Rollback) as Screen.News
        assertEquals(demo.texts["rollback.refused", "there is no other list here (NoVersion)"], refused.line)
    }

    @Test
    fun `a list whose time is over finds nothing, holds up nothing, and says so`() {
        val home = Files.createTempDirectory("presend-demo")
        Demo(home).use { it.run(Scenario.HARMLESS) }
        val later = System.currentTimeMillis() / 1000 + 40 * 86_400
        Demo(home, { later }).use { demo ->
            assertEquals(listOf<Screen>(Screen.Sent(demo.texts["line.could_not"])), demo.run(Scenario.LISTED))
            assertTrue(demo.texts["set.expired"] in demo.checkedText(), demo.checkedText())
        }
    }

    @Test
    fun `a journal that was changed is said to be`() = demo { demo ->
        demo.run(Scenario.LISTED)
        val journal = demo.home.resolve("journal/journal")
        Files.writeString(journal, Files.readString(journal).replace(" warn ", " block "))
        assertTrue(demo.texts["checked.broken", ""] in demo.checkedText(), demo.checkedText())
    }

    private fun Demo.checkedText() = kotlinx.coroutines.runBlocking { app.checked.screen() }.paragraphs.joinToString("\n") { it.text }
}
