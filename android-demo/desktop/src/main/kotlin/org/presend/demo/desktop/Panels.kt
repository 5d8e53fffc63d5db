package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Color
import java.awt.Dimension
import java.awt.GridLayout
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JPanel
import javax.swing.JScrollPane
import javax.swing.JTextArea
import javax.swing.Timer
import org.presend.demo.Tap
import org.presend.demo.Choice
import org.presend.demo.Screen
import org.presend.demo.Texts

/** A line or a few, for reading. */
internal fun plain(text: String): JPanel = JPanel(BorderLayout()).apply {
    border = BorderFactory.createEmptyBorder(10, 12, 10, 12)
    add(words(text))
}

internal fun words(text: String, size: Float = 14f, bold: Boolean = false, wide: Int = 380): JTextArea = JTextArea(text).apply {
    isEditable = false
    lineWrap = true
    wrapStyleWord = true
    isOpaque = false
    font = javax.swing.UIManager.getFont("Label.font").deriveFont(if (bold) java.awt.Font.BOLD else java.awt.Font.PLAIN, size)
    // A wrapped text has no width of its own until it is shown.
    setSize(wide, Short.MAX_VALUE.toInt())
}

/** A label or button of one part shows its text on more than one line only if it is HTML. */
internal fun wrapped(text: String): String = "<html>" + text.replace("&", "&amp;").replace("<", "&lt;")

private const val PREVIEW_WIDTH = 96

/** The notice before a message goes out, with a button for each choice. */
internal class NoticePanel(notice: Screen.Notice, private val texts: Texts, private val choose: (Tap) -> Unit) : JPanel(BorderLayout(0, 8)) {
    init {
        background = Color(0xFFF6E0)
        border = BorderFactory.createEmptyBorder(14, 14, 14, 14)
        add(words(notice.title, 18f, bold = true), BorderLayout.NORTH)
        val about = JPanel(BorderLayout(12, 0)).apply { isOpaque = false }
        about.add(preview(notice.item, PREVIEW_WIDTH), BorderLayout.WEST)
        about.add(words(notice.body, wide = 250), BorderLayout.CENTER)
        add(about, BorderLayout.CENTER)
        val buttons = JPanel(GridLayout(0, 1, 0, 6)).apply { isOpaque = false }
        notice.choices.forEach { buttons.add(button(it)) }
        add(buttons, BorderLayout.SOUTH)
    }

    private fun button(choice: Choice): JComponent = JButton(choice.label).apply {
        name = choice.action.name
        addActionListener { choose(choice.action) }
        if (choice.friction.pauseSeconds > 0) pause(this, choice)
    }

    /** The button stays off for as long as the policy asks, and says for how long. */
    private fun pause(button: JButton, choice: Choice) {
        var left = choice.friction.pauseSeconds
        fun say() {
            button.isEnabled = left == 0
            button.text = if (left == 0) choice.label else texts["choice.send_in", left]
        }
        say()
        Timer(1000) { timer ->
            left -= 1
            say()
            if (left == 0) (timer.source as Timer).stop()
        }.start()
    }
}

/** Something to read, and the way back. */
internal class ReadingPanel(reading: Screen.Reading, choose: (Tap) -> Unit) : JPanel(BorderLayout(0, 8)) {
    init {
        border = BorderFactory.createEmptyBorder(14, 14, 14, 14)
        add(words(reading.title, 18f, bold = true), BorderLayout.NORTH)
        val text = reading.paragraphs.joinToString("\n\n") { listOf(it.heading, it.text.trim()).filter(String::isNotEmpty).joinToString("\n") }
        add(JScrollPane(words(text)).apply { border = null; preferredSize = Dimension(400, 320) }, BorderLayout.CENTER)
        val buttons = JPanel(GridLayout(0, 1, 0, 6))
        reading.choices.forEach { choice ->
            buttons.add(JButton(choice.label).apply { name = choice.action.name; addActionListener { choose(choice.action) } })
        }
        add(buttons, BorderLayout.SOUTH)
    }
}
