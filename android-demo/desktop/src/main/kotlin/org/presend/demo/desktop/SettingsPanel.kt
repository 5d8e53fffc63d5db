package org.presend.demo.desktop

import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.Box
import javax.swing.BoxLayout
import javax.swing.JCheckBox
import javax.swing.JComboBox
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import kotlin.reflect.KMutableProperty0
import org.presend.Audience
import org.presend.demo.AppLanguage
import org.presend.demo.Phone
import org.presend.demo.Reaction

/** The switch, and what the user may choose. */
internal class SettingsPanel(private val phone: Phone) : JPanel() {
    private val settings = phone.app.settings
    private val checks = JCheckBox().apply {
        name = "checks"
        isSelected = settings.checks
        addActionListener {
            settings.checks = isSelected
            phone.settingsChanged()
        }
    }
    private val choices = listOf(
        Chooser("policy", Reaction.entries, settings::reaction),
        Chooser("audience", Audience.entries, settings::audience),
        Chooser("language", AppLanguage.entries, settings::language),
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

    override fun getPreferredSize(): Dimension = Dimension(300, super.getPreferredSize().height)

    fun say() {
        border = BorderFactory.createTitledBorder(phone.texts["window.settings"])
        checks.text = wrapped(phone.texts["checked.switch"])
        choices.forEach { it.say() }
    }

    private inner class Chooser<T : Enum<T>>(private val what: String, private val values: List<T>, private val chosen: KMutableProperty0<T>) {
        val label = JLabel()
        val box = JComboBox<String>().apply { name = what; maximumSize = Dimension(320, 32) }
        private var saying = false

        init {
            box.addActionListener {
                if (!saying) {
                    chosen.set(values[box.selectedIndex])
                    phone.settingsChanged()
                }
            }
        }

        /** The names in the language of now; the choice stays. */
        fun say() {
            saying = true
            box.removeAllItems()
            values.forEach { box.addItem(phone.texts["$what.${it.name.lowercase()}"]) }
            box.selectedIndex = values.indexOf(chosen.get())
            saying = false
            label.text = wrapped(phone.texts["setting.$what"])
        }
    }
}
