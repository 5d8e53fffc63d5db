package org.presend.demo.android

import android.content.Intent
import android.net.Uri
import android.widget.RadioButton
import android.widget.Switch
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.presend.demo.Outgoing
import org.presend.demo.Screen
import org.robolectric.Shadows.shadowOf

/** What other apps share goes the same way, and what the user chooses in the settings holds. */
class SharingTest : OnScreens() {
    private val picture = Uri.parse("content://other.app/picture")

    /** Another app shares this; what the demo shows then. */
    private fun shared(intent: Intent): Screen? {
        answerWith(realScan())
        return Driven(ShareActivity::class.java, intent.setAction(Intent.ACTION_SEND)).use { share ->
            val phone = share.phone
            val started = share.waitFor("the conversation") { shadowOf(application).nextStartedActivity }
            assertEquals(MainActivity::class.java.name, started.component?.className)
            share.waitFor("the check") { phone.screen?.takeUnless { phone.busy } }
            phone.screen
        }
    }

    private fun carried(name: String) = File(checkNotNull(System.getProperty("presend.demo.files")), name)

    private fun sharedPicture(name: String): Screen? {
        shadowOf(application.contentResolver).registerInputStream(picture, carried(name).inputStream())
        return shared(Intent().setType("image/png").putExtra(Intent.EXTRA_STREAM, picture))
    }

    @Test
    fun `a shared picture is checked before it goes out`() {
        val notice = sharedPicture("kit/original.png") as Screen.Notice
        assertEquals(carried("kit/original.png").length(), notice.item.bytes.size.toLong())
    }

    @Test
    fun `a shared text is checked as well`() {
        val notice = shared(Intent().setType("text/plain").putExtra(Intent.EXTRA_TEXT, "teh end")) as Screen.Notice
        assertEquals("teh end", (notice.item as Outgoing.Text).text)
    }

    @Test
    fun `what cannot be read, and a file of the demo's own, is not sent`() {
        for (uri in listOf("content://other.app/nothing", "file://${application.noBackupFilesDir}/settings.txt")) {
            val screen = shared(Intent().setType("image/png").putExtra(Intent.EXTRA_STREAM, Uri.parse(uri)))
            assertEquals("This could not be read. It was not sent.", (screen as Screen.Kept).line)
        }
    }

    @Test
    fun `the switch and the language are chosen in the settings, and kept`() = Driven(SettingsActivity::class.java).use { settings ->
        val phone = settings.phone
        settings.reads(phone.texts["setting.policy"])
        settings.picture("settings")
        settings.waitFor("the switch") { settings.shown().filterIsInstance<Switch>().firstOrNull() }.performClick()
        val dutch = settings.shown().filterIsInstance<RadioButton>().single { it.text == phone.texts["language.dutch"] }
        dutch.performClick()
        settings.reads("Taal")
        val file = File(application.noBackupFilesDir, "settings.txt")
        settings.waitFor("the file") { file.takeIf { it.isFile && "dutch" in it.readText() } }
        assertEquals(listOf("checks false", "reaction warn", "audience adult", "language dutch"), file.readLines())
        assertNull(phone.screen)
    }
}
