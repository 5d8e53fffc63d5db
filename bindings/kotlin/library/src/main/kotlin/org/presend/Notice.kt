package org.presend

import org.presend.internal.Friction as RawFriction
import org.presend.internal.Notice as RawNotice

/** What the user is told. The words are the app's, or those of [Checked.explain]. */
public data class Notice(
    /** Which message. */
    public val key: MessageKey,
    /** Why it could not be checked. */
    public val undecided: Undecided?,
)

/** Which message. */
public enum class MessageKey {
    /** Nothing known was found. */
    NOTHING_FOUND,

    /** It is known material. */
    KNOWN_MATERIAL,

    /** It closely resembles known material. */
    RESEMBLES_KNOWN_MATERIAL,

    /** It may resemble known material. */
    MAY_RESEMBLE_KNOWN_MATERIAL,

    /** It is a harmless test picture. */
    TEST_MATERIAL,

    /** It could not be checked. */
    COULD_NOT_BE_CHECKED,
}

/**
 * What is asked of the user before "send anyway".
 *
 * @property pauseSeconds how long it stays disabled, 0 to 255 seconds.
 * @property confirmations how often the user confirms, 1 to 255; 0 counts as once.
 */
public data class Friction(public val pauseSeconds: Int = 0, public val confirmations: Int = 1) {
    init {
        require(pauseSeconds in 0..MOST && confirmations in 0..MOST) { "friction is counted from 0 to $MOST" }
    }

    private companion object {
        const val MOST = 255
    }
}

internal fun RawNotice.lifted(): Notice = Notice(key.same(), undecided?.lifted())

internal fun RawFriction.lifted(): Friction = Friction(pauseSeconds.toInt(), confirmations.toInt())

internal fun Friction.lowered(): RawFriction = RawFriction(pauseSeconds.toUByte(), confirmations.toUByte())
