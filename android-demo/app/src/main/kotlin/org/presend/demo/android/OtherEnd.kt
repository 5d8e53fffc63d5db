package org.presend.demo.android

import org.presend.demo.Conversation
import org.presend.demo.Session
import org.presend.demo.newKeyPair

/** A conversation whose other end, in this process, reads every message. Nothing goes anywhere. */
internal fun newConversation(): Conversation {
    val (own, other) = newKeyPair() to newKeyPair()
    val received = Session.between(other, own.public)
    return Conversation(Session.between(own, other.public)) { received.open(it.number, it.ciphertext) }
}
