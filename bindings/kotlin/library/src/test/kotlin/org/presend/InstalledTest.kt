package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.nio.ByteBuffer

/** A set that one process has installed, opened by another that gets its bytes. */
class InstalledTest {
    private val name = "made-up/images"
    private val pinned = madeSet("pins.txt").readText()
    private val first = ByteBuffer.wrap(madeSet("1.khs").readBytes())

    /** What the vault of a store keeps that has the first set in use. */
    private fun state(): String {
        val vault = MemoryVault()
        runBlocking { SetStore.open(scratch(), listOf(pinned), vault).use { it.install(name, first) } }
        return vault.texts.getValue(name)
    }

    private fun refusedBy(file: ByteBuffer, state: String): String =
        assertThrows(PresendException.Refused::class.java) { KnownSet.installed(file, pinned, state) }.check

    @Test
    fun `the file in use is verified, and finds what the store's own set finds`() {
        val set = KnownSet.installed(first, pinned, state())
        assertEquals(SetRef(name, 1, true), set.reference)
        val listed = madeSet("kit/test-1/original.png")
        AttachmentScanner(listOf(set)).use { scanner ->
            val finding = runBlocking { scanner.scan(listed) }.report.findings.first()
            assertTrue(finding.set.verified && finding.test)
        }
    }

    @Test
    fun `another version, a changed file and a state that is none are refused by name`() {
        assertEquals("RolledBack", refusedBy(ByteBuffer.wrap(madeSet("2.khs").readBytes()), state()))
        // What is last is a section; behind it there are only zeros.
        val changed = first.array().copyOf().also { it[it.indexOfLast { byte -> byte != 0.toByte() }]++ }
        assertEquals("SectionDigest", refusedBy(ByteBuffer.wrap(changed), state()))
        assertEquals("Vault", refusedBy(first, ""))
        assertEquals("NotASet", refusedBy(ByteBuffer.allocate(64), state()))
    }

    @Test
    fun `pins that do not read are refused`() {
        assertThrows(PresendException.BadPins::class.java) { KnownSet.installed(first, "no pins", state()) }
    }
}
