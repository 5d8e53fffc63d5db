package org.presend.demo

import java.nio.file.Files
import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.presend.UnixClock

/** What the demo carries, made by scripts/demo-files. */
internal val files: Path = Path.of(checkNotNull(System.getProperty("presend.demo.files")) { "presend.demo.files is not set" })

/** A demo in a new folder, and what its conversation put on the wire. */
internal class Demo(
    val home: Path = Files.createTempDirectory("presend-demo"),
    private val clock: UnixClock = UnixClock.SYSTEM,
) : AutoCloseable {
    private val own = newKeyPair()
    private val other = newKeyPair()
    private val receiver = Session.between(other, own.public)
    val wire = mutableListOf<Sealed>()

    /** What went to the one whom the user trusts. */
    val trustedWire = mutableListOf<Sealed>()
    private var nowNanos = 0L
    val app: DemoApp = runBlocking {
        val vault = FolderVault(home.resolve("vault"))
        DemoApp.open(files, home, conversation(wire), conversation(trustedWire), vault, clock = clock, nanos = { nowNanos })
    }
    val texts get() = app.settings.texts

    /** A conversation with the same key that writes on this wire. */
    fun conversation(wire: MutableList<Sealed>) = Conversation(Session.between(own, other.public)) { wire += it }

    /** So much time goes by. */
    fun pass(millis: Long) {
        nowNanos += millis * 1_000_000
    }

    /** What the other end reads. */
    fun received(wire: List<Sealed> = this.wire): List<ByteArray> = wire.map { receiver.open(it.number, it.ciphertext) }

    /** Every step of a scenario; each notice is answered with "don't send". */
    fun run(scenario: Scenario): List<Screen> = run(scenario.steps)

    fun run(steps: List<Step>): List<Screen> = runBlocking {
        steps.map { step ->
            app.perform(step).also { if (it is Screen.Notice) app.choose(Tap.KEEP) }
        }
    }

    override fun close() = app.close()
}

internal fun demo(test: suspend (Demo) -> Unit): Unit = Demo().use { runBlocking { test(it) } }

internal fun Screen.notice(): Screen.Notice = this as? Screen.Notice ?: error("no notice but $this")

internal fun Screen.Notice.actions(): List<Tap> = choices.map { it.action }
