package org.presend.demo.desktop

import java.awt.Dimension
import java.awt.Font
import java.awt.GridBagLayout
import javax.swing.ButtonGroup
import javax.swing.JLabel
import javax.swing.JPanel
import javax.swing.JToggleButton
import javax.swing.SwingConstants
import org.presend.demo.Phone
import org.presend.demo.Scenario

/** A button for each scenario; the one that runs stays pressed. */
internal class ScenarioList(private val phone: Phone) : JPanel(GridBagLayout()) {
    private val title = JLabel()
    private val buttons = Scenario.entries.associateWith { scenario ->
        JToggleButton().apply {
            name = scenario.name
            horizontalAlignment = SwingConstants.LEADING
            addActionListener { phone.begin(scenario) }
        }
    }

    init {
        isOpaque = false
        val one = ButtonGroup()
        buttons.values.forEach(one::add)
        stacked(this, listOf(title) + buttons.values)
        add(JPanel().clear(), java.awt.GridBagConstraints().apply { gridx = 0; weighty = 1.0 })
    }

    /** The phone keeps its width, whatever is said beside it. */
    override fun getPreferredSize(): Dimension = Dimension(300, super.getPreferredSize().height)

    fun say() {
        title.text = phone.texts["window.scenarios"]
        title.font = title.font.deriveFont(Font.BOLD, 16f)
        title.foreground = Tone.TEXT.color
        val style = "arc: 14; margin: 6,12,6,12; background: ${Tone.PHONE.css}; foreground: ${Tone.TEXT.css}; " +
            "selectedBackground: ${Tone.SENT.css}; selectedForeground: ${Tone.TEXT.css}; borderColor: ${Tone.PHONE.css}"
        buttons.forEach { (scenario, button) ->
            button.putClientProperty("FlatLaf.style", style)
            button.text = wrapped("${scenario.ordinal + 1}. ${phone.texts[scenario.title]}")
            button.preferredSize = Dimension(300, ROW)
            button.minimumSize = button.preferredSize
        }
    }

    private companion object {
        const val ROW = 62
    }
}
