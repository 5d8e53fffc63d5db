package org.presend.demo.android

import androidx.test.ext.junit.runners.AndroidJUnit4
import androidx.test.platform.app.InstrumentationRegistry
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.presend.demo.Scenario
import org.presend.demo.Screen
import org.presend.demo.Tap

/** On a phone: the real library, the real isolated process, the real Keystore. */
@RunWith(AndroidJUnit4::class)
class SmokeTest {
    private val application =
        InstrumentationRegistry.getInstrumentation().targetContext.applicationContext as DemoApplication

    @Test
    fun aListedPictureIsShownBeforeItGoesOut(): Unit = runBlocking {
        val app = application.phone.await().app
        val notice = app.perform(Scenario.LISTED.steps.single()) as Screen.Notice
        assertEquals(app.settings.texts["title.test_material"], notice.title)
        assertEquals(Screen.Kept(app.settings.texts["line.kept"]), app.choose(Tap.KEEP))
        assertEquals("line.kept" to null, app.conversation.messages.last().run { line to number })
    }

    @Test
    fun aHarmlessPictureGoesOutAndTheJournalIsWhole(): Unit = runBlocking {
        val app = application.phone.await().app
        val sent = app.perform(Scenario.HARMLESS.steps.single())
        assertEquals(Screen.Sent(app.settings.texts["line.checked"]), sent)
        val text = app.checked.screen().paragraphs.joinToString("\n") { it.text }
        assertTrue(text, text.contains(app.settings.texts["checked.left"]))
        assertTrue(text, text.contains("made-up/images"))
    }
}
