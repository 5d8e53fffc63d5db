package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Color
import java.awt.Component
import java.awt.Font
import java.awt.Graphics
import java.awt.Graphics2D
import java.awt.RenderingHints
import javax.swing.BorderFactory
import javax.swing.Icon
import javax.swing.JLabel
import javax.swing.JPanel

/** Whom the conversation is with. */
internal class Header(peer: String) : JPanel(BorderLayout()) {
    init {
        isOpaque = false
        border = BorderFactory.createEmptyBorder(8, 14, 8, 14)
        add(JLabel(peer, Avatar(peer.take(1)), JLabel.LEADING).apply {
            font = font.deriveFont(Font.BOLD, 16f)
            foreground = Tone.TEXT.color
            iconTextGap = 12
        })
    }
}

/** The first letter of a name, in a disc. */
private class Avatar(private val letter: String) : Icon {
    override fun getIconWidth() = 40

    override fun getIconHeight() = 40

    override fun paintIcon(component: Component, graphics: Graphics, x: Int, y: Int) {
        val brush = graphics.create() as Graphics2D
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON)
        brush.color = DISC
        brush.fillOval(x, y, iconWidth, iconHeight)
        brush.color = Color.WHITE
        brush.font = component.font.deriveFont(Font.BOLD, 18f)
        val size = brush.fontMetrics
        brush.drawString(letter, x + (iconWidth - size.stringWidth(letter)) / 2, y + (iconHeight - size.height) / 2 + size.ascent)
        brush.dispose()
    }

    private companion object {
        val DISC = Color(0x6A3FA0)
    }
}
