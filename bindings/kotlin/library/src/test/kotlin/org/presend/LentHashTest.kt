package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger

private const val VALUE = 144

private val thumbnail = LentInput.GreyThumbnail(12, 12)

private fun made(input: LentInput = thumbnail, deadlineMillis: Int = 10_000) =
    LentTerms("made-up", VALUE, input, LentDistance.L1, 300, deadlineMillis)

/** A hash that an app lends, made up: a thumbnail of 12 by 12 pixels, or the first 144 bytes of a file. */
class LentHashTest {
    private class Code(
        override val terms: LentTerms = made(),
        private val answer: (ByteArray) -> ByteArray? = { it.copyOf(VALUE) },
    ) : LentHash {
        lateinit var seen: ByteArray
        lateinit var lent: ByteArray

        override fun hash(picture: ByteArray): ByteArray? {
            seen = picture.copyOf()
            lent = picture
            return answer(picture)
        }
    }

    private val told = ArrayList<Throwable>()

    private fun scanned(value: ByteArray, vararg hashes: LentHash): Checked {
        val list = "lent:made-up:${value.hex()} md5:0123456789abcdef0123456789abcdef"
        val lent = ScannerSettings(clock = fixed, lentHashes = hashes.toList(), onHookFailure = { told += it })
        return AttachmentScanner(listOf(KnownSet.fromListUnverified("lent", list)), settings = lent)
            .use { it.scanPicture() }
    }

    private val none = ByteArray(VALUE) { 1 }

    private fun notCompared(reason: LentFault) = listOf(NotCompared("made-up", "", reason))

    @Test
    fun `a listed picture is found, and told in the unit of its hash`() {
        val code = Code()
        val clean = scanned(none, code).report
        assertEquals(Outcome.Clean to emptyList<NotCompared>(), clean.outcome to clean.coverage.notCompared)
        assertEquals(VALUE, code.seen.size)
        assertTrue(code.lent.all { it.toInt() == 0 }, "the picture is overwritten")
        val near = code.seen.copyOf().apply { this[7] = (this[7].toInt() xor 1).toByte() }
        val finding = scanned(near, code).report.findings.single()
        assertEquals(Evidence.PERCEPTUAL to LentMatch("made-up", LentDistance.L1, 1, 300), finding.evidence to finding.lent)
        assertEquals(listOf(null, null, null), listOf(finding.distanceBits, finding.quality, finding.variant))
    }

    @Test
    fun `a hash of the file is given the file, and a finding by PDQ has none`() {
        val code = Code(made(LentInput.Bytes))
        assertEquals(Outcome.Match, scanned(picture.copyOf(VALUE), code).report.outcome)
        assertEquals(picture.toList(), code.seen.toList())
        assertNull(demoScanner().use { it.scanPicture() }.report.findings.first().lent)
    }

    @Test
    fun `before the first scan it is known what will not be compared`() {
        fun left(valueBytes: Int, vararg hashes: LentHash): List<NotCompared> {
            val set = KnownSet.fromListUnverified("lent", "lent:made-up:" + ByteArray(valueBytes) { 1 }.hex())
            val lent = ScannerSettings(lentHashes = hashes.toList())
            return AttachmentScanner(listOf(set), settings = lent).use { it.notCompared() }
        }
        assertEquals(notCompared(LentFault.NO_CODE_LENT), left(VALUE))
        assertEquals(notCompared(LentFault.OTHER_LENGTH), left(VALUE + 1, Code()))
        assertEquals(emptyList<NotCompared>(), left(VALUE, Code()))
    }

    @Test
    fun `without the code the report names what was not compared`() {
        val report = scanned(none).report
        assertEquals(Outcome.Clean to notCompared(LentFault.NO_CODE_LENT), report.outcome to report.coverage.notCompared)
    }

    @Test
    fun `code that fails has a name, and what it threw is told`() {
        val ways = listOf<Pair<LentFault, (ByteArray) -> ByteArray?>>(
            LentFault.TOO_FLAT to { null },
            LentFault.FAILED to { throw OutOfMemoryError("made up") },
            LentFault.WRONG_LENGTH to { ByteArray(VALUE - 1) },
            LentFault.WRONG_LENGTH to { ByteArray(0) },
        )
        for ((fault, answer) in ways) {
            val checked = scanned(none, Code(answer = answer))
            assertEquals(notCompared(fault), checked.report.coverage.notCompared)
            assertEquals(UndecidedReason.LentHashFailed.takeIf { fault != LentFault.TOO_FLAT }, checked.reason())
        }
        assertEquals(listOf("made up"), told.map { it.message })
        val other = scanned(ByteArray(VALUE + 1) { 1 }, Code())
        assertEquals(UndecidedReason.LentHashFailed to notCompared(LentFault.OTHER_LENGTH), other.reason() to other.report.coverage.notCompared)
    }

    @Test
    fun `code that hangs holds no scan up beyond its deadline, and is not asked again meanwhile`() {
        val (returns, asked) = CountDownLatch(1) to AtomicInteger()
        val hangs = Code(made(deadlineMillis = 50)) {
            asked.incrementAndGet()
            returns.await()
            it.copyOf(VALUE)
        }
        val list = "lent:made-up:${none.hex()} md5:0123456789abcdef0123456789abcdef"
        val lent = ScannerSettings(clock = fixed, lentHashes = listOf(hangs))
        AttachmentScanner(listOf(KnownSet.fromListUnverified("lent", list)), settings = lent).use { scanner ->
            repeat(3) {
                val checked = scanner.scanPicture()
                assertEquals(UndecidedReason.LentHashFailed, checked.reason())
                assertEquals(notCompared(LentFault.LATE), checked.report.coverage.notCompared)
            }
            assertEquals(1, asked.get())
            returns.countDown()
            eventually("it is asked again") { runBlocking { scanner.scan(picture) }.report.outcome == Outcome.Clean }
        }
    }

    @Test
    fun `terms that no hash can have are refused, and those of a scanner are in its policy`() {
        val scanner = AttachmentScanner(
            listOf(KnownSet.demo()), settings = ScannerSettings(lentHashes = listOf(Code(made(deadlineMillis = 700)))),
        )
        val words = scanner.use { it.describePolicy() }
        assertTrue("\nlent made-up 144 bytes of grey 12x12 l1 300 deadline_ms 700\n" in words, words)
        val wrong = listOf<() -> LentTerms>(
            { made().copy(name = "pdq") },
            { made().copy(valueBytes = 65_536 + VALUE) },
            { made().copy(valueBytes = -1) },
            { made(LentInput.GreyThumbnail(0, 12)) },
            { made(LentInput.GreyThumbnail(12, 65_536 + 12)) },
            { made().copy(threshold = 0) },
            { made().copy(threshold = -1) },
            { made(deadlineMillis = 60_001) },
        )
        for (terms in wrong) assertThrows(IllegalArgumentException::class.java) { terms() }
    }
}
