package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.Box
import javax.swing.BoxLayout
import javax.swing.JPanel
import javax.swing.JProgressBar
import javax.swing.JScrollPane
import javax.swing.ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER
import javax.swing.ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED
import javax.swing.SwingUtilities
import org.presend.demo.Phone
import org.presend.demo.Screen
import org.presend.demo.Tap

/** The phone: the conversation, below it what the app shows before a message goes out, and where the next one is written. */
internal class PhonePanel(private val phone: Phone) : JPanel(BorderLayout()) {
    private val above = JPanel(BorderLayout()).clear()
    private val messages = JPanel().apply { layout = BoxLayout(this, BoxLayout.Y_AXIS) }
    private val scroll = JScrollPane(messages, VERTICAL_SCROLLBAR_AS_NEEDED, HORIZONTAL_SCROLLBAR_NEVER).apply {
        verticalScrollBar.unitIncrement = 16
    }
    private val below = JPanel(BorderLayout()).clear()
    private val composer = Composer(phone)
    private var last: Screen? = null

    init {
        preferredSize = Dimension(450, 700)
        val foot = JPanel(BorderLayout()).clear().apply {
            add(below, BorderLayout.CENTER)
            add(composer, BorderLayout.SOUTH)
        }
        add(above, BorderLayout.NORTH)
        add(scroll, BorderLayout.CENTER)
        add(foot, BorderLayout.SOUTH)
    }

    /** Draws everything again. */
    fun say() {
        colours()
        conversation()
        composer.say()
        val shown = if (phone.busy) Shown(bar()) else content()
        above.removeAll()
        above.add(Header(phone.texts["window.peer"]), BorderLayout.NORTH)
        below.removeAll()
        if (phone.about.isNotEmpty()) below.add(plain(phone.about), BorderLayout.NORTH)
        // A question is asked where nothing was tapped before.
        val place = if (phone.screen is Screen.Question && !phone.busy) above else below
        place.add(shown.panel, BorderLayout.CENTER)
        phone.nextLabel?.takeUnless { phone.busy }?.let { below.add(padded(nextButton(it, phone::next)), BorderLayout.SOUTH) }
        revalidate()
        repaint()
        focus(shown)
    }

    /** The way out that changes nothing: what Escape does. */
    fun escape() {
        when (val screen = phone.screen) {
            is Screen.Notice -> phone.choose(Tap.KEEP)
            is Screen.Question -> phone.choose(screen.choices.first().action)
            is Screen.Reading -> if (screen.choices.any { it.action == Tap.BACK }) phone.choose(Tap.BACK)
            is Screen.Sent, is Screen.Kept, is Screen.News, null -> Unit
        }
    }

    private fun focus(shown: Shown) {
        SwingUtilities.getRootPane(this)?.defaultButton = shown.main
        if (phone.busy || phone.screen == last) return
        last = phone.screen
        if (shown.first != null) shown.first.requestFocusInWindow() else composer.takeFocus()
    }

    private fun colours() {
        background = Tone.PHONE.color
        messages.background = Tone.PHONE.color
        scroll.border = null
        border = BorderFactory.createLineBorder(Tone.EDGE.color, 1, true)
    }

    private fun content(): Shown = when (val screen = phone.screen) {
        null -> Shown(plain(phone.texts["window.welcome"]))
        is Screen.Sent -> Shown(plain(screen.line))
        is Screen.Kept -> Shown(plain(screen.line))
        is Screen.News -> Shown(plain(screen.line))
        is Screen.Notice -> noticePanel(screen, phone.texts, phone::choose)
        is Screen.Question -> questionPanel(screen, phone.texts, phone::choose)
        is Screen.Reading -> readingPanel(screen, phone.texts, phone::choose)
    }

    private fun conversation() {
        messages.removeAll()
        phone.app.conversation.messages.forEach { messages.add(Bubble(it, phone)) }
        messages.add(Box.createVerticalGlue())
        SwingUtilities.invokeLater { scroll.verticalScrollBar.value = scroll.verticalScrollBar.maximum }
    }

    private fun bar() = JPanel(BorderLayout()).clear().apply { add(JProgressBar().apply { isIndeterminate = true }) }
}
