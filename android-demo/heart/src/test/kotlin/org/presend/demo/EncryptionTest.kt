package org.presend.demo

import java.io.IOException
import java.nio.file.Files
import javax.crypto.AEADBadTagException
import kotlin.test.Test
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith

/** The check leaves encryption as it is. */
class EncryptionTest {
    private val picture = Outgoing.Attachment("coffee.jpg", Files.readAllBytes(files.resolve("photos/coffee.jpg")))

    @Test
    fun `with the check, without it and before it was there, the ciphertext is the same`() = demo { demo ->
        // What a messenger without Presend sends: the same key, the same number.
        val before = mutableListOf<Sealed>()
        demo.conversation(before).send(picture, "")
        demo.app.attach(files.resolve("photos/coffee.jpg"))
        assertContentEquals(before.single().ciphertext, demo.wire.single().ciphertext)

        demo.app.settings.checks = false
        demo.conversation(before).apply { send(picture, ""); send(picture, "") }
        demo.app.attach(files.resolve("photos/coffee.jpg"))
        assertContentEquals(before.last().ciphertext, demo.wire.last().ciphertext)
        assertEquals(before.last().number, demo.wire.last().number)
    }

    @Test
    fun `a changed bit is refused, and another number gives other bytes`() {
        val session = Session(ByteArray(32))
        val sealed = session.seal(1, picture.bytes)
        assertContentEquals(picture.bytes, session.open(1, sealed))
        assertEquals(false, sealed.contentEquals(session.seal(2, picture.bytes)))
        sealed[100] = (sealed[100] + 1).toByte()
        assertFailsWith<AEADBadTagException> { session.open(1, sealed) }
    }

    @Test
    fun `a number is not used again for another message, even if the first was not delivered`() {
        val numbers = mutableListOf<Long>()
        val conversation = Conversation(Session(ByteArray(32))) { sealed ->
            numbers += sealed.number
            if (numbers.size == 1) throw IOException("no connection")
        }
        assertFailsWith<IOException> { conversation.send(picture, "line.checked") }
        conversation.send(Outgoing.Text("another"), "line.checked")
        assertEquals(listOf(0L, 1L), numbers)
        assertEquals(listOf<Long?>(1L), conversation.messages.map { it.number })
    }

    @Test
    fun `both ends agree on a key, and a third does not`() {
        val (one, other, third) = List(3) { newKeyPair() }
        val sealed = Session.between(one, other.public).seal(7, picture.bytes)
        assertContentEquals(picture.bytes, Session.between(other, one.public).open(7, sealed))
        assertFailsWith<AEADBadTagException> { Session.between(third, one.public).open(7, sealed) }
    }
}
