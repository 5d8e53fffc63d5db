package org.presend

import org.presend.internal.Friction as RawFriction
import org.presend.internal.Notice as RawNotice

/** What the user is told. The words are the app's, or those of [Checked.explain]. */
public data class Notice(
    /** Which message, to choose the app's words by. */
    public val key: MessageKey,
    /** Why it could not be checked; null if it could. */
    public val undecided: UndecidedReason?,
)

/** Which message: what the report came to, in the terms of a person who sends. */
public enum class MessageKey {
    /** Nothing known was found. */
    NOTHING_FOUND,

    /** It is known material: digests of its bytes are on a list. */
    KNOWN_MATERIAL,

    /** A link of the message is on a list. */
    KNOWN_LINK,

    /** It closely resembles known material: [Evidence.PERCEPTUAL]. */
    RESEMBLES_KNOWN_MATERIAL,

    /** It may resemble known material: [Evidence.BORDERLINE]. */
    MAY_RESEMBLE_KNOWN_MATERIAL,

    /** It may show known material in another form: [Evidence.EDITED]. */
    MAY_BE_EDIT_OF_KNOWN_MATERIAL,

    /** Nothing but harmless test pictures was found. */
    TEST_MATERIAL,

    /** Nothing known was found, and a check of the app's own has a remark. */
    OWN_REMARK,

    /** It could not be checked. */
    COULD_NOT_BE_CHECKED,
}

/**
 * What is asked of the user before "send anyway".
 *
 * @property pauseSeconds how long it stays disabled, 0 to 255 seconds.
 * @property confirmations how often the user confirms, 1 to 255; 0 counts as once.
 */
public data class Friction @JvmOverloads constructor(public val pauseSeconds: Int = 0, public val confirmations: Int = 1) {
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
