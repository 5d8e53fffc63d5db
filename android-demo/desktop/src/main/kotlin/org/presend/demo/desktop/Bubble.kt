package org.presend.demo.desktop

import java.awt.BorderLayout
import java.awt.Color
import java.awt.Dimension
import java.awt.Image
import java.io.ByteArrayInputStream
import javax.imageio.ImageIO
import javax.swing.BorderFactory
import javax.swing.ImageIcon
import javax.swing.JComponent
import javax.swing.JLabel
import javax.swing.JPanel
import org.presend.demo.Message
import org.presend.demo.Outgoing
import org.presend.demo.Texts

/** A message with its small line. One that was not sent has no colour, and a broken frame. */
internal class Bubble(message: Message, texts: Texts) : JPanel(BorderLayout()) {
    init {
        val sent = message.number != null
        isOpaque = false
        alignmentX = LEFT_ALIGNMENT
        border = BorderFactory.createEmptyBorder(6, AWAY, 6, NEAR)
        val frame = JPanel(BorderLayout(0, 2)).apply {
            background = if (sent) Color(0xE4F1FF) else Color.WHITE
            border = BorderFactory.createCompoundBorder(
                if (sent) null else BorderFactory.createDashedBorder(Color.GRAY, 4f, 4f),
                BorderFactory.createEmptyBorder(NEAR, NEAR, NEAR, NEAR),
            )
            add(preview(message.item, WIDTH), BorderLayout.CENTER)
            add(words(texts[message.line], 12f, wide = WIDE).apply { foreground = Color.DARK_GRAY }, BorderLayout.SOUTH)
        }
        add(frame, BorderLayout.CENTER)
        maximumSize = Dimension(Int.MAX_VALUE, preferredSize.height)
    }

    private companion object {
        const val WIDTH = 160
        const val WIDE = 320
        const val NEAR = 10
        const val AWAY = 70
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
