package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.JFrame
import javax.swing.JPanel
import javax.swing.WindowConstants
import kotlinx.coroutines.MainScope
import org.presend.demo.DemoApp
import org.presend.demo.Phone

/** The window: scenarios on the left, the phone in the middle, settings on the right. */
public class DemoWindow(app: DemoApp) : JFrame() {
    private val phone = Phone(app, MainScope())
    private val scenarios = ScenarioList(phone)
    private val panel = PhonePanel(phone)
    private val settings = SettingsPanel(phone)

    init {
        defaultCloseOperation = WindowConstants.EXIT_ON_CLOSE
        contentPane = JPanel(BorderLayout(GAP, GAP)).apply {
            border = BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP)
            add(scenarios, BorderLayout.WEST)
            add(panel, BorderLayout.CENTER)
            add(settings, BorderLayout.EAST)
        }
        minimumSize = Dimension(1060, 660)
        size = Dimension(1180, 760)
        setLocationRelativeTo(null)
        phone.changed = ::say
        say()
    }

    /** Draws everything again, in the language of the settings. */
    private fun say() {
        title = phone.texts["window.title"]
        scenarios.say()
        settings.say()
        panel.say()
    }

    private companion object {
        const val GAP = 12
    }
}
