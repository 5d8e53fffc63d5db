package org.presend

import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import java.io.File
import java.nio.ByteBuffer
import java.nio.file.Files
import java.util.concurrent.ConcurrentHashMap

/** 2026-01-01: a time at which plain lists are compared. */
const val NOW = 1_767_225_600L

val fixed = UnixClock { NOW }

fun settings(
    failMode: FailMode = FailMode.ASK,
    deadlineMillis: Int? = 10_000,
    journal: Journal? = null,
    limits: Limits = Limits.DEFAULT,
): ScannerSettings = ScannerSettings(failMode, deadlineMillis, journal, limits, clock = fixed)

fun demoScanner(policy: Policy = Policy.WarnOnly, settings: ScannerSettings = settings()): AttachmentScanner =
    AttachmentScanner(listOf(KnownSet.demo()), policy, settings)

fun demoScanner(settings: ScannerSettings = settings(), hook: PolicyHook): AttachmentScanner =
    AttachmentScanner(listOf(KnownSet.demo()), settings, hook)

fun listScanner(list: String): AttachmentScanner =
    AttachmentScanner(listOf(KnownSet.fromListUnverified("vectors", list)), Policy.WarnOnly, settings())

val picture: ByteArray by lazy { TestKit.pictures.first().file }

fun AttachmentScanner.scanPicture(): Checked = runBlocking { scan(picture) }

fun property(name: String): File = File(checkNotNull(System.getProperty("presend.$name")) { "no presend.$name" })

fun testdata(name: String): File = property("testdata").resolve(name)

fun madeSet(name: String): File = property("sets").resolve(name)

/** An empty folder. */
fun scratch(): File {
    property("scratch").mkdirs()
    return Files.createTempDirectory(property("scratch").toPath(), "t").toFile()
}

fun ByteArray.direct(): ByteBuffer = ByteBuffer.allocateDirect(size).put(this).apply { flip() }

fun Checked.reason(): UndecidedReason? = (report.outcome as? Outcome.Undecided)?.reason

/** A line of /proc/self/status in KiB, such as VmRSS. */
fun statusKib(name: String): Long =
    File("/proc/self/status").readLines().first { it.startsWith("$name:") }.filter { it.isDigit() }.toLong()

/** Runs [block] and returns by how much the most memory of this process passed what it had before, in KiB. */
fun grownKib(block: () -> Unit): Long {
    System.gc()
    File("/proc/self/clear_refs").writeText("5")
    val before = statusKib("VmHWM")
    block()
    return statusKib("VmHWM") - before
}

/** Waits until this holds, and fails if it never does. */
fun eventually(what: String, holds: () -> Boolean) {
    val until = System.nanoTime() + 20_000_000_000
    while (!holds() && System.nanoTime() < until) Thread.sleep(10)
    assertTrue(holds(), what)
}

/** A vault in memory that can be told to fail. */
class MemoryVault : StateVault {
    val texts: MutableMap<String, String> = ConcurrentHashMap()

    @Volatile
    var fails: Throwable? = null

    override fun load(set: String): String? = fails?.let { throw it } ?: texts[set]

    override fun save(set: String, text: String) {
        fails?.let { throw it }
        texts[set] = text
    }
}
