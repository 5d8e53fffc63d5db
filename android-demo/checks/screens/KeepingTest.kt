package org.presend.demo.android

import android.security.keystore.KeyPermanentlyInvalidatedException
import java.io.File
import java.io.IOException
import java.security.InvalidKeyException
import java.security.KeyStoreException
import java.security.ProviderException
import java.security.UnrecoverableKeyException
import javax.crypto.AEADBadTagException
import javax.crypto.IllegalBlockSizeException
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.presend.Journal
import org.presend.PresendException
import org.presend.SetStore

/** The state of the sets in a sealed file: kept, none, lost, or out of reach, and these are not mixed up. */
class KeepingTest : OnScreens() {
    private val folder get() = File(application.noBackupFilesDir, "vault-of-test")
    private val vault get() = KeystoreVault(folder)
    private val files get() = checkNotNull(folder.listFiles()).toList()

    /** What passes, wherever it is thrown. */
    private val passing: List<Pair<At, () -> Throwable>> = At.entries.filter { it != At.NEW_KEY }.flatMap { place ->
        listOf(
            { KeyStoreException("busy") }, { UnrecoverableKeyException("busy") }, { InvalidKeyException("locked") },
            { ProviderException("restarting") }, { IllegalBlockSizeException("restarting") }, { IOException("busy") },
            { IllegalStateException("of an old phone") },
        ).map { place to it }
    }

    private fun failing(failure: Pair<At, () -> Throwable>, test: () -> Unit) {
        FakeKeystore.failing = failure
        test()
        FakeKeystore.failing = null
    }

    @Test
    fun `a state comes back as it was kept, and cannot be read in its file`() {
        assertEquals(null, vault.load("made-up/images"))
        assertEquals("looking makes no key", 0, FakeKeystore.made)
        vault.save("made-up/images", "version one")
        vault.save("made-up/images", "version two")
        assertEquals("version two", vault.load("made-up/images"))
        assertFalse("version" in files.single().readText(Charsets.ISO_8859_1))
        assertEquals(1, FakeKeystore.made)
    }

    @Test
    fun `a state that was changed, cut, or is of another set is lost, and no exception`() {
        vault.save("one", "state")
        val sealed = files.single().readBytes()
        for (at in sealed.indices) {
            files.single().writeBytes(sealed.clone().also { it[at] = (it[at] + 1).toByte() })
            assertEquals("", vault.load("one"))
        }
        for (length in sealed.indices) {
            files.single().writeBytes(sealed.copyOf(length))
            assertEquals("", vault.load("one"))
        }
        files.single().writeBytes(sealed)
        assertEquals("state", vault.load("one"))
        File(folder, "two").writeBytes(sealed)
        assertEquals("", vault.load("two"))
    }

    @Test
    fun `a key that is gone or invalid for good is lost, and the next state has a new one`() {
        val lost = listOf<() -> Unit>(
            { FakeKeystore.forget() },
            { FakeKeystore.failing = At.INIT to { KeyPermanentlyInvalidatedException() } },
            { FakeKeystore.failing = At.FINISH to { AEADBadTagException() } },
        )
        lost.forEachIndexed { number, lose ->
            vault.save("one", "state $number")
            lose()
            assertEquals("", vault.load("one"))
            FakeKeystore.failing = null
        }
        vault.save("one", "state")
        FakeKeystore.forget()
        assertEquals("", vault.load("one"))
        assertEquals("looking makes no key", 2, FakeKeystore.made)
        vault.save("one", "new state")
        assertEquals("new state" to 3, vault.load("one") to FakeKeystore.made)
    }

    @Test
    fun `an invalid key is replaced when the next state is kept`() {
        vault.save("one", "state")
        var times = 0
        // The old key only: the one that takes its place works.
        FakeKeystore.failing = At.INIT to { FakeKeystore.failing = null; times += 1; KeyPermanentlyInvalidatedException() }
        vault.save("one", "new state")
        assertEquals(listOf("new state", 1, 2), listOf(vault.load("one"), times, FakeKeystore.made))
    }

    @Test
    fun `whatever passes is thrown, makes no key, and leaves the state as it is`() {
        vault.save("one", "state")
        val sealed = files.single().readBytes()
        for (failure in passing) failing(failure) {
            assertThrows("$failure", VaultUnavailable::class.java) { vault.load("one") }
            assertThrows("$failure", Exception::class.java) { vault.save("one", "other") }
            assertArrayEquals(sealed, files.single().readBytes())
        }
        assertEquals("state" to 1, vault.load("one") to FakeKeystore.made)
        // No file of this name, and one that is no file.
        assertEquals(null, vault.load("two"))
        File(folder, "three").mkdirs()
        assertThrows(IOException::class.java) { vault.load("three") }
    }

    @Test
    fun `a store does not start over because the Keystore is busy`() {
        val sets = File(application.noBackupFilesDir, "sets-of-test")
        val carried = File(checkNotNull(System.getProperty("presend.demo.files")), "sets")
        val pins = File(carried, "pins.txt").readText()
        val journal = Journal.keptBy(JournalDatabase(application))
        fun open() = runBlocking { SetStore.open(sets, listOf(pins), vault, journal) }
        val name = open().use { store -> store.names.single().also { runBlocking { store.installFile(it, File(carried, "1.khs")) } } }
        val sealed = files.single().readBytes()
        for (failure in passing) failing(failure) {
            assertThrows("$failure", PresendException.Refused::class.java) { open().close() }
        }
        assertArrayEquals(sealed, files.single().readBytes())
        open().use { assertEquals(1L, runBlocking { it.status(name) }.version) }
        assertFalse(" state_lost " in journal.text())
        FakeKeystore.forget()
        open().use { assertEquals(1L, runBlocking { it.status(name) }.version) }
        assertTrue(" state_lost " in journal.text())
    }
}
