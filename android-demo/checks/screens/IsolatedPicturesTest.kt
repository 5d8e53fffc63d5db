package org.presend.demo.android

import android.os.ParcelFileDescriptor
import android.os.RemoteException
import java.io.File
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.PictureHashes
import org.presend.demo.Reaction
import org.presend.demo.Scenario
import org.presend.demo.Tap

/**
 * Whatever the isolated process does: what was not checked is never taken for clean, is sent only if the user says so, and
 * stands in the journal, which that process cannot reach.
 */
class IsolatedPicturesTest : OnScreens() {
    private class Answering(private val answer: () -> ByteArray?) : IScan.Stub() {
        override fun hash(pipe: ParcelFileDescriptor): ByteArray? = answer()
    }

    private fun carried(name: String) = File(checkNotNull(System.getProperty("presend.demo.files")), name).readBytes()

    private val honest by lazy { PictureHashes.of(carried("photos/coffee.jpg")) }
    private val listed by lazy { PictureHashes.of(carried("kit/original.png")) }

    private fun answering(text: String) = Answering { text.toByteArray() }

    /** The records are sound, and so many scans came to this. */
    private fun Driven<MainActivity>.check(clean: Int, matched: Int, undecided: Int) {
        begin(Scenario.CHECKED)
        reads(texts["checked.counts", clean, matched, 0, undecided])
        reads(texts["checked.verified", 0].substringBefore('0'))
    }

    private fun notTaken(answer: () -> ByteArray?) = onMain(Answering(answer)) {
        begin(Scenario.HARMLESS)
        reads(texts["title.could_not_be_checked"])
        assertTrue(phone.app.conversation.messages.isEmpty())
        tap(Tap.SEND)
        reads(texts["line.seen_unchecked"])
        check(clean = 0, matched = 0, undecided = 1)
    }

    @Test
    fun `a sound answer is taken`() = onMain(answering(honest)) {
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        assertEquals(0L, phone.app.conversation.messages.single().number)
        check(clean = 1, matched = 0, undecided = 0)
    }

    @Test
    fun `a process that died`() = notTaken { throw RemoteException() }

    @Test
    fun `a process that fails in a way of its own`() = notTaken { throw IllegalStateException("made up") }

    @Test
    fun `no answer`() = notTaken { null }

    @Test
    fun `an empty answer`() = notTaken { ByteArray(0) }

    @Test
    fun `an answer that is no text`() = notTaken { ByteArray(1_000) { it.toByte() } }

    @Test
    fun `an answer that ends too early`() = notTaken { honest.dropLast(1).toByteArray() }

    @Test
    fun `an answer with something behind it`() = notTaken { "$honest\nframe".toByteArray() }

    @Test
    fun `an answer without a picture`() = notTaken { honest.substringBefore("frame").toByteArray() }

    @Test
    fun `an answer with more frames than there may be`() =
        notTaken { (honest + "frame${honest.substringAfter("frame")}".repeat(300)).toByteArray() }

    /** Of these the policy would ask less. */
    private fun notTaken(reason: String) = notTaken { honest.replace("undecided none", "undecided $reason").toByteArray() }

    @Test
    fun `an answer that there were no bytes`() = notTaken("empty")

    @Test
    fun `an answer that there is no list`() = notTaken("no_usable_set")

    @Test
    fun `an answer that it is no picture`() = notTaken("unopened_container")

    @Test
    fun `an answer with a reason that is none`() = notTaken("mine")

    @Test
    fun `a picture that a lie calls listed is found by picture, and stopped by no more than the policy asks`() = onMain(answering(listed)) {
        begin(Scenario.HARMLESS)
        reads(texts["title.test_material"])
        tap(Tap.WHY)
        tap(Tap.DETAILS)
        reads("finding: perceptual")
        assertTrue(words().none { "finding: exact" in it })
        tap(Tap.BACK)
        tap(Tap.SEND)
        reads(texts["line.seen"])
        check(clean = 0, matched = 1, undecided = 0)
    }

    @Test
    fun `a lie does not hide what is listed by its bytes`() = onMain(answering(honest)) {
        phone.app.settings.reaction = Reaction.BLOCK
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        tap(Tap.KEEP)
        reads(texts["line.kept"])
        check(clean = 0, matched = 1, undecided = 0)
    }
}
