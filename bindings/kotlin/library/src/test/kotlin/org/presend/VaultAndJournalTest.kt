package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.io.IOException
import java.time.LocalDate

/** What an app lends to keep things in, when it works and when it does not. */
class VaultAndJournalTest {
    private val thrown = listOf(IOException("made up"), IllegalStateException("undeclared"), AssertionError("an error"))

    @Test
    fun `a vault that throws leaves the old set active, and the store usable`() {
        val (vault, folder) = MemoryVault() to scratch()
        for (failure in thrown) {
            vault.fails = failure
            assertEquals("Vault", refusedBy { openStore(vault, folder) })
        }
        vault.fails = null
        openStore(vault, folder).installed("1.khs").use { store ->
            for (failure in thrown) {
                vault.fails = failure
                assertEquals("Vault", refusedBy { store.installFile(SET, madeSet("2.khs")) })
            }
            vault.fails = null
            assertEquals(1L, runBlocking { store.status(SET) }.version)
            assertEquals(2L, runBlocking { store.installed("2.khs").status(SET) }.version)
        }
        openStore(vault, folder).use { assertEquals(2L, runBlocking { it.status(SET) }.version) }
    }

    @Test
    fun `a folder keeps the state on a desktop, and a journal is told of sets`() {
        val (sets, state, kept) = List(3) { scratch() }
        val journal = Journal.inFolder(kept)
        val open = { runBlocking { SetStore.openOnDesktop(sets, pins, state, journal) } }
        open().installed("1.khs").use { store ->
            assertTrue(refusedBy { store.installFile(SET, madeSet("cut.khs")) }.isNotEmpty())
        }
        open().use { assertEquals(1L, runBlocking { it.status(SET) }.version) }
        assertTrue(" set_change " in journal.text() && " set_refused " in journal.text(), journal.text())
    }

    @Test
    fun `a warning is recorded, and the rest is counted`() {
        val keeper = MemoryKeeper()
        for (journal in listOf(Journal.inFolder(scratch()), Journal.keptBy(keeper))) {
            demoScanner(settings = settings(journal = journal)).use { scanner ->
                assertEquals(Recorded.Yes, scanner.scanPicture().recorded)
                assertEquals(Recorded.NotNeeded, runBlocking { scanner.scan("plain text".toByteArray()) }.recorded)
            }
            assertEquals(JournalFacts(1, 0, 0), journal.verify())
            assertTrue(" warn match exact " in journal.text(), journal.text())
            journal.deleteAll(fixed)
            assertEquals(1L to 1L, journal.verify().run { records to deleted })
        }
        assertTrue(keeper.texts.run { first.isNotEmpty() && second != null })
    }

    @Test
    fun `a journal is read as values, day by day`() {
        val journal = Journal.inFolder(scratch())
        demoScanner(settings = settings(journal = journal)).use { scanner ->
            scanner.scanPicture()
            runBlocking { scanner.scan("plain text".toByteArray()) }
        }
        val today = LocalDate.ofEpochDay(fixed.nowUnixSeconds() / 86_400)
        val set = SetRef("demo", 0, verified = false)
        val warned = JournalEvent.Decided(
            Action.WARN, Outcome.Match, DecidedBy.POLICY, JournalFinding(Evidence.EXACT, set), emptyList(),
        )
        val day = journal.days().single()
        assertEquals(today to JournalCounts(1, 1, 0, 0, 0), day.day to day.counts)
        assertEquals(listOf(warned), day.records.map { it.event })
        assertTrue(day.records.single().policy!!.matches(Regex("[0-9a-f]{64}")))
        journal.deleteAll(fixed)
        assertEquals(listOf(JournalEvent.Deleted(1)), journal.records().map { it.event })
        assertEquals(listOf(0L to today), journal.records().map { it.index to it.day })
    }

    @Test
    fun `a keeper that throws shows in what was recorded, and the decision stands`() {
        val keeper = MemoryKeeper()
        demoScanner(settings = settings(journal = Journal.keptBy(keeper))).use { scanner ->
            for (failure in thrown) {
                keeper.fails = failure
                val checked = scanner.scanPicture()
                assertTrue(checked.recorded is Recorded.Failed, "$failure: ${checked.recorded}")
                assertTrue(checked.decision is Decision.Warn)
            }
            keeper.fails = null
            assertEquals(Recorded.Yes, scanner.scanPicture().recorded)
        }
    }

    @Test
    fun `a changed record is named`() {
        val keeper = MemoryKeeper()
        val journal = Journal.keptBy(keeper)
        demoScanner(settings = settings(journal = journal)).use { it.scanPicture() }
        keeper.texts = keeper.texts.run { first.replace(" warn ", " allow ") to second }
        val failure = assertThrows(PresendException.JournalFailed::class.java) { journal.verify() }
        assertTrue("record 0 " in failure.message!!, failure.message)
        assertThrows(PresendException.JournalFailed::class.java) { Journal.inFolder(File("/dev/null/journal")) }
    }
}
