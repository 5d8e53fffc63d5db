package org.presend.demo.desktop

import java.awt.GridLayout
import javax.swing.Box
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JPanel
import javax.swing.JSeparator
import javax.swing.Timer
import org.presend.demo.Choice
import org.presend.demo.Tap
import org.presend.demo.Texts
import org.presend.demo.Weight

/** The choices below a text: buttons, then words to read on beside each other, then what is apart. */
internal class ChoiceButtons(choices: List<Choice>, private val texts: Texts, private val choose: (Tap) -> Unit) {
    private val buttons = choices.map { it to button(it) }

    /** What Enter does; it sends nothing, and what has the focus first destroys nothing. */
    val main: JButton? = buttons.firstOrNull { (choice, _) -> choice.weight == Weight.MAIN && choice.action != Tap.TRUST }?.second
    val first: JButton? = main ?: buttons.lastOrNull { (choice, _) -> choice.weight == Weight.PLAIN }?.second

    fun parts(): List<JComponent> {
        val links = buttons.of(Weight.LINK)
        val beside = JPanel(GridLayout(1, 0, 8, 0)).clear().apply { links.forEach(::add) }
        return buttons.of(Weight.MAIN) + buttons.of(Weight.PLAIN) + listOfNotNull(beside.takeIf { links.isNotEmpty() }) +
            buttons.of(Weight.APART).flatMap { listOf(Box.createVerticalStrut(2) as JComponent, JSeparator(), it) }
    }

    private fun List<Pair<Choice, JButton>>.of(weight: Weight) = filter { it.first.weight == weight }.map { it.second }

    private fun button(choice: Choice) = JButton(choice.label).weighing(choice.weight).apply {
        name = choice.action.name
        addActionListener { choose(choice.action) }
        if (choice.friction.pauseSeconds > 0) pause(this, choice)
    }

    /** The button stays off for as long as the policy asks, and says for how long. */
    private fun pause(button: JButton, choice: Choice) {
        var left = choice.friction.pauseSeconds
        fun say() {
            button.isEnabled = left == 0
            button.text = if (left == 0) choice.label else texts["choice.send_in", left]
        }
        say()
        Timer(1000) { timer ->
            left -= 1
            say()
            if (left == 0) (timer.source as Timer).stop()
        }.start()
    }
}
