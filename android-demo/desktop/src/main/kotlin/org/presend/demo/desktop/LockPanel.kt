package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import java.awt.GridBagLayout
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JPanel
import javax.swing.JPasswordField
import org.presend.demo.Guardian
import org.presend.demo.Phone
import org.presend.demo.Weight

/** A grown-up's code before the rules. */
internal class LockPanel(private val phone: Phone) : JPanel(BorderLayout()) {
    private val guardian = phone.app.guardian
    private val field = JPasswordField().apply { name = "CODE"; preferredSize = Dimension(200, TARGET) }

    /** What was said of the last code, until something else is done. */
    private var said: Pair<List<Guardian.Key>, String>? = null

    init {
        isOpaque = false
    }

    fun say() {
        val texts = phone.texts
        val offers = guardian.offers
        val line = said?.takeIf { it.first == offers }?.second ?: guardian.line(texts)
        val asksCode = Guardian.Key.SET in offers || Guardian.Key.OPEN in offers
        field.accessibleContext.accessibleName = texts["guardian.code"]
        field.putClientProperty("JTextField.placeholderText", texts["guardian.code"])
        val buttons = offers.map { key ->
            JButton(texts["guardian.${key.name.lowercase()}"]).weighing(Weight.PLAIN).apply {
                name = "LOCK_${key.name}"
                addActionListener { turn(key) }
            }
        }
        val parts = listOf(words(texts["guardian.title"], bold = true, wide = WIDE), words(line, 12f, wide = WIDE, tone = Tone.QUIET)) +
            listOfNotNull(field.takeIf { asksCode }) + buttons
        removeAll()
        val box = stacked(Rounded(Tone.KEPT.color, GridBagLayout()), parts, gap = 6)
        add(box.apply { border = BorderFactory.createEmptyBorder(10, 12, 10, 12) })
        revalidate()
        repaint()
    }

    private fun turn(key: Guardian.Key) {
        val line = guardian.turn(key, String(field.password), phone.texts)
        field.text = ""
        said = guardian.offers to line
        phone.changed()
    }

    private companion object {
        const val WIDE = 250
    }
}
