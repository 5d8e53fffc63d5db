package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.JFrame
import javax.swing.JPanel
import javax.swing.WindowConstants
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.launch
import org.presend.demo.Tap
import org.presend.demo.DemoApp
import org.presend.demo.Scenario
import org.presend.demo.Screen
import org.presend.demo.Step

/** The window: scenarios on the left, the phone in the middle, settings on the right. */
public class DemoWindow(private val app: DemoApp) : JFrame() {
    private val scope: CoroutineScope = MainScope()
    private val scenarios = ScenarioList(app.settings, ::begin)
    private val phone = Phone(app, ::choose, ::next)
    private val settings = SettingsPanel(app.settings, ::say)
    private var rest: List<Step> = emptyList()

    init {
        defaultCloseOperation = WindowConstants.EXIT_ON_CLOSE
        contentPane = JPanel(BorderLayout(GAP, GAP)).apply {
            border = BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP)
            add(scenarios, BorderLayout.WEST)
            add(phone, BorderLayout.CENTER)
            add(settings, BorderLayout.EAST)
        }
        minimumSize = Dimension(1180, 760)
        setLocationRelativeTo(null)
        say()
    }

    /** Every text anew, in the language of the settings. */
    private fun say() {
        title = app.settings.texts["window.title"]
        scenarios.say()
        settings.say()
        phone.say()
    }

    private fun begin(scenario: Scenario) {
        rest = scenario.steps
        phone.clear(if (scenario == Scenario.OFFLINE) app.settings.texts["window.offline"] else "")
        next()
    }

    private fun next() {
        val step = rest.firstOrNull() ?: return
        rest = rest.drop(1)
        show { app.perform(step) }
    }

    private fun choose(action: Tap) = show { app.choose(action) }

    private fun show(what: suspend () -> Screen) {
        phone.busy()
        scope.launch { phone.show(what(), rest.firstOrNull()) }
    }

    private companion object {
        const val GAP = 12
    }
}
