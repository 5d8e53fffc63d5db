package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.Executors

/** Journals that share a keeper keep one sound chain; one that another process broke is named and never continued. */
class SharedJournalTest {
    private fun scanner(journal: Journal) = demoScanner(settings = settings(journal = journal))

    @Test
    fun `threads with a journal each lose no record and no count`() {
        val keeper = MemoryKeeper()
        val threads = Executors.newFixedThreadPool(THREADS)
        val done = List(THREADS) {
            threads.submit {
                scanner(Journal.keptBy(keeper)).use { scanner ->
                    repeat(SCANS) {
                        assertEquals(Recorded.Yes, scanner.scanPicture().recorded)
                        val text = runBlocking { scanner.scan("plain text".toByteArray()) }
                        assertEquals(Recorded.NotNeeded, text.recorded)
                    }
                }
            }
        }
        done.forEach { it.get() }
        threads.shutdown()
        val journal = Journal.keptBy(keeper)
        assertEquals(JournalFacts((THREADS * SCANS).toLong(), 0, 0), journal.verify())
        assertEquals(JournalCounts(40, 40, 0, 0, 0), journal.counts())
    }

    @Test
    fun `another journal may be first, with a record or with a deletion`() {
        val keeper = MemoryKeeper()
        val (journal, other) = Journal.keptBy(keeper) to Journal.keptBy(keeper)
        scanner(journal).use { own ->
            scanner(other).use { others ->
                keeper.intruder = { others.scanPicture() }
                assertEquals(Recorded.Yes, own.scanPicture().recorded)
                assertEquals(2L, journal.verify().records)
                keeper.intruder = { other.deleteAll(fixed) }
                assertEquals(Recorded.Yes, own.scanPicture().recorded)
                assertEquals(JournalFacts(2, 0, 2), journal.verify())
                assertEquals(journal.verify(), other.verify())
            }
        }
    }

    @Test
    fun `what another process broke is named, and nothing is written after it`() {
        val keeper = MemoryKeeper()
        val journal = Journal.keptBy(keeper)
        scanner(journal).use { scanner ->
            scanner.scanPicture()
            val older = keeper.texts
            scanner.scanPicture()
            val newer = keeper.texts
            val broken = listOf(
                newer.first to "nonsense", newer.first to null, newer.first to older.second, older,
                newer.first + "nonsense\n" to newer.second,
            )
            for (texts in broken) {
                keeper.texts = texts
                assertTrue(scanner.scanPicture().recorded is Recorded.Failed)
                assertEquals(texts, keeper.texts)
                assertThrows(PresendException.JournalFailed::class.java) { journal.verify() }
            }
        }
        journal.deleteAll(fixed)
        assertEquals(JournalFacts(1, 0, 2), journal.verify())
    }

    private companion object {
        const val THREADS = 4
        const val SCANS = 10
    }
}
