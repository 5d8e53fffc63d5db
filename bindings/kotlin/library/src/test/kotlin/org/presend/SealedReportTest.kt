package org.presend

import java.io.File
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The way to a sealed report, and every way that does not lead there. */
class SealedReportTest {
    private val begin = 1_800_000_000L
    private val day = 86_400L
    private val later = begin + 2 * day
    private val desk = AppealDesk("https://office.example/contest")

    private fun made(name: String): File = property("reports").resolve(name)

    private fun at(seconds: Long) = UnixClock { seconds }

    private inner class Phone(file: String = "1.khs", pins: String = "pins.txt") : AutoCloseable {
        val store = runBlocking {
            SetStore.open(scratch(), listOf(made(pins).readText()), MemoryVault(), clock = at(begin))
                .apply { installFile(SET, made(file)) }
        }
        val journal = Journal.inFolder(scratch())

        fun send(
            file: Int, now: Long, desk: AppealDesk? = this@SealedReportTest.desk, journal: Journal? = this.journal,
            policy: Policy = Policy.ReportCandidate,
        ): Checked = runBlocking {
            val settings = ScannerSettings(journal = journal, clock = at(now), appealDesk = desk)
            store.scanner(policy, settings).use { it.scan(made("file-$file")) }
        }

        fun reached(): ThresholdReached {
            assertNull(send(1, begin).thresholdReached())
            assertNull(send(2, begin + day).thresholdReached())
            return checkNotNull(send(3, later).thresholdReached())
        }

        fun shown(): NoticeShown = runBlocking { reached().notice(at(later)).shown(at(later)) }

        fun pending(): Int = runBlocking { store.pending(SET).size }

        fun events(): List<JournalEvent> = journal.records().map { it.event }

        override fun close(): Unit = store.close()
    }

    private fun refused(block: suspend () -> Unit): String =
        assertThrows(PresendException.NoReport::class.java) { runBlocking { block() } }.reason

    @Test
    fun `threshold, notice and consent make one report`() {
        Phone().use { phone ->
            val notice = runBlocking { phone.reached().notice(at(later)) }
            val facts = notice.facts
            assertEquals(listOf(SET, "office.example", desk.address), facts.run { listOf(set, recipient, appealDesk) })
            assertEquals(3L to 30L, facts.findings to facts.windowDays)
            for (language in ExplainLanguage.entries) assertTrue(notice.text(language).contains(facts.appeal))
            val shown = runBlocking { notice.shown(at(later)) }
            assertEquals(3, phone.pending())
            val report = runBlocking { shown.seal(at(later)) }
            assertEquals(4208 to facts.appeal, report.bytes.size to report.appeal)
            assertArrayEquals("PKRP".toByteArray(), report.bytes.copyOf(4))
            assertEquals(0, phone.pending())
            val set = SetRef(SET, 1, true)
            val steps = listOf(JournalEvent.NoticeShown(set), JournalEvent.ReportSealed(set, facts.appeal))
            assertEquals(steps, phone.events().takeLast(2))
            assertEquals("Spent", refused { shown.seal(at(later)) })
            assertEquals("Spent", refused { shown.decline(at(later)) })
            assertEquals("Spent", refused { notice.shown(at(later)) })
        }
    }

    @Test
    fun `a decline is a decline`() {
        Phone().use { phone ->
            val shown = phone.shown()
            runBlocking { shown.decline(at(later)) }
            assertEquals(0 to JournalEvent.ReportDeclined(SetRef(SET, 1, true)), phone.pending() to phone.events().last())
            assertEquals("Spent", refused { shown.seal(at(later)) })
            assertNull(phone.send(4, later).thresholdReached())
        }
    }

    @Test
    fun `below the threshold and without each part there is no first step`() {
        Phone().use { phone ->
            for (file in listOf(1, 1, 2, 2, 1)) assertNull(phone.send(file, begin).thresholdReached())
            assertNotNull(phone.send(3, later).thresholdReached())
            assertNull(phone.send(3, later, desk = null).thresholdReached())
            assertNull(phone.send(3, later, journal = null).thresholdReached())
            assertNull(phone.send(3, later, policy = Policy.BlockMatch).thresholdReached())
        }
    }

    @Test
    fun `after the sunset there is no step at all`() {
        val sunset = begin + 5 * day
        Phone("sunset.khs").use { phone ->
            val reached = phone.reached()
            assertEquals("Ended", refused { reached.notice(at(sunset)) })
        }
        Phone("sunset.khs").use { phone ->
            val shown = phone.shown()
            assertEquals("Ended", refused { shown.seal(at(sunset)) })
            assertNull(phone.send(3, later).thresholdReached())
        }
    }

    @Test
    fun `what was forgotten or replaced is not sealed`() {
        Phone().use { phone ->
            val shown = phone.shown()
            runBlocking { phone.store.forgetPending(SET) }
            assertEquals("BelowThreshold", refused { shown.seal(at(later)) })
        }
        Phone().use { phone ->
            val shown = phone.shown()
            runBlocking { phone.store.installFile(SET, made("2.khs")) }
            assertEquals("OtherVersion", refused { shown.seal(at(later)) })
        }
    }

    @Test
    fun `test sets and plain lists lead nowhere`() {
        Phone("test.khs", "test-pins.txt").use { phone ->
            for (file in 1..4) {
                val checked = phone.send(file, begin)
                assertTrue(checked.report.outcome == Outcome.Match && checked.decision is Decision.Block)
                assertNull(checked.thresholdReached())
            }
            assertEquals(0, phone.pending())
        }
        val settings = ScannerSettings(journal = Journal.inFolder(scratch()), clock = fixed, appealDesk = desk)
        demoScanner(Policy.ReportCandidate, settings).use { assertNull(it.scanPicture().thresholdReached()) }
    }

    @Test
    fun `an address is one word, and the policy says who can open a report`() {
        for (address in listOf("", "two words")) {
            assertThrows(IllegalArgumentException::class.java) { AppealDesk(address) }
        }
        Phone().use { phone ->
            val settings = ScannerSettings(journal = phone.journal, clock = at(begin), appealDesk = desk)
            val says = runBlocking { phone.store.scanner(Policy.ReportCandidate, settings) }.use { it.describePolicy() }
            assertTrue(says.contains("sealed_reports after a notice, appeal ${desk.address}\n"))
            assertTrue(says.contains("sealed_reports set $SET version 1 to office.example key "))
        }
    }
}
