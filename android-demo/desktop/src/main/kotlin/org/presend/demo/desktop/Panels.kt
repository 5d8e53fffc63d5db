package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.GridBagLayout
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JScrollPane
import javax.swing.ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER
import javax.swing.ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED
import javax.swing.SwingUtilities
import org.presend.demo.Mark
import org.presend.demo.Paragraph
import org.presend.demo.Screen
import org.presend.demo.Tap
import org.presend.demo.Texts
import org.presend.demo.Weight

/** What is shown about a message, and where Enter and the focus go. */
internal class Shown(val panel: JComponent, val main: JButton? = null, val first: JButton? = main)

/** A line or a few, for reading. */
internal fun plain(text: String): JPanel = JPanel(BorderLayout()).clear().apply {
    border = BorderFactory.createEmptyBorder(10, 14, 10, 14)
    add(words(text))
}

private fun card(ground: Tone, parts: List<JComponent>): JPanel = JPanel(BorderLayout()).clear().apply {
    border = BorderFactory.createEmptyBorder(6, 10, 6, 10)
    add(stacked(Rounded(ground.color, GridBagLayout()), parts).apply { border = BorderFactory.createEmptyBorder(12, 14, 8, 14) })
}

/** The notice before a message goes out. */
internal fun noticePanel(notice: Screen.Notice, texts: Texts, choose: (Tap) -> Unit): Shown {
    val cover = notice.cover
    val show = cover?.choice?.let { choice ->
        JButton(choice.label).weighing(choice.weight).apply { name = choice.action.name; addActionListener { choose(choice.action) } }
    }
    val said = column(words(notice.body, wide = BODY), cover?.let { words(it.line, 12f, wide = BODY, tone = Tone.QUIET) }, show, gap = 4)
    val about = JPanel(BorderLayout(12, 0)).clear().apply {
        val picture = preview(notice.item, PREVIEW, cover?.isOn == true, texts)
        add(picture.apply { (this as? JLabel)?.verticalAlignment = JLabel.TOP }, BorderLayout.WEST)
        add(said, BorderLayout.CENTER)
    }
    val buttons = ChoiceButtons(notice.choices, texts, choose)
    return Shown(card(Tone.NOTICE, listOf(words(notice.title, 18f, bold = true), about) + buttons.parts()), buttons.main)
}

/** Asked once more. */
internal fun questionPanel(question: Screen.Question, texts: Texts, choose: (Tap) -> Unit): Shown {
    val buttons = ChoiceButtons(question.choices, texts, choose)
    val said = listOf(words(question.title, 18f, bold = true), words(question.body))
    return Shown(card(Tone.NOTICE, said + buttons.parts()), buttons.main)
}

/** Something to read, and what can be tapped below it. */
internal fun readingPanel(reading: Screen.Reading, texts: Texts, choose: (Tap) -> Unit): Shown {
    val text = stacked(JPanel(GridBagLayout()), reading.paragraphs.flatMap(::paragraph), gap = 6).apply { background = Tone.KEPT.color }
    val scroll = JScrollPane(JPanel(BorderLayout()).apply { background = Tone.KEPT.color; add(text, BorderLayout.NORTH) },
        VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER).apply {
        border = null
        preferredSize = Dimension(READING, minOf(TALLEST, text.preferredSize.height + 4))
        minimumSize = preferredSize
        verticalScrollBar.unitIncrement = 16
        SwingUtilities.invokeLater { verticalScrollBar.value = 0 }
    }
    val buttons = ChoiceButtons(reading.choices, texts, choose)
    return Shown(card(Tone.KEPT, listOf(words(reading.title, 18f, bold = true), scroll) + buttons.parts()), buttons.main, buttons.first)
}

private fun paragraph(paragraph: Paragraph): List<JComponent> = listOfNotNull(
    paragraph.heading.takeIf(String::isNotEmpty)?.let { words(it, bold = true, wide = READING - 20) },
    paragraph.text.trim().takeIf(String::isNotEmpty)?.let { marked(paragraph.mark, it) },
)

/** The sign is for the eye; the words beside it say the same. */
private fun marked(mark: Mark, text: String): JComponent {
    if (mark == Mark.NONE) return words(text, wide = READING - 20)
    return JPanel(BorderLayout(8, 0)).clear().apply {
        val sign = JLabel(mark.sign, JLabel.CENTER).apply {
            font = font.deriveFont(java.awt.Font.BOLD, 14f)
            foreground = Tone.LINK.color
            verticalAlignment = JLabel.TOP
            preferredSize = Dimension(18, preferredSize.height)
        }
        add(sign, BorderLayout.WEST)
        add(words(text, wide = READING - 50), BorderLayout.CENTER)
    }
}

internal fun padded(button: JButton): JPanel = JPanel(BorderLayout()).clear().apply {
    border = BorderFactory.createEmptyBorder(0, 10, 0, 10)
    add(button)
}

/** The step that follows. */
internal fun nextButton(label: String, next: () -> Unit): JButton = JButton(wrapped(label)).weighing(Weight.PLAIN).apply {
    name = "NEXT"
    addActionListener { next() }
}

private const val PREVIEW = 110
private const val BODY = 230
private const val READING = 370
private const val TALLEST = 280
