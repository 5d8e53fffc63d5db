package org.presend.demo.android

import android.app.Activity
import android.app.AlertDialog
import android.content.Intent
import android.net.Uri
import android.provider.MediaStore
import android.widget.Button
import android.widget.EditText
import android.widget.RadioButton
import java.time.Duration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.presend.demo.AppLanguage
import org.presend.demo.Scenario
import org.presend.demo.Tap
import org.presend.demo.Texts
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowDialog

/** From the buttons on: what a user reaches with fingers alone. */
class TapsTest : OnScreens() {
    @Test
    fun `the list of things to try has all ten, and begins what is tapped`() = onMain {
        reads(texts["window.welcome"])
        picture("welcome")
        label(texts["window.scenarios"]).performClick()
        val list = (ShadowDialog.getLatestDialog() as AlertDialog).listView
        val lines = List(list.count) { "${list.adapter.getItem(it)}" }
        assertEquals(Scenario.entries.mapIndexed { at, it -> "${at + 1}. ${texts[it.title]}" }, lines)
        list.performItemClick(list, Scenario.LISTED.ordinal, list.getItemIdAtPosition(Scenario.LISTED.ordinal))
        reads(texts["title.test_material"])
    }

    @Test
    fun `the picker of the system is asked for, and what it gives is checked before it goes out`() = onMain {
        reads(texts["window.welcome"])
        val button = label(texts["window.attach"]).apply { performClick() }
        val picker = shadowOf(button.context as Activity)
        val asked = picker.nextStartedActivityForResult.intent
        assertEquals(MediaStore.ACTION_PICK_IMAGES, asked.action)
        val picked = Uri.parse("content://of.the.picker/picture")
        shadowOf(application.contentResolver).registerInputStream(picked, application.assets.open("demo/kit/original.png"))
        picker.receiveResult(asked, Activity.RESULT_OK, Intent().setData(picked))
        reads(texts["title.test_material"])
    }

    @Test
    fun `what is tapped in the settings slows a child down, second by second`() {
        Driven(SettingsActivity::class.java).use {
            for (choice in listOf("policy.ask", "audience.child")) it.label(it.texts[choice]).performClick()
            assertEquals(listOf("policy.ask", "audience.child", "language.english").map { key -> it.texts[key] }, it.chosen())
        }
        onMain {
            begin(Scenario.LISTED)
            for (left in 10 downTo 1) {
                assertFalse(label(texts["choice.send_in", left]).isEnabled)
                pass(Duration.ofSeconds(1))
            }
            tap(Tap.SEND)
            label(texts["question.yes"]).performClick()
            reads(texts["line.seen"])
        }
    }

    @Test
    fun `Dutch that is chosen while a notice is shown changes every word`() = onMain {
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        val before = words().toSet()
        Driven(SettingsActivity::class.java).use { it.label(it.texts["language.dutch"]).performClick() }
        reads(Texts(AppLanguage.DUTCH)["title.test_material"])
        // Nothing is written yet, and a name begins with the same letter.
        assertEquals(setOf("", "K"), words().toSet() intersect before)
    }

    @Test
    fun `what was checked is counted`() = onMain {
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        picture("notice")
        tap(Tap.KEEP)
        reads(texts["line.kept"])
        begin(Scenario.CHECKED)
        reads(texts["checked.counts", 1, 1, 0, 0])
        reads(texts["set.fresh"])
        picture("what-was-checked")
    }

    @Test
    fun `half a message outlives the turning of the phone`() = onMain {
        reads(texts["window.welcome"])
        shown().filterIsInstance<EditText>().single().setText("half a mess")
        turn()
        reads("half a mess")
    }

    private fun Driven<*>.label(label: String) =
        waitFor("a button \"$label\"") { shown().filterIsInstance<Button>().firstOrNull { it.text.toString() == label } }

    private fun Driven<*>.chosen() = shown().filterIsInstance<RadioButton>().filter { it.isChecked }.map { it.text.toString() }
}
