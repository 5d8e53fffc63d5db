package org.presend.demo.desktop

import javax.swing.BorderFactory
import javax.swing.Box
import javax.swing.BoxLayout
import javax.swing.JCheckBox
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import org.presend.Audience
import org.presend.demo.AppLanguage
import org.presend.demo.Reaction
import org.presend.demo.Settings

/** The switch, and what the user may choose. `changed` is told after every choice. */
internal class SettingsPanel(private val settings: Settings, private val changed: () -> Unit) : JPanel() {
    private val checks = JCheckBox().apply {
        name = "checks"
        isSelected = settings.checks
        addActionListener { settings.checks = isSelected }
    }
    private val choices = listOf(
        Chooser("setting.policy", Reaction.entries, { "policy.${it.name.lowercase()}" }) { settings.reaction = it },
        Chooser("setting.audience", Audience.entries, { "audience.${it.name.lowercase()}" }) { settings.audience = it },
        Chooser("setting.language", AppLanguage.entries, { "language.${it.name.lowercase()}" }) { settings.language = it },
    )

    init {
        layout = BoxLayout(this, BoxLayout.Y_AXIS)
        (listOf<JComponent>(checks) + choices.flatMap { listOf(it.label, it.box) }).forEach { part ->
            part.alignmentX = LEFT_ALIGNMENT
            add(part)
            add(Box.createVerticalStrut(6))
        }
        add(Box.createVerticalGlue())
    }

    fun say() {
        border = BorderFactory.createTitledBorder(settings.texts["window.settings"])
        checks.text = settings.texts["checked.switch"]
        choices.forEach { it.say() }
    }

    private inner class Chooser<T>(private val key: String, private val values: List<T>, private val text: (T) -> String, choose: (T) -> Unit) {
        val label = JLabel()
        val box = JComboBox<String>().apply { name = key; maximumSize = java.awt.Dimension(320, 32) }
        private var saying = false

        init {
            box.addActionListener {
                if (!saying) {
                    choose(values[box.selectedIndex])
                    changed()
                }
            }
        }

        /** The names in the language of now; the choice stays. */
        fun say() {
            saying = true
            val chosen = maxOf(box.selectedIndex, 0)
            box.removeAllItems()
            values.forEach { box.addItem(settings.texts[text(it)]) }
            box.selectedIndex = chosen
            saying = false
            label.text = settings.texts[key]
        }
    }
}
