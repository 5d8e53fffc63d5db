package org.presend.demo.android

import android.graphics.Insets
import android.graphics.Rect
import android.view.View
import android.view.WindowInsets
import android.widget.Button
import android.widget.TextView
import java.time.Duration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.demo.AppLanguage
import org.presend.demo.Scenario
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** The screens on a small phone, with large letters, below the system's bars: where a layout breaks first. */
@Config(qualifiers = "w360dp-h640dp-xhdpi")
class LayoutTest : OnScreens() {
    @Test
    fun `with letters twice as large, a long notice leaves room to write`() {
        RuntimeEnvironment.setFontScale(2f)
        notice {
            picture("large-letters")
            for (id in listOf(R.id.attach, R.id.written, R.id.send)) {
                val (view, seen) = view(id) to Rect()
                assertTrue(view.getGlobalVisibleRect(seen))
                assertEquals(view.height, seen.height())
            }
        }
    }

    @Test
    fun `with letters twice as large, no word of a title or a button is broken in two`() {
        RuntimeEnvironment.setFontScale(2f)
        notice {
            wholeWords()
            phone.app.settings.language = AppLanguage.DUTCH
            phone.settingsChanged()
            reads("Testafbeelding gevonden")
            wholeWords()
        }
    }

    @Test
    fun `whatever can be tapped is 48 dp high, and as wide`() {
        notice { forFingers() }
        Driven(SettingsActivity::class.java).use {
            it.reads(it.texts["audience.child"])
            it.forFingers()
        }
    }

    @Test
    fun `the system's bars cover nothing, and the margins stay`() = notice {
        val window = (view(R.id.peer).context as MainActivity).window
        // As Android 15 has it for every app.
        window.setDecorFitsSystemWindows(false)
        pass(Duration.ZERO)
        val bars = WindowInsets.Builder().setInsets(WindowInsets.Type.systemBars(), Insets.of(0, 48, 0, 96)).build()
        window.decorView.dispatchApplyWindowInsets(bars)
        pass(Duration.ZERO)
        val (first, send) = listOf(R.id.avatar, R.id.send).map { Rect().also(view(it)::getGlobalVisibleRect) }
        val margin = (8 * window.decorView.resources.displayMetrics.density).toInt()
        assertEquals(listOf(margin, 48 + margin), listOf(first.left, first.top))
        assertEquals(window.decorView.height - 96 - margin, send.bottom)
    }

    private fun notice(test: Driven<MainActivity>.() -> Unit) = onMain {
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        test()
    }

    private fun Driven<*>.view(id: Int): View = shown().single { it.id == id }

    private fun Driven<*>.wholeWords() {
        for (view in shown().filterIsInstance<TextView>().filter { it is Button || it.id in listOf(R.id.peer, R.id.title) }) {
            val ends = (0 until view.lineCount - 1).map { view.text[view.layout.getLineEnd(it) - 1] }
            assertTrue("\"${view.text}\" is broken", ends.all { it == ' ' })
            val room = view.height - view.compoundPaddingTop - view.compoundPaddingBottom
            assertTrue("\"${view.text}\" is cut off", view.layout.height <= room)
        }
    }

    private fun Driven<*>.forFingers() {
        val least = 48 * application.resources.displayMetrics.density
        for (view in shown().filter { it.isClickable }) {
            assertTrue("${(view as? TextView)?.text}: ${view.width} x ${view.height}", view.height >= least && view.width >= least)
        }
    }
}
