package org.presend.demo.desktop

import java.awt.Dimension
import java.awt.Font
import java.awt.GridBagConstraints
import java.awt.GridBagLayout
import javax.swing.JCheckBox
import javax.swing.JComboBox
import javax.swing.JLabel
import javax.swing.JPanel
import kotlin.reflect.KMutableProperty0
import org.presend.Audience
import org.presend.demo.AppLanguage
import org.presend.demo.Phone
import org.presend.demo.Reaction

/** The switch, what the user may choose, and the lock before it. */
internal class SettingsPanel(private val phone: Phone, darken: (Boolean) -> Unit) : JPanel(GridBagLayout()) {
    private val settings = phone.app.settings
    private val title = JLabel()
    private val checks = JCheckBox().apply {
        name = "checks"
        isSelected = settings.checks
        addActionListener {
            settings.checks = isSelected
            phone.settingsChanged()
        }
    }
    private val dark = JCheckBox().apply {
        name = "dark"
        addActionListener { darken(isSelected) }
    }
    private val rules = listOf(
        Chooser("policy", Reaction.entries, settings::reaction),
        Chooser("audience", Audience.entries, settings::audience),
    )
    private val language = Chooser("language", AppLanguage.entries, settings::language)
    private val lock = LockPanel(phone)

    init {
        isOpaque = false
        val parts = listOf(title, checks) + rules.flatMap { listOf(it.label, it.box) } + lock + language.label + language.box + dark
        stacked(this, parts)
        add(JPanel().clear(), GridBagConstraints().apply { gridx = 0; weighty = 1.0 })
    }

    override fun getPreferredSize(): Dimension = Dimension(300, super.getPreferredSize().height)

    fun say() {
        title.text = phone.texts["window.settings"]
        title.font = title.font.deriveFont(Font.BOLD, 16f)
        title.foreground = Tone.TEXT.color
        for ((box, key) in listOf(checks to "checked.switch", dark to "setting.dark")) {
            box.clear().text = wrapped(phone.texts[key])
            box.foreground = Tone.TEXT.color
            box.preferredSize = Dimension(280, TARGET)
            box.minimumSize = box.preferredSize
        }
        val locked = phone.app.guardian.isLocked
        checks.isSelected = settings.checks
        checks.isEnabled = !locked
        (rules + language).forEach { it.say() }
        rules.forEach { it.box.isEnabled = !locked }
        lock.say()
    }

    private inner class Chooser<T : Enum<T>>(private val what: String, private val values: List<T>, private val chosen: KMutableProperty0<T>) {
        val label = JLabel()
        val box = JComboBox<String>().apply { name = what; preferredSize = Dimension(280, TARGET); minimumSize = preferredSize }
        private var saying = false

        init {
            label.labelFor = box
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
            label.foreground = Tone.TEXT.color
        }
    }
}
