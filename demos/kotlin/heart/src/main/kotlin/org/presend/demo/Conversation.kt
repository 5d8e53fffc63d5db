package org.presend.demo

/** What a person is about to send. */
public sealed interface Outgoing {
    /** The very bytes that are encrypted. */
    public val bytes: ByteArray

    /** A picture or any other file. */
    public class Attachment(public val name: String, override val bytes: ByteArray) : Outgoing

    /** A text. */
    public class Text(public val text: String) : Outgoing {
        override val bytes: ByteArray get() = text.toByteArray()
    }
}

/** A message that went out, as the sender sees it. */
public class SentMessage(public val item: Outgoing, public val number: Long, public val line: String)

/** What is on the wire: all that anybody else gets. */
public class Sealed(public val number: Long, public val ciphertext: ByteArray)

/** A conversation: it encrypts and sends, and knows nothing of any check. */
public class Conversation(private val session: Session, private val deliver: (Sealed) -> Unit) {
    private val sent = mutableListOf<SentMessage>()

    /** The messages that went out, oldest first. */
    public val messages: List<SentMessage> get() = sent.toList()

    /** Encrypts and sends. `line` stands small under the message. */
    public fun send(item: Outgoing, line: String) {
        val number = sent.size.toLong()
        deliver(Sealed(number, session.seal(number, item.bytes)))
        sent += SentMessage(item, number, line)
    }
}
