package org.presend.demo.desktop

import java.awt.GridLayout
import javax.swing.BorderFactory
import javax.swing.ButtonGroup
import javax.swing.JPanel
import javax.swing.JToggleButton
import javax.swing.SwingConstants
import org.presend.demo.Scenario
import org.presend.demo.Settings

/** A button for each scenario; the one that runs stays pressed. */
internal class ScenarioList(private val settings: Settings, begin: (Scenario) -> Unit) : JPanel(GridLayout(0, 1, 0, 6)) {
    private val buttons = Scenario.entries.associateWith { scenario ->
        JToggleButton().apply {
            name = scenario.name
            horizontalAlignment = SwingConstants.LEADING
            addActionListener { begin(scenario) }
        }
    }

    init {
        val one = ButtonGroup()
        buttons.values.forEach { button ->
            one.add(button)
            add(button)
        }
    }

    fun say() {
        border = BorderFactory.createTitledBorder(settings.texts["window.scenarios"])
        buttons.forEach { (scenario, button) -> button.text = "${scenario.ordinal + 1}. ${settings.texts[scenario.title]}" }
    }
}
