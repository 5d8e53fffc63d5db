package org.presend.demo.desktop

import java.awt.Component
import java.awt.Container
import java.awt.Rectangle
import java.awt.Robot
import java.nio.file.Files
import java.nio.file.Path
import javax.imageio.ImageIO
import javax.swing.AbstractButton
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.SwingUtilities
import javax.swing.text.JTextComponent
import kotlinx.coroutines.runBlocking
import org.presend.demo.Texts

/** The window, driven as a user drives it: by what can be seen and clicked. */
internal class Driven : AutoCloseable {
    val app = runBlocking { openDemo(folder("presend.demo.files"), Files.createTempDirectory("presend-demo")) }
    val robot = Robot()
    val window = onScreen {
        Look.use(dark = false)
        DemoWindow(app).apply { isVisible = true }
    }
    val texts: Texts get() = app.settings.texts

    /** Clicks a button that can be clicked, once there is one of this name. */
    fun click(name: String) = waitFor("button $name") {
        all<AbstractButton>().firstOrNull { it.name == name && it.isShowing && it.isEnabled }?.doClick()
    }

    fun choose(key: String, index: Int) = waitFor(key) {
        all<JComboBox<*>>().firstOrNull { it.name == key }?.let { it.selectedIndex = index }
    }

    /** Waits until this can be read somewhere in the window. */
    fun reads(text: String) = waitFor("text \"$text\"") { if (words().any { text in it }) Unit else null }

    fun words(): List<String> = all<Component>().filter { it.isShowing }.mapNotNull {
        when (it) {
            is JTextComponent -> it.text
            is AbstractButton -> it.text
            is JLabel -> it.text
            else -> null
        }?.removePrefix("<html>")
    }

    /** Where the button of this name is on the screen. */
    fun bounds(name: String): Rectangle = onScreen {
        all<AbstractButton>().first { it.name == name && it.isShowing }.let { Rectangle(it.locationOnScreen, it.size) }
    }

    /** A picture of the window as it is on the screen, kept as build output. */
    fun picture(name: String) {
        robot.waitForIdle()
        val shot = robot.createScreenCapture(onScreen { Rectangle(window.locationOnScreen, window.size) })
        val file = folder("presend.demo.shots").also(Files::createDirectories).resolve("$name.png")
        check(ImageIO.write(shot, "png", file.toFile()))
    }

    override fun close() {
        onScreen { window.dispose() }
        app.close()
    }

    inline fun <reified T : Component> all(): List<T> = below(window).filterIsInstance<T>()

    fun below(component: Component): List<Component> =
        listOf(component) + ((component as? Container)?.components?.flatMap(::below) ?: emptyList())

    fun waitFor(what: String, look: () -> Unit?) {
        val until = System.nanoTime() + PATIENCE_NANOS
        while (onScreen(look) == null) {
            check(System.nanoTime() < until) { "$what did not appear; there is ${onScreen(::words)}" }
            Thread.sleep(PAUSE_MILLIS)
        }
        robot.waitForIdle()
    }

    /** Types this key into whatever has the focus. */
    fun key(code: Int) {
        robot.keyPress(code)
        robot.keyRelease(code)
        robot.waitForIdle()
    }

    /** What a person with a mouse drops, or with a keyboard pastes, on this component. */
    fun give(target: JComponent, what: java.awt.datatransfer.Transferable) = onScreen {
        check(target.transferHandler.importData(javax.swing.TransferHandler.TransferSupport(target, what))) { "it was not taken" }
    }

    companion object {
        const val PATIENCE_NANOS = 30_000_000_000
        const val PAUSE_MILLIS = 50L

        fun folder(property: String): Path = Path.of(checkNotNull(System.getProperty(property)) { "$property is not set" })

        fun <T> onScreen(block: () -> T): T {
            var result: Result<T>? = null
            SwingUtilities.invokeAndWait { result = runCatching(block) }
            return checkNotNull(result).getOrThrow()
        }
    }
}
