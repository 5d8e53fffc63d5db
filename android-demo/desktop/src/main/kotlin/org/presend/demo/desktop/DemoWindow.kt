package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.event.KeyEvent
import javax.swing.AbstractAction
import javax.swing.BorderFactory
import javax.swing.JComponent
import javax.swing.JFrame
import javax.swing.JPanel
import javax.swing.KeyStroke
import javax.swing.SwingUtilities
import javax.swing.WindowConstants
import kotlinx.coroutines.MainScope
import org.presend.demo.DemoApp
import org.presend.demo.Phone

/** The window: scenarios on the left, the phone in the middle, settings on the right. */
public class DemoWindow(app: DemoApp) : JFrame() {
    private val phone = Phone(app, MainScope())
    private val scenarios = ScenarioList(phone)
    private val panel = PhonePanel(phone)
    private val settings = SettingsPanel(phone, ::darken)
    private val page = JPanel(BorderLayout(GAP, GAP))

    init {
        defaultCloseOperation = WindowConstants.EXIT_ON_CLOSE
        contentPane = page.apply {
            border = BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP)
            add(scenarios, BorderLayout.WEST)
            add(panel, BorderLayout.CENTER)
            add(settings, BorderLayout.EAST)
        }
        page.transferHandler = Incoming(phone)
        onEscape { panel.escape() }
        minimumSize = Dimension(1060, 760)
        size = Dimension(1180, 840)
        setLocationRelativeTo(null)
        phone.changed = ::say
        say()
    }

    /** Draws everything again, in the language and the colours of the settings. */
    private fun say() {
        title = phone.texts["window.title"]
        page.background = Tone.PAGE.color
        scenarios.say()
        settings.say()
        panel.say()
    }

    private fun darken(dark: Boolean) {
        Look.use(dark)
        SwingUtilities.updateComponentTreeUI(this)
        say()
    }

    private fun onEscape(act: () -> Unit) {
        rootPane.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "escape")
        rootPane.actionMap.put("escape", object : AbstractAction() {
            override fun actionPerformed(event: java.awt.event.ActionEvent) = act()
        })
    }

    private companion object {
        const val GAP = 12
    }
}
