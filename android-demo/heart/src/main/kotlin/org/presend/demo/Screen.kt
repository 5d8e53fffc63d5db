package org.presend.demo

/** What the app shows after a tap on "send". Texts are ready to be shown; nothing is left to decide. */
public sealed interface Screen {
    /** It went out; `line` stands small under the message. */
    public data class Sent(val line: String) : Screen

    /** It was not sent; `line` says so. */
    public data class Kept(val line: String) : Screen

    /** Something that is about no message of this conversation. */
    public data class News(val line: String) : Screen

    /** The user is told, and chooses. The message has not been sent. */
    public data class Notice(
        val item: Outgoing,
        val title: String,
        val body: String,
        val choices: List<Choice>,
        /** What keeps the picture from view; `null` if nothing was found in it. */
        val cover: Cover?,
    ) : Screen

    /** The user is asked once more. It is shown at another place than what led to it, so that no tap is made twice. */
    public data class Question(
        val title: String,
        val body: String,
        val choices: List<Choice>,
    ) : Screen

    /** Something to read, and what can be tapped below it. */
    public data class Reading(
        val title: String,
        val paragraphs: List<Paragraph>,
        val choices: List<Choice>,
    ) : Screen
}

/** What was found is not looked at by accident. `choice` lifts the cover, or puts it back. */
public data class Cover(val isOn: Boolean, val line: String, val choice: Choice)

/** A paragraph with its heading, which may be empty. */
public data class Paragraph(val heading: String, val text: String, val mark: Mark = Mark.NONE)

/** The small sign before a paragraph. */
public enum class Mark(public val sign: String) {
    NONE(""), CLEAN("\u2713"), FOUND("!"), UNDECIDED("?"), LIST("\u2261"),
}

/** Something the user can tap. */
public data class Choice(
    val action: Tap,
    val label: String,
    val weight: Weight = Weight.PLAIN,
    val friction: Friction = Friction(0, 1),
)

/** How much a choice is made of. At most one of a screen is the main one. */
public enum class Weight {
    /** The one filled button: a safe way out. */
    MAIN,
    /** A button. */
    PLAIN,
    /** Words that lead to something to read. */
    LINK,
    /** Possible, but quiet and apart from the others. */
    APART,
}

/** What a tap does. */
public enum class Tap { DELETE, KEEP, CORRECT, HELP, TRUST, WHY, DETAILS, SHOW, COVER, SEND, BACK, EXPORT, FORGET }
