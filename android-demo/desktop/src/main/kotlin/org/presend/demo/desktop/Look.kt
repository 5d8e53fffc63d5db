package org.presend.demo.desktop

import com.formdev.flatlaf.FlatDarkLaf
import com.formdev.flatlaf.FlatLightLaf
import java.awt.Color
import javax.swing.AbstractButton
import javax.swing.JComponent
import javax.swing.UIManager
import org.presend.demo.Weight

/** The least that a finger or a shaky hand hits, in pixels. */
internal const val TARGET: Int = 44

/** Light or dark. */
internal object Look {
    var isDark: Boolean = false
        private set

    fun use(dark: Boolean) {
        isDark = dark
        UIManager.put("Component.focusWidth", 2)
        UIManager.put("Component.arc", 12)
        UIManager.put("Component.focusColor", Tone.FOCUS.color)
        UIManager.put("Component.focusedBorderColor", Tone.FOCUS.color)
        for (field in listOf("TextField", "PasswordField")) UIManager.put("$field.placeholderForeground", Tone.QUIET.color)
        UIManager.put("ScrollBar.width", 12)
        if (dark) FlatDarkLaf.setup() else FlatLightLaf.setup()
    }
}

/** The colours, in light and in dark. What is written on which of them is in [Tone.pairs]. */
internal enum class Tone(private val light: Int, private val dark: Int) {
    PAGE(0xEEF2F3, 0x101416),
    PHONE(0xFFFFFF, 0x1A2023),
    SENT(0xD3EEE7, 0x12463D),
    KEPT(0xF1F3F4, 0x272E32),
    NOTICE(0xFFF3D9, 0x372D15),
    TEXT(0x191D1F, 0xECEFF0),
    QUIET(0x475156, 0xBAC4C8),
    LINK(0x00574B, 0x8FE3D3),
    MAIN(0x00695C, 0x86DCCB),
    ON_MAIN(0xFFFFFF, 0x00201B),
    FOCUS(0x1A5FD0, 0x8AB8FF),
    EDGE(0x7A868B, 0x7F8B90),
    ;

    val color: Color get() = Color(if (Look.isDark) dark else light)
    internal val css: String get() = "#%06x".format(if (Look.isDark) dark else light)

    internal companion object {
        val grounds: List<Tone> = listOf(PAGE, PHONE, SENT, KEPT, NOTICE)

        /** What is written on what. */
        val pairs: List<Pair<Tone, Tone>>
            get() = grounds.flatMap { ground -> listOf(TEXT, QUIET, LINK).map { it to ground } } + (ON_MAIN to MAIN)
    }
}

/** A button as its choice weighs: one that is filled, others with an edge, words to read on, and what is quiet and apart. */
internal fun <B : AbstractButton> B.weighing(weight: Weight): B {
    val common = "arc: 22; focusWidth: 2; minimumHeight: $TARGET; disabledText: ${Tone.QUIET.css}; "
    val (type, colours) = when (weight) {
        Weight.MAIN -> null to "background: ${Tone.MAIN.css}; foreground: ${Tone.ON_MAIN.css}; borderWidth: 0; font: bold; " +
            "default.background: ${Tone.MAIN.css}; default.foreground: ${Tone.ON_MAIN.css}; default.borderWidth: 0; " +
            "focusColor: ${Tone.FOCUS.css}; default.focusColor: ${Tone.FOCUS.css}; " +
            "focusedBackground: ${Tone.MAIN.css}; default.focusedBackground: ${Tone.MAIN.css}; " +
            "hoverBackground: ${Tone.MAIN.css}; default.hoverBackground: ${Tone.MAIN.css}"
        Weight.PLAIN -> null to "background: ${Tone.PHONE.css}; foreground: ${Tone.TEXT.css}; borderColor: ${Tone.EDGE.css}"
        Weight.LINK -> "borderless" to "foreground: ${Tone.LINK.css}"
        Weight.APART -> "borderless" to "foreground: ${Tone.QUIET.css}"
    }
    putClientProperty("JButton.buttonType", type)
    putClientProperty("FlatLaf.style", common + colours)
    return this
}

/** Nothing but the colour of what it lies on. */
internal fun <C : JComponent> C.clear(): C = apply { isOpaque = false }
