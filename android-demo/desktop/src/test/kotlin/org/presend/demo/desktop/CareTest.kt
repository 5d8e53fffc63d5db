package org.presend.demo.desktop

import java.awt.Color
import java.awt.Component
import java.awt.KeyboardFocusManager
import java.awt.datatransfer.DataFlavor
import java.awt.datatransfer.StringSelection
import java.awt.datatransfer.Transferable
import java.awt.event.KeyEvent
import java.io.File
import javax.imageio.ImageIO
import javax.swing.AbstractButton
import javax.swing.JComboBox
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JTextField
import javax.swing.text.JTextComponent
import kotlin.math.pow
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import org.presend.demo.Scenario
import org.presend.demo.Tap

/** The window for everyone: covered pictures, own pictures, targets, contrast, keys, the lock. */
class CareTest {
    private fun driven(test: Driven.() -> Unit) = Driven().use(test)

    private val carried = File(checkNotNull(System.getProperty("presend.demo.files")))

    private class Given(private val flavor: DataFlavor, private val data: Any) : Transferable {
        override fun getTransferDataFlavors() = arrayOf(flavor)

        override fun isDataFlavorSupported(asked: DataFlavor) = asked == flavor

        override fun getTransferData(asked: DataFlavor) = data
    }

    @Test
    fun `a picture of one's own is checked, dropped as a file, pasted as a picture or typed as a text`() = driven {
        val page = window.contentPane as JPanel
        give(page, Given(DataFlavor.javaFileListFlavor, listOf(File(carried, "photos/coffee.jpg"))))
        reads(texts["line.checked"])
        give(page, Given(DataFlavor.javaFileListFlavor, listOf(File(carried, "no-such-file"))))
        reads(texts["attach.unreadable"])
        val field = all<JTextField>().single { it.name == "WRITE" }
        give(field, Given(DataFlavor.imageFlavor, ImageIO.read(File(carried, "kit/original.png"))))
        reads(texts["title.test_material"])
        click(Tap.KEEP.name)
        reads(texts["line.kept"])
        give(field, StringSelection("teh end"))
        click("SEND_TEXT")
        reads(texts["title.spelling"])
    }

    @Test
    fun `a covered picture gives nothing away, is shown when asked for, and is covered again in the conversation`() = driven {
        click(Scenario.LISTED.name)
        reads(texts["cover.why"])
        val covered = pixels()
        click(Tap.SHOW.name)
        waitFor("the picture") { all<AbstractButton>().firstOrNull { it.name == Tap.COVER.name }?.let { } }
        picture("shown")
        val shown = pixels()
        assertTrue(detail(covered) * 4 < detail(shown), "${detail(covered)} and ${detail(shown)}")
        click(Tap.KEEP.name)
        click("SHOW-0")
        click("COVER-0")
        waitFor("the cover") { all<AbstractButton>().firstOrNull { it.name == "SHOW-0" }?.let { } }
        picture("kept-covered")
    }

    /** The preview of the notice. */
    private fun Driven.pixels() = all<JLabel>().last { it.isShowing && it.icon is javax.swing.ImageIcon }
        .let { ((it.icon as javax.swing.ImageIcon).image as java.awt.image.BufferedImage) }

    /** How much neighbours differ, away from the sign in the middle. */
    private fun detail(picture: java.awt.image.BufferedImage): Long {
        fun grey(x: Int, y: Int) = Color(picture.getRGB(x, y)).run { red + green + blue }
        return (0 until picture.height / 4).sumOf { y ->
            (1 until picture.width).sumOf { x -> kotlin.math.abs(grey(x, y) - grey(x - 1, y)).toLong() }
        }
    }

    @Test
    fun `Enter takes the main way out and Escape changes nothing, and the focus is seen where it goes`() = driven {
        click(Scenario.LISTED.name)
        reads(texts["title.test_material"])
        waitFor("the focus") { focused().takeIf { it == Tap.DELETE.name }?.let { } }
        val order = (1..5).map { key(KeyEvent.VK_TAB).let { focused() } }
        assertEquals(listOf(Tap.KEEP, Tap.HELP, Tap.WHY, Tap.SEND).map { it.name } + "ATTACH", order)
        key(KeyEvent.VK_ESCAPE)
        reads(texts["line.kept"])
        waitFor("the focus") { focused().takeIf { it == "WRITE" }?.let { } }
        click(Scenario.LISTED.name)
        reads(texts["title.test_material"])
        key(KeyEvent.VK_ENTER)
        reads(texts["line.deleted"])
        click(Scenario.CHECKED.name)
        waitFor("the focus") { focused().takeIf { it == Tap.EXPORT.name }?.let { } }
        assertTrue(app.conversation.messages.none { it.number != null })
    }

