package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Color
import java.awt.Image
import java.io.ByteArrayInputStream
import javax.imageio.ImageIO
import javax.swing.BorderFactory
import javax.swing.ImageIcon
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import org.presend.demo.Outgoing
import org.presend.demo.SentMessage

/** A message that went out, with its small line. */
internal class Bubble(message: SentMessage) : JPanel(BorderLayout(0, 2)) {
    init {
        isOpaque = false
        alignmentX = LEFT_ALIGNMENT
        border = BorderFactory.createEmptyBorder(8, 60, 8, 12)
        add(preview(message.item, WIDTH), BorderLayout.CENTER)
        add(words(message.line, 12f, wide = 300).apply { foreground = Color.GRAY }, BorderLayout.SOUTH)
        maximumSize = java.awt.Dimension(Int.MAX_VALUE, preferredSize.height)
    }

    private companion object {
        const val WIDTH = 160
    }
}

/** A text, or a small picture with its name. A format that Java does not show has its name alone. */
internal fun preview(item: Outgoing, width: Int): JComponent = when (item) {
    is Outgoing.Text -> words(item.text, wide = width * 2)
    is Outgoing.Attachment -> JLabel(item.name, picture(item, width), JLabel.LEADING).apply {
        verticalTextPosition = JLabel.BOTTOM
        horizontalTextPosition = JLabel.CENTER
    }
}

/** Only for the eye, and after the check. */
private fun picture(item: Outgoing.Attachment, width: Int): ImageIcon? {
    val picture = runCatching { ImageIO.read(ByteArrayInputStream(item.bytes)) }.getOrNull() ?: return null
    return ImageIcon(picture.getScaledInstance(width, -1, Image.SCALE_SMOOTH))
}
