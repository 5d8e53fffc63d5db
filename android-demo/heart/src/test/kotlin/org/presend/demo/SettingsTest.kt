package org.presend.demo

import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlinx.coroutines.runBlocking
import org.presend.Audience

/** What the user chose holds from now on, for every text that is shown, and after the app was closed. */
class SettingsTest {
    @Test
    fun `another language changes everything that is shown`() = demo { demo ->
        val dutch = Texts(AppLanguage.DUTCH)
        for (step in Scenario.entries.flatMap { it.steps }) {
            demo.app.settings.language = AppLanguage.ENGLISH
            val english = demo.app.perform(step)
            demo.app.settings.language = AppLanguage.DUTCH
            val said = demo.app.settingsChanged()
            assertEquals(emptySet<String>(), english.words() intersect said!!.words(), "$step")
        }
        demo.app.perform(Scenario.LISTED.steps.single())
        demo.app.choose(Tap.WHY)
        demo.app.settings.language = AppLanguage.ENGLISH
        val why = demo.app.settingsChanged() as Screen.Reading
        assertEquals(Texts(AppLanguage.ENGLISH)["why.title"], why.title)
        demo.app.settings.language = AppLanguage.DUTCH
        assertEquals(dutch["title.test_material"], demo.app.choose(Tap.BACK).notice().title)
    }

    @Test
    fun `every setting is as it was when the app is opened again`() {
        val home = Files.createTempDirectory("presend-demo")
        Demo(home).use { demo ->
            demo.app.settings.apply { checks = false; reaction = Reaction.BLOCK; audience = Audience.TEEN; language = AppLanguage.DUTCH }
            runBlocking { demo.app.settingsChanged() }
        }
        Demo(home).use { demo ->
            val settings = demo.app.settings
            val chosen = listOf(settings.checks, settings.reaction, settings.audience, settings.language)
            assertEquals(listOf(false, Reaction.BLOCK, Audience.TEEN, AppLanguage.DUTCH), chosen)
        }
    }

    @Test
    fun `what was kept and cannot be read leaves the choice as it is`() {
        val settings = Settings()
        settings.take(listOf("", "checks", "checks maybe", "reaction loud", "audience", "language klingon", "more true"))
        val chosen = listOf(settings.checks, settings.reaction, settings.audience, settings.language)
        assertEquals(listOf(true, Reaction.WARN, Audience.ADULT, AppLanguage.ENGLISH), chosen)
    }

    /** Every text of a screen that is not only a name or a number. */
    private fun Screen.words(): Set<String> = when (this) {
        is Screen.Sent -> setOf(line)
        is Screen.Kept -> setOf(line)
        is Screen.News -> setOf(line)
        is Screen.Notice -> choices.map { it.label }.toSet() + title + body
        is Screen.Question -> choices.map { it.label }.toSet() + title + body
        is Screen.Reading -> choices.map { it.label }.toSet() + title + paragraphs.flatMap { it.text.lines() + it.heading }.filter { it.isNotEmpty() && ": 0" !in it }
    }
}
