package org.presend.demo.android

import android.graphics.Bitmap
import android.graphics.Color
import android.graphics.drawable.BitmapDrawable
import android.graphics.drawable.ColorDrawable
import android.graphics.drawable.GradientDrawable
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.ImageView
import android.widget.RadioButton
import android.widget.Switch
import android.widget.TextView
import kotlin.math.abs
import kotlin.math.pow
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.demo.Guardian
import org.presend.demo.Scenario
import org.presend.demo.Tap
import org.robolectric.annotation.Config

/** The app for everyone: covered pictures, contrast in light and in dark, the lock. */
class CareTest : OnScreens() {
    @Test
    fun `a covered picture gives nothing away, is shown when asked for, and is covered again in the conversation`() = onMain {
        begin(Scenario.LISTED)
        reads(texts["cover.why"])
        val covered = detail(preview())
        tap(Tap.SHOW)
        button(Tap.COVER)
        picture("shown")
        assertTrue("$covered and ${detail(preview())}", covered * 4 < detail(preview()))
        tap(Tap.KEEP)
        reads(texts["line.kept"])
        val show = { shown().filterIsInstance<Button>().single { it.tag == "SHOW-0" } }
        assertEquals(texts["choice.show"], "${show().text}")
        picture("kept-covered")
        show().performClick()
        assertEquals(texts["choice.cover"], "${show().text}")
    }

    private fun Driven<*>.preview(): Bitmap =
        (shown().filterIsInstance<ImageView>().last { it.id == R.id.picture }.drawable as BitmapDrawable).bitmap

    /** How much neighbours differ, away from the sign in the middle. */
    private fun detail(picture: Bitmap): Long {
        fun grey(x: Int, y: Int) = picture.getPixel(x, y).let { Color.red(it) + Color.green(it) + Color.blue(it) }
        return (0 until picture.height / 4).sumOf { y -> (1 until picture.width).sumOf { x -> abs(grey(x, y) - grey(x - 1, y)).toLong() } }
    }

    @Test
    fun `whatever is written has contrast`() = contrasts("light")

    @Test
    @Config(qualifiers = "w411dp-h891dp-night-xhdpi")
    fun `whatever is written has contrast in the dark`() = contrasts("night")

    private fun contrasts(name: String) {
        onMain {
            begin(Scenario.HARMLESS)
            reads(texts["line.checked"])
            begin(Scenario.LISTED)
            reads(texts["title.test_material"])
            picture("$name-notice")
            assertEquals(emptyList<String>(), tooPale())
            tap(Tap.HELP)
            reads(texts["help.body"])
            assertEquals(emptyList<String>(), tooPale())
            tap(Tap.BACK)
            tap(Tap.KEEP)
            reads(texts["line.kept"])
            begin(Scenario.CHECKED)
            reads(texts["checked.left"])
            picture("$name-checked")
            assertEquals(emptyList<String>(), tooPale())
        }
        Driven(SettingsActivity::class.java).use {
            it.reads(it.texts["guardian.none"])
            it.picture("$name-settings")
            assertEquals(emptyList<String>(), it.tooPale())
        }
    }

    /** Text whose contrast with what it lies on is below what WCAG AA asks of small text. */
    private fun Driven<*>.tooPale(): List<String> = shown().filterIsInstance<TextView>().filter { it.isEnabled && it.text.isNotBlank() }
        .map { it to contrast(it.currentTextColor, ground(it)) }.filter { it.second < 4.5 }
        .map { (view, ratio) -> "${view.text}: $ratio on ${Integer.toHexString(ground(view))}" }

    private fun ground(view: View): Int {
        val own = when (val background = view.background) {
            is ColorDrawable -> background.color
            is GradientDrawable -> background.color?.defaultColor
            else -> null
        }
        return own?.takeIf { Color.alpha(it) == 255 } ?: ground(view.parent as? View ?: error("nothing lies below"))
    }

    private fun contrast(one: Int, other: Int): Double {
        fun part(value: Int) = (value / 255.0).let { if (it <= 0.03928) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
        fun light(color: Int) = 0.2126 * part(Color.red(color)) + 0.7152 * part(Color.green(color)) + 0.0722 * part(Color.blue(color))
        val (low, high) = listOf(light(one), light(other)).sorted()
        return (high + 0.05) / (low + 0.05)
    }

    @Test
    fun `behind a guardian's code no rule can be tapped, and leaving locks again`() {
        Driven(SettingsActivity::class.java).use { settings ->
            settings.reads(settings.texts["guardian.none"])
            settings.turn(Guardian.Key.SET, "2580")
            settings.reads(settings.texts["guardian.locked"])
            assertFalse(settings.rules().any { it.isEnabled })
            settings.turn(Guardian.Key.OPEN, "0000")
            settings.reads(settings.texts["guardian.wrong"])
            assertFalse(settings.rules().any { it.isEnabled })
            settings.turn(Guardian.Key.OPEN, "2580")
            settings.reads(settings.texts["guardian.unlocked"])
            assertTrue(settings.rules().all { it.isEnabled })
        }
        Driven(SettingsActivity::class.java).use { settings ->
            settings.reads(settings.texts["guardian.locked"])
            settings.picture("locked")
            assertFalse(settings.rules().any { it.isEnabled })
        }
    }

    /** The switch, and every choice but that of the language. */
    private fun Driven<*>.rules(): List<View> = shown().filter {
        it is Switch || it is RadioButton && !it.text.startsWith("English") && !it.text.startsWith("Nederlands")
    }.also { assertEquals(8, it.size) }

    private fun Driven<*>.turn(key: Guardian.Key, code: String) {
        shown().filterIsInstance<EditText>().single { it.id == R.id.code }.setText(code)
        waitFor("$key") { shown().filterIsInstance<Button>().firstOrNull { it.tag == key.name }?.performClick() }
    }
}
