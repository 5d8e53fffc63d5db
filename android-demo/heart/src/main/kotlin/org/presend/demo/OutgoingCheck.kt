package org.presend.demo

/** A check of what is about to be sent. It gets the item and says what it found; it sends nothing. */
public fun interface OutgoingCheck {
    /** `null` if this check has nothing to say about such an item. */
    public suspend fun check(item: Outgoing): Verdict?
}

/** What a check found, in what the flow needs of it. */
public data class Verdict(
    /** What may happen now. */
    val way: Way,
    /** The small line under the message if it is sent, after a notice or without one: a key of the texts. */
    val line: String = "line.seen",
    /** Known material, or what may be: its picture is covered until it is asked for. */
    val found: Boolean = false,
    /** The title of the notice, a key of the texts. */
    val title: String = "",
    /** What the user reads on the notice. */
    val body: Words = Words(),
    /** What is asked before "send anyway". */
    val friction: Friction = Friction(0, 1),
    /** The text as it was probably meant. */
    val correction: String? = null,
    /** Why, for whoever wants to know. */
    val why: Explanation? = null,
)

/** What may happen after a check. */
public enum class Way {
    /** It is sent, with a small line. */
    SEND,
    /** The user is told, and chooses. */
    TELL,
    /** It is not sent. */
    STOP,
}

/** What is asked of the user before "send anyway". */
public data class Friction(val pauseSeconds: Int, val confirmations: Int)

/** The explanation of a verdict at three levels. */
public data class Explanation(val user: Words, val engineer: Words, val auditor: Words)
