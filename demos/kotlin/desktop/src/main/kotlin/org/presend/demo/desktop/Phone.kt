package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Color
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.Box
import javax.swing.BoxLayout
import javax.swing.JButton
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JProgressBar
import javax.swing.JScrollPane
import javax.swing.ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER
import javax.swing.ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED
import javax.swing.SwingUtilities
import org.presend.demo.Tap
import org.presend.demo.DemoApp
import org.presend.demo.Screen
import org.presend.demo.Step

/** The phone: the conversation, and below it what the app shows before a message goes out. */
internal class Phone(private val app: DemoApp, private val choose: (Tap) -> Unit, private val next: () -> Unit) : JPanel(BorderLayout()) {
    private val peer = JLabel().apply { font = font.deriveFont(18f); border = BorderFactory.createEmptyBorder(10, 12, 10, 12) }
    private val messages = JPanel().apply { layout = BoxLayout(this, BoxLayout.Y_AXIS); background = Color.WHITE }
    private val scroll = JScrollPane(messages, VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER).apply {
        border = null
        verticalScrollBar.unitIncrement = 16
    }
    private val below = JPanel(BorderLayout()).apply { name = "below" }
    private val texts get() = app.settings.texts
    private var said = ""

    init {
        preferredSize = Dimension(430, 700)
        border = BorderFactory.createLineBorder(Color.LIGHT_GRAY, 2, true)
        add(peer, BorderLayout.NORTH)
        add(scroll, BorderLayout.CENTER)
        add(below, BorderLayout.SOUTH)
    }

    fun say() {
        peer.text = texts["window.peer"]
        conversation()
        if (below.componentCount == 0) put(plain(texts["window.welcome"]))
    }

    /** Before a scenario. `line` is said about all of it. */
    fun clear(line: String) {
        said = line
        put(JPanel())
    }

    fun busy() = put(JProgressBar().apply { isIndeterminate = true })

    /** Shows where it ended, and offers the step that follows. */
    fun show(screen: Screen, following: Step?) {
        conversation()
        val panel = when (screen) {
            is Screen.Sent -> plain(screen.line)
            is Screen.Kept -> plain(screen.line)
            is Screen.News -> plain(screen.line)
            is Screen.Notice -> NoticePanel(screen, texts, choose)
            is Screen.Reading -> ReadingPanel(screen, choose)
        }
        val open = screen is Screen.Notice || screen is Screen.Reading && screen.choices.any { it.action == Tap.BACK }
        put(panel, following.takeUnless { open })
    }

    private fun conversation() {
        messages.removeAll()
        app.conversation.messages.forEach { messages.add(Bubble(it)) }
        messages.add(Box.createVerticalGlue())
        messages.revalidate()
        messages.repaint()
        SwingUtilities.invokeLater { scroll.verticalScrollBar.value = scroll.verticalScrollBar.maximum }
    }

    private fun put(panel: JPanel, following: Step? = null) {
        below.removeAll()
        if (said.isNotEmpty()) below.add(plain(said), BorderLayout.NORTH)
        below.add(panel, BorderLayout.CENTER)
        if (following != null) below.add(nextButton(following), BorderLayout.SOUTH)
        below.revalidate()
        below.repaint()
    }

    private fun put(bar: JProgressBar) = put(JPanel(BorderLayout()).apply { add(bar) })

    private fun nextButton(step: Step) = JButton(texts["window.next", nameOf(step)]).apply {
        name = "NEXT"
        addActionListener { next() }
    }

    private fun nameOf(step: Step): String = when (step) {
        is Step.Attach -> step.file.substringAfterLast('/')
        is Step.Type -> step.text
        is Step.Update -> texts[if ("forged" in step.file) "step.forged" else "step.update"]
        is Step.Rollback -> texts["step.rollback"]
        is Step.ShowChecked -> texts["checked.title"]
    }
}
