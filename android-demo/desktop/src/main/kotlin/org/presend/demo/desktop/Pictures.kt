package org.presend.demo.desktop

import java.awt.BasicStroke
import java.awt.Color
import java.awt.Graphics2D
import java.awt.Image
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.io.ByteArrayInputStream
import javax.imageio.ImageIO
import javax.swing.ImageIcon
import javax.swing.JComponent
import javax.swing.JLabel
import org.presend.demo.Outgoing
import org.presend.demo.Texts

/** A text, or a small picture, covered or not. Of a format that Java does not show there is the name alone. */
internal fun preview(item: Outgoing, width: Int, isCovered: Boolean, texts: Texts): JComponent = when (item) {
    is Outgoing.Text -> words(item.text, wide = width * 2)
    is Outgoing.Attachment -> {
        val picture = small(item, width)
        JLabel(picture?.let { ImageIcon(if (isCovered) covered(it) else it) }).apply {
            foreground = Tone.TEXT.color
            horizontalAlignment = JLabel.LEADING
            if (picture == null) text = if (isCovered) texts["cover.alt"] else item.name
            accessibleContext.accessibleName = if (isCovered) texts["cover.alt"] else texts["cover.picture", item.name]
        }
    }
}

/** Only for the eye, and after the check. */
private fun small(item: Outgoing.Attachment, width: Int): BufferedImage? {
    val picture = runCatching { ImageIO.read(ByteArrayInputStream(item.bytes)) }.getOrNull() ?: return null
    return scaled(picture, width, maxOf(1, picture.height * width / picture.width))
}

/** So few squares are left of it that nothing can be made out, drawn soft, with a crossed eye over them. */
internal fun covered(picture: BufferedImage): BufferedImage {
    val few = scaled(picture, SQUARES, SQUARES)
    val soft = scaled(few, picture.width, picture.height)
    val brush = soft.createGraphics()
    brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON)
    brush.color = Color(0, 0, 0, VEIL)
    brush.fillRect(0, 0, soft.width, soft.height)
    crossedEye(brush, soft.width / 2, soft.height / 2)
    brush.dispose()
    return soft
}

private fun crossedEye(brush: Graphics2D, x: Int, y: Int) {
    brush.color = Color.WHITE
    brush.stroke = BasicStroke(2.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
    brush.drawArc(x - 16, y - 8, 32, 26, 25, 130)
    brush.drawArc(x - 16, y - 18, 32, 26, 205, 130)
    brush.drawOval(x - 5, y - 5, 10, 10)
    brush.drawLine(x - 14, y + 14, x + 14, y - 14)
}

private fun scaled(picture: BufferedImage, width: Int, height: Int): BufferedImage {
    val image = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
    val brush = image.createGraphics()
    brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC)
    val isSmaller = width < picture.width
    val from: Image = if (isSmaller) ImageIcon(picture.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING)).image else picture
    brush.drawImage(from, 0, 0, width, height, null)
    brush.dispose()
    return image
}

private const val SQUARES = 6
private const val VEIL = 70
