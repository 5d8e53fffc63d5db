package org.presend.demo.android

import android.app.Activity
import android.content.Intent
import android.graphics.Bitmap
import android.graphics.Canvas
import android.os.Looper
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import java.io.File
import kotlinx.coroutines.ExperimentalCoroutinesApi
import org.presend.demo.Phone
import org.presend.demo.Scenario
import org.presend.demo.Tap
import org.presend.demo.Texts
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf

/** An activity of the demo, driven as a user drives it: by what can be seen and tapped. */
internal class Driven<T : Activity>(of: Class<T>, intent: Intent? = null) : AutoCloseable {
    private val application = RuntimeEnvironment.getApplication() as DemoApplication
    private val controller = Robolectric.buildActivity(of, intent).setup()

    /** The demo behind the screen, once it is open. */
    @OptIn(ExperimentalCoroutinesApi::class)
    val phone: Phone by lazy {
        waitFor("the demo") { application.phone.isCompleted.takeIf { it } }
        application.phone.getCompleted()
    }
    val texts: Texts get() = phone.texts

    /** A phone that does something else begins nothing. */
    fun begin(scenario: Scenario) = waitFor("the end of the last step") { scenario.takeUnless { phone.busy }?.let(phone::begin) }

    fun tap(action: Tap) = waitFor("a button $action that works") { buttons(action).firstOrNull { it.isEnabled }?.performClick() }

    fun tapNext() = waitFor("the next step") { buttons(Tap.BACK).firstOrNull { it.text == phone.nextLabel }?.performClick() }

    fun button(action: Tap): Button = waitFor("a button $action") { buttons(action).firstOrNull() }

    /** Waits until this can be read. */
    fun reads(text: String) = waitFor("\"$text\"") { words().firstOrNull { text in it } }

    fun words(): List<String> = shown().filterIsInstance<TextView>().flatMap { listOfNotNull(it.text, it.hint) }.map { "$it" }

    /** The phone is turned: Android creates the activity again. */
    fun turn() {
        controller.recreate()
    }

    /** A picture of the whole window, kept as build output. */
    fun picture(name: String) {
        shadowOf(Looper.getMainLooper()).idle()
        val view = controller.get().window.decorView
        val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
        view.draw(Canvas(bitmap))
        val folder = File(checkNotNull(System.getProperty("presend.demo.shots"))).apply { mkdirs() }
        File(folder, "$name.png").outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }

    override fun close() {
        controller.pause().stop().destroy()
    }

    fun <R : Any> waitFor(what: String, look: () -> R?): R {
        val until = System.nanoTime() + PATIENCE_NANOS
        while (true) {
            shadowOf(Looper.getMainLooper()).idle()
            look()?.let { return it }
            check(System.nanoTime() < until) { "$what did not appear; there is ${words()}" }
            Thread.sleep(PAUSE_MILLIS)
        }
    }

    fun shown(): List<View> = below(controller.get().window.decorView).filter { it.isShown }

    private fun buttons(action: Tap) = shown().filterIsInstance<Button>().filter { it.tag == action.name }

    private fun below(view: View): List<View> =
        listOf(view) + ((view as? ViewGroup)?.let { group -> List(group.childCount, group::getChildAt).flatMap(::below) } ?: emptyList())
}

private const val PATIENCE_NANOS = 30_000_000_000
private const val PAUSE_MILLIS = 20L
