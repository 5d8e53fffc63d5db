package org.presend.demo

/** What the app shows after a tap on "send". Texts are ready to be shown; nothing is left to decide. */
public sealed interface Screen {
    /** It went out; `line` stands small under the message. */
    public data class Sent(val line: String) : Screen

    /** It was not sent; `line` says so. */
    public data class Kept(val line: String) : Screen

    /** Something about the list, and not about a message. */
    public data class News(val line: String) : Screen

    /** The user is told, and chooses. The message has not been sent. */
    public data class Notice(
        val item: Outgoing,
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

/** A paragraph with its heading, which may be empty. */
public data class Paragraph(val heading: String, val text: String)

/** Something the user can tap. */
public data class Choice(val action: Tap, val label: String, val friction: Friction = Friction(0, 1))

/** What a tap does. */
public enum class Tap { DELETE, KEEP, HELP, WHY, CORRECT, SEND, BACK, EXPORT }
