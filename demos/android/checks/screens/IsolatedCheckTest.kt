package org.presend.demo.android

import android.os.Bundle
import android.os.ParcelFileDescriptor
import android.os.RemoteException
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.demo.Scenario
import org.presend.demo.Tap

/** Whatever the isolated process does: what was not checked is never taken for clean, and is sent only if the user says so. */
class IsolatedCheckTest : OnScreens() {
    private class Answering(private val answer: () -> Bundle) : IScan.Stub() {
        override fun check(
            pipe: ParcelFileDescriptor, files: Array<ParcelFileDescriptor>, pins: String, state: String?,
            journal: IJournal, reaction: Int, audience: Int,
        ): Bundle = answer()
    }

    private fun clean() = Bundle().apply {
        putInt("way", 0)
        putString("line", "line.checked")
        putString("title", "")
        putStringArray("body", arrayOf("", ""))
        putInt("pause", 0)
        putInt("confirmations", 1)
    }

    private fun notTaken(answer: () -> Bundle) = onMain(Answering(answer)) {
        begin(Scenario.HARMLESS)
        reads(texts["title.could_not_be_checked"])
        reads(texts["stopped.body"])
        assertTrue(phone.app.conversation.messages.isEmpty())
        tap(Tap.SEND)
        reads(texts["line.seen_unchecked"])
    }

    @Test
    fun `a sound answer is taken`() = onMain(Answering(::clean)) {
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        assertEquals(0L, phone.app.conversation.messages.single().number)
    }

    @Test
    fun `a process that died`() = notTaken { throw RemoteException() }

    @Test
    fun `an empty answer`() = notTaken { Bundle() }

    @Test
    fun `an answer that names a text that is not there`() = notTaken { clean().apply { putString("line", "line.mine") } }

    @Test
    fun `an answer in one language`() = notTaken { clean().apply { putStringArray("body", arrayOf("")) } }

    @Test
    fun `an answer that would let the user wait for ever`() = notTaken { clean().apply { putInt("pause", Int.MAX_VALUE) } }

    @Test
    fun `an answer that knows another way out`() = notTaken { clean().apply { putInt("way", 7) } }
}
