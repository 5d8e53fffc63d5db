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
import org.presend.demo.Phone
import org.presend.demo.Screen

/** The phone: the conversation, and below it what the app shows before a message goes out. */
internal class PhonePanel(private val phone: Phone) : JPanel(BorderLayout()) {
    private val peer = JLabel().apply { font = font.deriveFont(18f); border = BorderFactory.createEmptyBorder(10, 12, 10, 12) }
    private val messages = JPanel().apply { layout = BoxLayout(this, BoxLayout.Y_AXIS); background = Color.WHITE }
    private val scroll = JScrollPane(messages, VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER).apply {
        border = null
        verticalScrollBar.unitIncrement = 16
    }
    private val below = JPanel(BorderLayout())

    init {
        preferredSize = Dimension(430, 700)
        border = BorderFactory.createLineBorder(Color.LIGHT_GRAY, 2, true)
        add(peer, BorderLayout.NORTH)
        add(scroll, BorderLayout.CENTER)
        add(below, BorderLayout.SOUTH)
    }

    /** Draws everything again. */
    fun say() {
        peer.text = phone.texts["window.peer"]
        conversation()
        below.removeAll()
        if (phone.about.isNotEmpty()) below.add(plain(phone.about), BorderLayout.NORTH)
        below.add(if (phone.busy) bar() else content(), BorderLayout.CENTER)
        phone.nextLabel?.takeUnless { phone.busy }?.let { below.add(nextButton(it), BorderLayout.SOUTH) }
        below.revalidate()
        below.repaint()
    }

    private fun content(): JPanel = when (val screen = phone.screen) {
        null -> plain(phone.texts["window.welcome"])
        is Screen.Sent -> plain(screen.line)
        is Screen.Kept -> plain(screen.line)
        is Screen.News -> plain(screen.line)
        is Screen.Notice -> NoticePanel(screen, phone.texts, phone::choose)
        is Screen.Reading -> ReadingPanel(screen, phone::choose)
    }

    private fun conversation() {
        messages.removeAll()
        phone.app.conversation.messages.forEach { messages.add(Bubble(it, phone.texts)) }
        messages.add(Box.createVerticalGlue())
        messages.revalidate()
        messages.repaint()
        SwingUtilities.invokeLater { scroll.verticalScrollBar.value = scroll.verticalScrollBar.maximum }
    }

    private fun bar() = JPanel(BorderLayout()).apply { add(JProgressBar().apply { isIndeterminate = true }) }

    private fun nextButton(label: String) = JButton(label).apply {
        name = "NEXT"
        addActionListener { phone.next() }
    }
}
