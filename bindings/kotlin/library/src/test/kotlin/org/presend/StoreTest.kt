package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.nio.ByteBuffer
import java.time.LocalDate
import java.time.ZoneOffset

const val SET = "made-up/images"

val pins: List<String> by lazy { listOf(madeSet("pins.txt").readText()) }

fun openStore(vault: StateVault = MemoryVault(), folder: File = scratch(), clock: UnixClock = UnixClock.SYSTEM): SetStore =
    runBlocking { SetStore.open(folder, pins, vault, clock = clock) }

fun SetStore.installed(name: String): SetStore = apply { runBlocking { installFile(SET, madeSet(name)) } }

/** The name of the check that refuses this. */
fun refusedBy(block: suspend () -> Unit): String =
    assertThrows(PresendException.Refused::class.java) { runBlocking { block() } }.check

fun kit(name: String): File = madeSet("kit/$name/original.png")

/** The store of verified sets, with the sets of the book's walk-through. */
class StoreTest {
    private val day = 86_400L

    @Test
    fun `a set is installed from a file or from memory, and finds what it should`() {
        val file = madeSet("1.khs").readBytes()
        val padded = (byteArrayOf(1, 2, 3) + file).direct().apply { position(3) }
        for (bytes in listOf(null, file.direct(), ByteBuffer.wrap(file), padded)) {
            openStore().use { store ->
                runBlocking {
                    assertEquals(Freshness.Missing(null), store.status(SET).freshness)
                    if (bytes == null) store.installFile(SET, madeSet("1.khs")) else store.install(SET, bytes)
                    assertEquals(1L to Freshness.Fresh, store.status(SET).run { version to freshness })
                    val checked = store.scanner(Policy.WarnOnly).use { it.scan(kit("test-1")) }
                    val finding = checked.report.findings.first()
                    assertEquals(SetRef(SET, 1, true) to true, finding.set to finding.test)
                }
            }
        }
    }

    @Test
    fun `an update by delta clears the innocent picture, and the old scanner keeps its set`() {
        openStore().installed("1.khs").use { store ->
            runBlocking {
                val old = store.scanner { _, _ -> PolicyAnswer.Warn }
                store.apply(SET, ByteBuffer.wrap(madeSet("1-2.khd").readBytes()))
                val new = store.scanner { _, _ -> PolicyAnswer.Warn }
                assertEquals(Outcome.Match, old.scan(kit("test-7")).report.outcome)
                val report = new.scan(kit("test-7")).report
                assertEquals(Outcome.Clean to 1, report.outcome to report.cleared)
                old.close()
                new.close()
            }
        }
    }

    @Test
    fun `what is forged, cut, replayed or foreign is refused by name`() {
        val forged = madeSet("2.khs").readBytes().also { it[it.size - 64] = (it[it.size - 64] + 1).toByte() }
        openStore().installed("1.khs").use { store ->
            assertEquals("UnderAttested", refusedBy { store.installed("2.khs").installFile(SET, madeSet("3.khs")) })
            assertEquals("RolledBack", refusedBy { store.installFile(SET, madeSet("1.khs")) })
            assertEquals("Truncated", refusedBy { store.installFile(SET, madeSet("cut.khs")) })
            assertTrue(refusedBy { store.install(SET, forged.direct()) }.isNotEmpty())
            assertEquals(2L, runBlocking { store.status(SET) }.version)
        }
        openStore().installed("1.khs").use { store ->
            assertEquals("Equivocation", refusedBy { store.installFile(SET, madeSet("2b.khs")) })
            assertEquals("SectionDigest", refusedBy { store.install(SET, forged.direct()) })
            assertTrue(refusedBy { store.status("other") }.isNotEmpty())
            assertTrue(refusedBy { store.installFile(SET, File("/nowhere")) }.isNotEmpty())
        }
    }

    @Test
    fun `the user rolls back and pins`() {
        openStore().installed("1.khs").use { store ->
            runBlocking {
                assertTrue(refusedBy { store.rollback(SET) }.isNotEmpty())
                store.installFile(SET, madeSet("2.khs"))
                store.rollback(SET)
                assertEquals(1L to 2L, store.status(SET).run { version to held })
                assertEquals("RolledBack", refusedBy { store.installFile(SET, madeSet("2.khs")) })
                store.pin(SET, 1)
                assertEquals(1L, store.status(SET).pinned)
                store.pin(SET, null)
                assertEquals(null, store.status(SET).pinned)
            }
        }
    }

