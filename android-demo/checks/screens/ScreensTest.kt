package org.presend.demo.android

import android.graphics.Rect
import android.view.View
import java.time.Duration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.Audience
import org.presend.demo.AppLanguage
import org.presend.demo.Reaction
import org.presend.demo.Scenario
import org.presend.demo.Tap
import org.presend.demo.Texts

/** The eleven scenarios on the app's own screens, and what a user may do meanwhile. */
class ScreensTest : OnScreens() {
    @Test
    fun `every scenario shows what its page says`() = onMain {
        reads(texts["window.welcome"])
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        picture("01-harmless")
        for (scenario in listOf(Scenario.LISTED, Scenario.REENCODED, Scenario.EDITED, Scenario.ANIMATION)) {
            begin(scenario)
            scenario.steps.indices.forEach { step ->
                if (step > 0) tapNext()
                reads(texts["title.test_material"])
                picture("%02d-%s-%d".format(scenario.ordinal + 1, scenario.name.lowercase(), step + 1))
                tap(Tap.KEEP)
                reads(texts["line.kept"])
            }
        }
        begin(Scenario.UNREADABLE)
        reads(texts["title.could_not_be_checked"])
        picture("06-unreadable")
        tap(Tap.SEND)
        reads(texts["line.seen_unchecked"])
        begin(Scenario.TEXT)
        reads(texts["title.spelling"])
        tap(Tap.CORRECT)
        reads("I did not receive it.")
        tapNext()
        reads(texts["title.test_material"])
        tap(Tap.KEEP)
        begin(Scenario.UPDATE)
        reads(texts["title.test_material"])
        tap(Tap.KEEP)
        tapNext()
        reads(texts["update.done", 2])
        tapNext()
        tapNext()
        reads("(UnderAttested)")
        tapNext()
        reads(texts["rollback.done", 1])
        begin(Scenario.OFFLINE)
        reads(texts["window.offline"])
        begin(Scenario.CHECKED)
        reads(texts["checked.left"])
        reads("(DE)")
        picture("10-checked")
        begin(Scenario.RECEIVED)
        reads(texts["received.covered"])
        picture("11-received")
    }

    @Test
    fun `asked as a child, send anyway waits ten seconds, and is said twice`() = onMain {
        phone.app.settings.reaction = Reaction.ASK
        phone.app.settings.audience = Audience.CHILD
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        picture("child")
        assertFalse(button(Tap.SEND).isEnabled)
        pass(Duration.ofSeconds(9))
        assertFalse(button(Tap.SEND).isEnabled)
        pass(Duration.ofSeconds(2))
        val before = place(button(Tap.SEND))
        tap(Tap.SEND)
        reads(texts["question.title"])
        picture("question")
        assertFalse(Rect.intersects(before, place(button(Tap.SEND))))
        assertTrue(phone.app.conversation.messages.isEmpty())
        tap(Tap.SEND)
        reads(texts["line.seen"])
    }

    private fun place(view: View) = Rect().also { view.getGlobalVisibleRect(it) }

    @Test
    fun `a phone that is turned loses no notice`() = onMain {
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        turn()
        reads(texts["title.test_material"])
        tap(Tap.DELETE)
        reads(texts["line.deleted"])
    }

    @Test
    fun `why and help lead there and back`() = onMain {
        begin(Scenario.LISTED)
        tap(Tap.WHY)
        reads(texts["why.compared"])
        picture("why")
        tap(Tap.DETAILS)
        reads(texts["why.auditor"])
        tap(Tap.BACK)
        tap(Tap.HELP)
        reads(texts["help.body"])
        reads("116 111")
        picture("help")
        tap(Tap.BACK)
        reads(texts["title.test_material"])
    }

    @Test
    fun `in Dutch nothing is left in English`() = onMain {
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        phone.app.settings.language = AppLanguage.DUTCH
        phone.settingsChanged()
        reads("Testafbeelding gevonden")
        picture("dutch")
        val (english, dutch) = Texts(AppLanguage.ENGLISH) to Texts(AppLanguage.DUTCH)
        for (key in listOf("line.checked", "title.test_material", "choice.delete", "window.peer", "window.settings", "window.attach")) {
            assertEquals(key, listOf(false, true), listOf(english, dutch).map { texts -> words().any { texts[key] in it } })
        }
    }
}
