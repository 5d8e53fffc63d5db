package org.presend

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import kotlinx.coroutines.flow.collectLatest
import org.presend.internal.isInLink

/** How long nobody must have typed before a text is checked, in milliseconds. */
internal const val QUIET_MILLIS: Long = 250

/**
 * What stands in a field that somebody types into. It never shows its text.
 *
 * @property text all of it.
 * @property cursor how many UTF-16 units stand before the cursor, as `selectionEnd` of a text field has it.
 * @throws IllegalArgumentException if the cursor is not in the text.
 */
public class TypedText @JvmOverloads constructor(public val text: String, public val cursor: Int = text.length) {
    init {
        require(cursor in 0..text.length) { "the cursor is not in the text" }
    }

    /** True while what is typed next may change a link. */
    internal fun isInLink(): Boolean = calling { isInLink(text.substring(0, cursor), text.substring(cursor)) }

    override fun toString(): String = "TypedText(..)"
}

/** What a text came to that was still in the field when its scan was done. It never shows its text. */
public class CheckedText internal constructor(
    /** The text. */
    public val text: String,
    /** What it came to. */
    public val checked: Checked,
) {
    override fun toString(): String = "CheckedText(.., $checked)"
}

/**
 * Checks the links of a text while it is written: when nothing changed for [quietMillis] and the cursor has left the link.
 * [typed] is each state of the field. A newer one cancels the scan of an older one, and only what the newest text came to
 * is emitted, once. Collect both on the thread that draws: then no older result is seen after a newer text.
 *
 * It is a hint, and does not replace [AttachmentScanner.scanText] before the message is sent.
 */
public fun AttachmentScanner.scanTyped(typed: Flow<TypedText>, quietMillis: Long = QUIET_MILLIS): Flow<CheckedText> {
    require(quietMillis >= 0) { "a time is not negative" }
    return channelFlow {
        // The text whose result was emitted; the cursor may still move in it.
        var told: String? = null
        typed.collectLatest { now ->
            if (now.text == told) return@collectLatest
            told = null
            delay(quietMillis)
            if (now.isInLink()) return@collectLatest
            send(CheckedText(now.text, scanText(now.text)))
            told = now.text
        }
    }.buffer(Channel.RENDEZVOUS)
}
