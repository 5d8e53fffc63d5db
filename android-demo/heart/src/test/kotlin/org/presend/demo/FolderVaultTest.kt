package org.presend.demo

import java.io.IOException
import java.nio.file.Files
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlinx.coroutines.runBlocking
import org.presend.Journal
import org.presend.SetStore

/** The state of a set in a folder: the last one that was saved, none, lost, or out of reach, and these are not mixed up. */
class FolderVaultTest {
    private val folder = Files.createTempDirectory("presend-vault").resolve("vault")
    private val vault = FolderVault(folder)

    @Test
    fun `what was saved last is there, and nothing else is left behind`() {
        assertEquals(null, vault.load("made-up/images"))
        for (text in listOf("version 1", "", "version 2")) {
            vault.save("made-up/images", text)
            assertEquals(text, vault.load("made-up/images"))
        }
        vault.save("next", "other")
        assertEquals("version 2", vault.load("made-up/images"))
        assertEquals(listOf("made-up_images", "next"), folder.toFile().list()?.sorted())
    }

    @Test
    fun `what cannot be read is no lost state`() {
        Files.createDirectories(folder.resolve("made-up_images"))
        assertFailsWith<IOException> { vault.load("made-up/images") }
    }

    @Test
    fun `text that is damaged is lost, and the store goes on from its files and says so`() {
        val sets = Files.createTempDirectory("presend-sets")
        val journal = Journal.inFolder(Files.createTempDirectory("presend-journal").toFile())
        fun version() = runBlocking {
            val pins = Files.readString(files.resolve("sets/pins.txt"))
            SetStore.open(sets.toFile(), listOf(pins), vault, journal).use { store ->
                val name = store.names.single()
                if (store.status(name).version == null) store.installFile(name, files.resolve("sets/1.khs").toFile())
                store.status(name).version
            }
        }
        assertEquals(1L, version())
        Files.write(folder.resolve("made-up_images"), byteArrayOf(0xC3.toByte(), 0x28))
        assertEquals(1L, version())
        assertEquals(1, journal.text().lines().count { " state_lost " in it })
    }
}
