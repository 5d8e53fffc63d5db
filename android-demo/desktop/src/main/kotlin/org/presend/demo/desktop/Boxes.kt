package org.presend.demo.desktop

import java.awt.Color
import java.awt.Dimension
import java.awt.Font
import java.awt.Graphics
import java.awt.Graphics2D
import java.awt.GridBagConstraints
import java.awt.GridBagLayout
import java.awt.Insets
import java.awt.LayoutManager
import java.awt.RenderingHints
import javax.swing.JComponent
import javax.swing.JPanel
import javax.swing.JTextArea
import javax.swing.UIManager

// What the window is put together from.

/** A panel with round corners, which children may take for their ground. */
internal open class Rounded(private val ground: Color, layout: LayoutManager, private val edge: Color? = null) : JPanel(layout) {
    init {
        background = ground
        isOpaque = false
    }

    override fun paintComponent(graphics: Graphics) {
        val brush = graphics.create() as Graphics2D
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON)
        brush.color = ground
        brush.fillRoundRect(0, 0, width - 1, height - 1, ARC, ARC)
        edge?.let {
            brush.color = it
            brush.drawRoundRect(0, 0, width - 1, height - 1, ARC, ARC)
        }
        brush.dispose()
    }

    private companion object {
        const val ARC = 24
    }
}

/** Below each other, each as wide as the column. */
internal fun column(vararg parts: JComponent?, gap: Int = 8): JPanel = stacked(JPanel(GridBagLayout()).clear(), parts.filterNotNull(), gap)

internal fun <P : JPanel> stacked(panel: P, parts: List<JComponent>, gap: Int = 8): P = panel.apply {
    parts.forEachIndexed { at, part ->
        val place = GridBagConstraints().apply {
            gridx = 0
            weightx = 1.0
            fill = GridBagConstraints.HORIZONTAL
            anchor = GridBagConstraints.NORTH
            insets = Insets(if (at == 0) 0 else gap, 0, 0, 0)
        }
        add(part, place)
    }
}

/** A text of several lines, as wide as it is told. A wrapped text has no width of its own until it is shown. */
internal fun words(text: String, size: Float = 14f, bold: Boolean = false, wide: Int = 380, tone: Tone = Tone.TEXT): JTextArea =
    JTextArea(text).apply {
        isEditable = false
        isFocusable = false
        lineWrap = true
        wrapStyleWord = true
        isOpaque = false
        border = null
        font = UIManager.getFont("Label.font").deriveFont(if (bold) Font.BOLD else Font.PLAIN, size)
        foreground = tone.color
        setSize(wide, Short.MAX_VALUE.toInt())
        preferredSize = Dimension(wide, preferredSize.height)
        minimumSize = preferredSize
    }

/** A label or button of one part shows its text on more than one line only if it is HTML. */
internal fun wrapped(text: String): String = "<html>" + text.replace("&", "&amp;").replace("<", "&lt;")
