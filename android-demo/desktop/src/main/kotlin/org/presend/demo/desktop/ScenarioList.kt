package org.presend.demo.desktop

import java.awt.Dimension
import java.awt.GridLayout
import javax.swing.BorderFactory
import javax.swing.ButtonGroup
import javax.swing.JPanel
import javax.swing.JToggleButton
import javax.swing.SwingConstants
import org.presend.demo.Phone
import org.presend.demo.Scenario

/** A button for each scenario; the one that runs stays pressed. */
internal class ScenarioList(private val phone: Phone) : JPanel(GridLayout(0, 1, 0, 6)) {
    private val buttons = Scenario.entries.associateWith { scenario ->
        JToggleButton().apply {
            name = scenario.name
            horizontalAlignment = SwingConstants.LEADING
            addActionListener { phone.begin(scenario) }
        }
    }

    init {
        val one = ButtonGroup()
        buttons.values.forEach { button ->
            one.add(button)
            add(button)
        }
    }

    /** The phone keeps its width, whatever is said beside it. */
    override fun getPreferredSize(): Dimension = Dimension(320, super.getPreferredSize().height)

    fun say() {
        border = BorderFactory.createTitledBorder(phone.texts["window.scenarios"])
        buttons.forEach { (scenario, button) -> button.text = wrapped("${scenario.ordinal + 1}. ${phone.texts[scenario.title]}") }
    }
}