    @Test
    fun `the origin names who signed and who saw it`() {
        openStore().installed("1.khs").use { store ->
            val origin = runBlocking { store.origin(SET) }
            assertEquals(listOf(SET, 1L, "known-images"), origin.run { listOf(set, version, purpose) })
            assertEquals("urn:example:law", origin.basis)
            assertEquals(setOf("nl", "de"), origin.signers.map { it.jurisdiction }.toSet())
            assertEquals(3 to 2, origin.signers.size to origin.witnesses.size)
            assertTrue(origin.log.startsWith("test.presend.invalid/") && origin.leaf.length == 44)
            assertEquals(emptyList<PendingFinding>(), runBlocking { store.pending(SET) })
            assertEquals(listOf(SET), store.names)
        }
    }

    @Test
    fun `the test kit has a set to install, update and refuse`() {
        val kit = TestKit.verified
        val open = { runBlocking { SetStore.open(scratch(), listOf(kit.pins), MemoryVault(), clock = fixed) } }
        open().use { store ->
            assertTrue(refusedBy { store.install(kit.name, kit.refused) }.isNotEmpty())
            assertEquals(Freshness.Missing(null), runBlocking { store.status(kit.name) }.freshness)
            runBlocking { store.install(kit.name, kit.first) }
            val found = runBlocking { store.scanner(settings = settings()).use { it.scan(picture) } }.report
            assertEquals(listOf(Outcome.Match, true), listOf(found.outcome, found.findings.all { it.test }))
            runBlocking { store.apply(kit.name, kit.delta) }
            assertEquals(2L, runBlocking { store.status(kit.name) }.version)
        }
    }

    @Test
    fun `what counts towards a report is shown, and forgotten when the user says so`() {
        val (vault, folder) = MemoryVault() to scratch()
        openStore(vault, folder).installed("1.khs").close()
        val today = LocalDate.now(ZoneOffset.UTC)
        // The key of the device and the entries that were found under it, in base64: here made up.
        val tags = listOf("A", "B").map { "A".repeat(41) + it + "A=" }
        val exact = "pending ${today.toEpochDay()} 1 3 30 ${tags[0]} exact 0\n"
        val corroborated = "pending ${today.toEpochDay()} 1 3 30 ${tags[1]} corroborated 7\n"
        val state = checkNotNull(vault.load(SET))
        vault.save(SET, state.replace("key none\n", "key ${tags[0]}\n$exact$corroborated"))
        openStore(vault, folder).use { store ->
            runBlocking {
                val found = listOf(Evidence.EXACT, Evidence.CORROBORATED).map { PendingFinding(today, 1, it) }
                assertEquals(found, store.pending(SET))
                store.forgetPending(SET)
                assertEquals(emptyList<PendingFinding>(), store.pending(SET))
            }
        }
        openStore(vault, folder).use { assertEquals(emptyList<PendingFinding>(), runBlocking { it.pending(SET) }) }
    }

    @Test
    fun `the clock that the app lends decides what is expired`() {
        var now = System.currentTimeMillis() / 1000
        openStore(clock = { now }).installed("1.khs").use { store ->
            assertEquals(Freshness.Fresh, runBlocking { store.status(SET) }.freshness)
            now += 90 * day
            assertEquals(Freshness.Expired, runBlocking { store.status(SET) }.freshness)
        }
    }

    @Test
    fun `a store that is closed says so, and its scanners and snapshots go on`() {
        val store = openStore().installed("1.khs")
        val scanner = runBlocking { store.scanner() }
        val snapshot = runBlocking { store.snapshot(SET) }
        store.close()
        store.close()
        val failure = assertThrows(IllegalStateException::class.java) { runBlocking { store.status(SET) } }
        assertEquals("the store is closed", failure.message)
        assertEquals(Outcome.Match, scanner.use { runBlocking { it.scan(kit("test-1")) } }.report.outcome)
        assertEquals(SetRef(SET, 1, true), snapshot.reference)
    }

    @Test
    fun `bad pins are refused`() {
        val open = { runBlocking { SetStore.open(scratch(), listOf("no pins\n"), MemoryVault()) } }
        assertThrows(PresendException.BadPins::class.java) { open() }
    }
}
