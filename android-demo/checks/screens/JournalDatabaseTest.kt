package org.presend.demo.android

import org.junit.Assert.assertEquals
import org.junit.Assert.assertThrows
import org.junit.Test
import org.presend.Journal
import org.presend.JournalFacts
import org.presend.KeeperAnswer

/** The journal in a database: chain and state change together, only from the expected state, or not at all. */
class JournalDatabaseTest : OnScreens() {
    private fun JournalDatabase.texts() = state() to chain()

    @Test
    fun `the chain grows with its state, or neither does`() = JournalDatabase(application).use { journal ->
        assertEquals(null to "", journal.texts())
        journal.append(null, "first\n", "state 1")
        journal.append("state 1", "", "state 2")
        journal.append("state 2", "second\n", "state 3")
        assertEquals("state 3" to "first\nsecond\n", journal.texts())
        journal.writableDatabase.execSQL("create trigger broken before insert on state begin select raise(abort, 'no'); end")
        assertThrows(Exception::class.java) { journal.append("state 3", "third\n", "state 4") }
        assertThrows(Exception::class.java) { journal.replace("state 3", "other\n", "state 5") }
        assertEquals("state 3" to "first\nsecond\n", journal.texts())
        journal.writableDatabase.execSQL("drop trigger broken")
        assertEquals(KeeperAnswer.KEPT, journal.replace("state 3", "new\n", "state 6"))
        assertEquals("state 6" to "new\n", journal.texts())
    }

    @Test
    fun `from another state than the expected one nothing changes`() = JournalDatabase(application).use { journal ->
        assertEquals(KeeperAnswer.OTHER_STATE, journal.append("state", "first\n", "state 1"))
        assertEquals(KeeperAnswer.KEPT, journal.append(null, "first\n", "state 1"))
        for (expected in listOf(null, "", "state", "state 0", "state 11")) {
            assertEquals(KeeperAnswer.OTHER_STATE, journal.append(expected, "second\n", "state 2"))
            assertEquals(KeeperAnswer.OTHER_STATE, journal.replace(expected, "second\n", "state 2"))
        }
        assertEquals("state 1" to "first\n", journal.texts())
    }

    @Test
    fun `two connections keep one sound chain`() {
        val keepers = List(2) { JournalDatabase(application) }
        val journals = keepers.map(Journal::keptBy)
        repeat(5) { for (journal in journals) journal.deleteAll() }
        // The first of ten deletions found nothing; each other one the record of the one before.
        for (journal in journals) assertEquals(JournalFacts(1, 0, 9), journal.verify())
        keepers.forEach { it.close() }
    }
}
