package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicReference

/** The app's policy: it may throw, hang, scan itself, or answer more than is allowed. */
class HookTest {
    private fun asked(settings: ScannerSettings = settings(), hook: PolicyHook): Checked =
        demoScanner(settings, hook).use { it.scanPicture() }

    @Test
    fun `every answer counts, and what is too strong is lowered`() {
        val answers = listOf(
            PolicyAnswer.Allow, PolicyAnswer.Warn, PolicyAnswer.Ask(Friction(7, 2)), PolicyAnswer.Block,
            PolicyAnswer.ReportCandidate,
        )
        val wanted = listOf("Allow", "Warn", "Ask", "Block", "Block")
        for ((index, answer) in answers.withIndex()) {
            val seen = AtomicReference<List<Action>>()
            val checked = asked { report, allowed ->
                seen.set(allowed)
                if (report.outcome == Outcome.Match) answer else error("not what was scanned")
            }
            assertEquals(wanted[index], checked.decision.javaClass.simpleName)
            assertEquals(DecidedBy.POLICY to Action.entries[index], checked.decidedBy to checked.answered)
            // A plain list allows all but a report.
            assertEquals(Action.entries - Action.REPORT_CANDIDATE, seen.get())
            val friction = (checked.decision as? Decision.Ask)?.friction
            assertEquals(if (answer is PolicyAnswer.Ask) Friction(7, 2) else null, friction)
        }
    }

    @Test
    fun `whatever a hook throws, the fallback decides`() {
        val thrown = listOf(
            IllegalStateException("undeclared"), java.io.IOException("checked"), StackOverflowError(), AssertionError(),
            OutOfMemoryError("made up"), object : Throwable("neither exception nor error") {},
        )
        for (it in thrown) {
            val checked = asked { _, _ -> throw it }
            assertEquals("Ask", checked.decision.javaClass.simpleName, "$it")
            assertEquals(DecidedBy.FALLBACK_FAILED, checked.decidedBy, "$it")
        }
    }

    @Test
    fun `a hook without a deadline that throws falls back too`() {
        val checked = asked(settings(deadlineMillis = null)) { _, _ -> throw NotImplementedError() }
        assertEquals(DecidedBy.FALLBACK_FAILED, checked.decidedBy)
    }

    @Test
    fun `the fallback is the declared one`() {
        val wanted = mapOf(FailMode.ASK to "Ask", FailMode.ALLOW to "Allow", FailMode.BLOCK to "Block")
        for ((mode, decision) in wanted) {
            val checked = asked(settings(failMode = mode)) { _, _ -> error("made up") }
            assertEquals(decision, checked.decision.javaClass.simpleName)
        }
    }

    @Test
    fun `a hook that never returns is late, and the scan goes on`() {
        val forever = CountDownLatch(1)
        val began = System.nanoTime()
        val checked = asked(settings(FailMode.BLOCK, deadlineMillis = 50)) { _, _ ->
            forever.await()
            PolicyAnswer.Allow
        }
        assertEquals(DecidedBy.FALLBACK_LATE, checked.decidedBy)
        assertEquals("Block", checked.decision.javaClass.simpleName)
        assertTrue(System.nanoTime() - began < 20_000_000_000)
        forever.countDown()
    }

    @Test
    fun `a hook and an own check that never return do not keep the process`() {
        val java = ProcessHandle.current().info().command().get()
        val native = "-Djna.library.path=" + System.getProperty("jna.library.path")
        val command = listOf(java, native, "-cp", System.getProperty("java.class.path"), HangingProgram::class.java.name)
        val printed = scratch().resolve("printed")
        val program = ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed).start()
        val ended = program.waitFor(60, TimeUnit.SECONDS)
        if (!ended) program.destroyForcibly()
        assertTrue(ended, printed.readText())
        assertEquals("FALLBACK_LATE LATE" to 0, printed.readText().trim() to program.exitValue())
    }

    @Test
    fun `a hook may scan with the same scanner`() {
        val calls = AtomicInteger()
        val itself = AtomicReference<AttachmentScanner>()
        val inner = AtomicReference<Checked>()
        itself.set(
            demoScanner { _, _ ->
                if (calls.incrementAndGet() == 1) inner.set(runBlocking { itself.get().scan(picture) })
                PolicyAnswer.Block
            },
        )
        val outer = itself.get().use { it.scanPicture() }
        assertEquals(2, calls.get())
        for (checked in listOf(outer, inner.get())) {
            assertEquals("Block" to DecidedBy.POLICY, checked.decision.javaClass.simpleName to checked.decidedBy)
        }
    }

    @Test
    fun `a hook may close the scanner that asks it`() {
        val itself = AtomicReference<AttachmentScanner>()
        itself.set(
            demoScanner { _, _ ->
                itself.get().close()
                PolicyAnswer.Warn
            },
        )
        assertEquals(DecidedBy.POLICY, itself.get().scanPicture().decidedBy)
    }
}
