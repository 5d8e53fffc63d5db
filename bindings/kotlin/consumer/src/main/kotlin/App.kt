import kotlinx.coroutines.runBlocking
import org.presend.*
import java.io.File
import java.nio.ByteBuffer
import kotlin.system.exitProcess

/** What an app calls first, each by itself. */
private val entrances: Map<String, () -> Any> = mapOf(
    "demo set" to { KnownSet.demo() },
    "plain list" to { KnownSet.fromListUnverified("example", "") },
    "installed set" to { KnownSet.installed(ByteBuffer.allocate(1), "", "") },
    "scanner" to { AttachmentScanner(emptyList()).close() },
    "settings" to { ScannerSettings() },
    "limits" to { Limits.SMALL },
    "test kit" to { TestKit.pictures },
    "version" to { PresendLibrary.version },
    "hashes" to { PictureHashes.of(ByteArray(1)) },
    "journal in a folder" to { Journal.inFolder(File("journal")) },
    "journal of the app" to { Journal.keptBy(Forgetful) },
    "store" to { runBlocking { SetStore.openOnDesktop(File("sets"), listOf(""), File("state")) } },
)

private object Forgetful : JournalKeeper {
    override fun state(): String? = null

    override fun chain(): String = ""

    override fun append(expected: String?, lines: String, state: String): KeeperAnswer = KeeperAnswer.KEPT

    override fun replace(expected: String?, chain: String, state: String): KeeperAnswer = KeeperAnswer.KEPT
}

/** With the word `without`: the jar has no library for this machine, and everything says so. */
fun main(words: Array<String>) {
    if (words.contentEquals(arrayOf("without"))) without() else with()
}

private fun with() = runBlocking {
    val policy = Policy.Own("name example") { report, allowed ->
        val found = report.outcome != Outcome.Clean
        if (found && Action.ASK in allowed) PolicyAnswer.Ask(Friction(pauseSeconds = 3)) else PolicyAnswer.Allow
    }
    // A machine may be busy.
    val settings = ScannerSettings(deadlineMillis = 20_000)
    AttachmentScanner(listOf(KnownSet.demo()), policy, settings).use { scanner ->
        val checked = scanner.scan(TestKit.pictures.first().file)
        val decision = checked.decision as Decision.Ask
        check(decision.friction == Friction(pauseSeconds = 3) && decision.notice.key == MessageKey.TEST_MATERIAL)
        scanner.scanAll(listOf(ScanInput.Bytes(ByteArray(0)))).collect { progress ->
            if (progress is ScanProgress.Done) check(progress.checked.report.outcome == Outcome.Undecided(UndecidedReason.Empty))
        }
        println("${KotlinVersion.CURRENT}: ${checked.explain()}")
    }
}

private fun without() {
    val wrong = entrances.filter { (name, enter) ->
        val thrown = runCatching { enter() }.exceptionOrNull()
        if (name == entrances.keys.first()) println(thrown?.message)
        thrown !is PresendException.NoNativeLibrary || thrown.platform !in checkNotNull(thrown.message)
    }
    if (wrong.isNotEmpty()) {
        println("These do not say that the library is missing: ${wrong.keys}")
        exitProcess(1)
    }
}
