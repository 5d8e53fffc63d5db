package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Dimension
import javax.swing.BorderFactory
import javax.swing.JButton
import javax.swing.JComponent
import javax.swing.JPanel
import org.presend.demo.Message
import org.presend.demo.Outgoing
import org.presend.demo.Phone
import org.presend.demo.Tap
import org.presend.demo.Weight
import org.presend.demo.time

/** A message with its small line and its time. One that was not sent has no colour, and an edge; one that came is at the left. */
internal class Bubble(message: Message, phone: Phone) : JPanel(BorderLayout()) {
    init {
        val hasEdge = message.number == null && !message.isReceived
        isOpaque = false
        alignmentX = LEFT_ALIGNMENT
        border = BorderFactory.createEmptyBorder(6, if (message.isReceived) NEAR else AWAY, 6, if (message.isReceived) AWAY else NEAR)
        val ground = if (message.number != null) Tone.SENT else Tone.KEPT
        val bubble = Rounded(ground.color, BorderLayout(), if (hasEdge) Tone.EDGE.color else null).apply {
            border = BorderFactory.createEmptyBorder(NEAR, NEAR + 2, NEAR, NEAR + 2)
            val isCovered = phone.covers(message)
            val line = words("${phone.texts[message.line]}  ${time(message.at)}", 12f, wide = WIDE, tone = Tone.QUIET)
            add(column(preview(message.item, WIDTH, isCovered, phone.texts), show(message, phone, isCovered), line, gap = 4))
        }
        add(bubble, BorderLayout.CENTER)
        maximumSize = Dimension(Int.MAX_VALUE, preferredSize.height)
    }

    private fun show(message: Message, phone: Phone, isCovered: Boolean): JComponent? {
        if (!message.startsCovered || message.item is Outgoing.Text) return null
        val tap = if (isCovered) Tap.SHOW else Tap.COVER
        return JButton(phone.texts["choice.${tap.name.lowercase()}"]).weighing(Weight.LINK).apply {
            name = "${tap.name}-${message.id}"
            addActionListener { phone.uncover(message) }
        }
    }

    private companion object {
        const val WIDTH = 160
        const val WIDE = 280
        const val NEAR = 10
        const val AWAY = 90
    }
}