    private fun focused(): String? = KeyboardFocusManager.getCurrentKeyboardFocusManager().focusOwner?.name

    @Test
    fun `whatever can be clicked is large enough, and whatever is written has contrast, in light and in dark`() = driven {
        choose("policy", 1)
        choose("audience", 2)
        for (dark in listOf(false, true)) {
            if (dark) click("dark")
            for ((at, scenario) in listOf(Scenario.HARMLESS, Scenario.LISTED, Scenario.CHECKED).withIndex()) {
                click(scenario.name)
                reads(listOf(texts["line.checked"], texts["title.test_material"], texts["checked.title"])[at])
                assertEquals(emptyList<String>(), tooSmall() + tooPale())
                if (dark) picture("dark-${scenario.name.lowercase()}")
            }
        }
    }

    private fun Driven.tooSmall() = all<Component>()
        .filter { it.isShowing && (it is AbstractButton && it.name != null || it is JComboBox<*> || it is JTextField) }
        .filter { it.height < 44 || it.width < 44 }.map { "${it.name}: ${it.width} x ${it.height}" }

    private fun Driven.tooPale() = all<Component>().filter { it.isShowing && it.isEnabled && said(it).isNotBlank() }
        .filter { contrast(it.foreground, ground(it)) < 4.5 }
        .map { "${said(it)}: ${it.foreground} on ${ground(it)}, ${contrast(it.foreground, ground(it))}" }

    private fun said(component: Component): String = when (component) {
        is JTextComponent -> component.text
        is AbstractButton -> component.text.orEmpty()
        is JLabel -> component.text.orEmpty()
        else -> ""
    }

    /** The colour that it is drawn on. */
    private fun ground(component: Component): Color {
        val clear = component is AbstractButton && component.getClientProperty("JButton.buttonType") == "borderless"
        val own = component is Rounded || !clear && (component.isOpaque || component is AbstractButton && component !is javax.swing.JCheckBox)
        return if (own) component.background else ground(checkNotNull(component.parent))
    }

    @Test
    fun `each pair of colours meets WCAG AA, in light and in dark`() {
        for (dark in listOf(false, true)) {
            javax.swing.SwingUtilities.invokeAndWait { Look.use(dark) }
            for ((ink, ground) in Tone.pairs) {
                assertTrue(contrast(ink.color, ground.color) >= 4.5, "$ink on $ground: ${contrast(ink.color, ground.color)}")
            }
            val placeholder = javax.swing.UIManager.getColor("TextField.placeholderForeground")
            assertTrue(contrast(placeholder, javax.swing.UIManager.getColor("TextField.background")) >= 4.5, "what a field is for")
            // What is seen and not read.
            for (ground in Tone.grounds) for (mark in listOf(Tone.FOCUS, Tone.MAIN)) {
                assertTrue(contrast(mark.color, ground.color) >= 3.0, "$mark on $ground: ${contrast(mark.color, ground.color)}")
            }
        }
        assertEquals(21.0, contrast(Color.BLACK, Color.WHITE), 0.01)
    }

    private fun contrast(one: Color, other: Color): Double {
        fun part(value: Int) = (value / 255.0).let { if (it <= 0.03928) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
        fun light(color: Color) = 0.2126 * part(color.red) + 0.7152 * part(color.green) + 0.0722 * part(color.blue)
        val (low, high) = listOf(light(one), light(other)).sorted()
        return (high + 0.05) / (low + 0.05)
    }

    @Test
    fun `behind a guardian's code no rule can be changed, and a wrong code opens nothing`() = driven {
        code("2580")
        click("LOCK_SET")
        reads(texts["guardian.locked"])
        assertTrue(listOf("policy", "audience", "checks").all { name -> all<Component>().single { it.name == name }.let { !it.isEnabled } })
        code("0000")
        click("LOCK_OPEN")
        reads(texts["guardian.wrong"])
        picture("locked")
        code("2580")
        click("LOCK_OPEN")
        reads(texts["guardian.unlocked"])
        choose("audience", 2)
        // Something else is done: the settings were left.
        click(Scenario.HARMLESS.name)
        reads(texts["guardian.locked"])
        assertNotEquals(0, all<JComboBox<*>>().single { it.name == "audience" }.selectedIndex)
    }

    private fun Driven.code(code: String) = all<JTextField>().single { it.name == "CODE" }.let { it.text = code }
}
