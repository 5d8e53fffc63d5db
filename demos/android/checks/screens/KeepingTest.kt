package org.presend.demo.android

import java.io.File
import javax.crypto.spec.SecretKeySpec
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Test

/** What is kept on the phone: the state of the sets in a sealed file, the journal in a database. */
class KeepingTest : OnScreens() {
    private val folder get() = File(application.noBackupFilesDir, "vault-of-test")
    private fun vault(key: Int = 1) = KeystoreVault(folder) { SecretKeySpec(ByteArray(32) { key.toByte() }, "AES") }
    private val files get() = checkNotNull(folder.listFiles()).toList()

    @Test
    fun `a state comes back as it was kept, and cannot be read in its file`() {
        assertEquals(null, vault().load("made-up/images"))
        vault().save("made-up/images", "version one")
        vault().save("made-up/images", "version two")
        assertEquals("version two", vault().load("made-up/images"))
        assertFalse("version" in files.single().readText(Charsets.ISO_8859_1))
    }

    @Test
    fun `a state that was changed, of another set, or sealed with another key is lost, and no exception`() {
        vault().save("one", "state")
        val sealed = files.single().readBytes()
        for (at in sealed.indices) {
            files.single().writeBytes(sealed.clone().also { it[at] = (it[at] + 1).toByte() })
            assertEquals("", vault().load("one"))
        }
        for (length in sealed.indices) {
            files.single().writeBytes(sealed.copyOf(length))
            assertEquals("", vault().load("one"))
        }
        files.single().writeBytes(sealed)
        assertEquals("state", vault().load("one"))
        assertEquals("", vault(key = 2).load("one"))
        File(folder, "two").writeBytes(sealed)
        assertEquals("", vault().load("two"))
    }

    @Test
    fun `the chain of the journal grows with its state, or neither does`() {
        val journal = JournalDatabase(application)
        assertEquals(null to "", journal.state() to journal.chain())
        journal.append("first\n", "state 1")
        journal.append("", "state 2")
        journal.append("second\n", "state 3")
        assertEquals("state 3" to "first\nsecond\n", journal.state() to journal.chain())
        journal.writableDatabase.execSQL("create trigger broken before insert on state begin select raise(abort, 'no'); end")
        assertThrows(Exception::class.java) { journal.append("third\n", "state 4") }
        assertThrows(Exception::class.java) { journal.replace("other\n", "state 5") }
        assertEquals("state 3" to "first\nsecond\n", journal.state() to journal.chain())
        journal.writableDatabase.execSQL("drop trigger broken")
        journal.replace("new\n", "state 6")
        assertEquals("state 6" to "new\n", journal.state() to journal.chain())
        journal.close()
    }
}
