package org.presend.demo

import java.time.Instant

/** What a person is about to send, or to see. */
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

/** A message as the sender sees it. */
public class Message(
    public val item: Outgoing,
    /** Its number on the wire; `null` if it was not sent. */
    public val number: Long?,
    /** The small line under it, a key of the texts. */
    public val line: String,
    /** Its place in the conversation, from 0. */
    public val id: Int,
    /** When it was written. */
    public val at: Instant,
    /** Something was found in it. */
    public val found: Boolean,
    /** It came from the other end. */
    public val isReceived: Boolean,
) {
    /** Its picture is covered until it is asked for. */
    public val startsCovered: Boolean get() = found && item is Outgoing.Attachment || isReceived
}

/** What is on the wire: all that anybody else gets. */
public class Sealed(public val number: Long, public val ciphertext: ByteArray)

/** A conversation: it encrypts and sends, and knows nothing of any check. */
public class Conversation(
    private val session: Session,
    private val now: () -> Instant = Instant::now,
    private val deliver: (Sealed) -> Unit,
) {
    private val all = mutableListOf<Message>()
    private var unused = 0L

    /** The messages, oldest first, with those that were not sent. */
    public val messages: List<Message> get() = all.toList()

    /** Encrypts and sends. `line` stands small under the message. */
    public fun send(item: Outgoing, line: String, found: Boolean = false) {
        // Used up even if it cannot be delivered: no two messages are sealed with one number.
        val number = unused++
        deliver(Sealed(number, session.seal(number, item.bytes)))
        add(item, number, line, found)
    }

    /** Keeps what was not sent, for its sender to see. */
    public fun keep(item: Outgoing, line: String, found: Boolean = false): Unit = add(item, null, line, found)

    /** What came from the other end, decrypted. */
    public fun receive(item: Outgoing, line: String): Unit = add(item, null, line, found = false, isReceived = true)

    private fun add(item: Outgoing, number: Long?, line: String, found: Boolean, isReceived: Boolean = false) {
        all += Message(item, number, line, all.size, now(), found, isReceived)
    }
}
