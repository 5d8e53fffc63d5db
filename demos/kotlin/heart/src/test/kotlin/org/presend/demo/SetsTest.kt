package org.presend.demo

import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** The life of the set: what was learnt is kept, what is refused changes nothing. */
class SetsTest {
    private val update = Scenario.UPDATE.steps.take(1)

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
        // Entry 1 of the made-up list is withdrawn by version 2; the others stay.
        demo.run(update)
        assertEquals(demo.texts["title.test_material"], demo.run(Scenario.LISTED).single().notice().title)
    }

    @Test
    fun `a refused update leaves everything as it was`() = demo { demo ->
        val before = demo.checkedText()
        val refused = demo.app.perform(Step.Update("kit/random-bytes.bin")) as Screen.News
        assertEquals(demo.texts["update.refused", "NotASet"], refused.line)
        assertEquals(before.lines().filter { "made-up" in it }, demo.checkedText().lines().filter { "made-up" in it })
    }

    private fun Demo.checkedText() = kotlinx.coroutines.runBlocking { app.checked.screen() }.paragraphs.joinToString("\n") { it.text }
}
