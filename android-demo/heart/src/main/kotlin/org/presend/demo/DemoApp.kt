package org.presend.demo

import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readLines
import kotlin.io.path.readText
import kotlin.io.path.writeLines
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.presend.Journal
import org.presend.ScanInput
import org.presend.SetStore
import org.presend.StateVault
import org.presend.TestKit
import org.presend.UnixClock

/**
 * The whole demo without its windows: one conversation, the checks before it, the set and the journal.
 * `files` is what the app carries, `home` a folder of its own, `exports` where the user finds what is exported.
 */
public class DemoApp private constructor(
    private val files: Path,
    private val home: Path,
    private val exports: Path,
    internal val sets: Sets,
    private val journal: Journal,
    public val settings: Settings,
    public val conversation: Conversation,
    public val guardian: Guardian,
    private val flow: SendFlow,
    clock: UnixClock,
) : AutoCloseable {

    /** What is shown, to be said again when a setting changes. */
    private var shown: suspend () -> Screen? = { null }

    private var isReadingJournal = false
    private var isForgetting = false

    /** One thing at a time: a set is not changed while something is compared with it. */
    private val turn = Mutex()

    /** What was checked, by whose list. */
    public val checked: WhatWasChecked = WhatWasChecked(sets, journal, settings, clock)

    /** Does a step of a scenario. */
    public suspend fun perform(step: Step): Screen = when (step) {
        is Step.Attach -> attach(files.resolve(step.file))
        is Step.Receive -> receive(files.resolve(step.file))
        is Step.Type -> attach(Outgoing.Text(settings.texts[step.key]))
        is Step.Update -> elsewhere { news("update", sets.update(files.resolve(step.file))) }
        is Step.Rollback -> elsewhere { news("rollback", sets.rollback()) }
        is Step.ShowChecked -> elsewhere { showChecked() }
    }

    /** Attaches a file, as the picker gives it. */
    public suspend fun attach(file: Path): Screen =
        attach(Outgoing.Attachment(file.fileName.toString(), Files.readAllBytes(file)))

    /** A file comes from the other end. */
    private suspend fun receive(file: Path): Screen = turn.withLock {
        show { flow.receive(Outgoing.Attachment(file.fileName.toString(), Files.readAllBytes(file))) }.also { shown = flow::again }
    }

    /** Attaches what another app shared, or what was typed. */
    public suspend fun attach(item: Outgoing): Screen = turn.withLock { show { flow.attach(item) }.also { shown = flow::again } }

    /** The user tapped this below what is shown. */
    public suspend fun choose(action: Tap): Screen = turn.withLock {
        if (!isReadingJournal) return flow.choose(action).also { shown = flow::again }
        when (action) {
            Tap.EXPORT -> export()
            Tap.FORGET -> forget()
            else -> showChecked()
        }
    }

    private suspend fun export(): Screen {
        val file = exports.resolve("presend-journal.txt")
        checked.export(file)
        return show { Screen.News(settings.texts["checked.exported", file]) }
    }

    /** Asks first. */
    private suspend fun forget(): Screen {
        if (!isForgetting) return show { checked.question() }.also { isReadingJournal = true; isForgetting = true }
        checked.forget()
        return showChecked()
    }

    private suspend fun showChecked(): Screen = show { checked.screen() }.also { isReadingJournal = true }

    /** The user changed a setting: it is kept, and what is shown is said again. `null` if nothing was shown yet. */
    public suspend fun settingsChanged(): Screen? = turn.withLock {
        home.resolve(SETTINGS).writeLines(settings.lines)
        shown()
    }

    override fun close(): Unit = sets.close()

    private suspend fun news(about: String, news: SetNews) = show {
        val texts = settings.texts
        Screen.News(
            when (news) {
                is SetNews.InUse -> texts["$about.done", news.version]
                is SetNews.Refused -> texts["$about.refused", texts.refusal(news.check)]
            },
        )
    }

    /** A step that has nothing to do with a message: what waits for a choice is kept first. */
    private suspend fun elsewhere(step: suspend () -> Screen): Screen = turn.withLock {
        flow.leave()
        step()
    }

    private suspend fun show(screen: suspend () -> Screen): Screen = screen().also {
        shown = screen
        isReadingJournal = false
        isForgetting = false
    }

    public companion object {
        private const val SETTINGS = "settings.txt"

        /**
         * Opens the demo: the set that comes with it is put into use the first time. A platform may keep the journal in
         * another place, hash pictures in another process, and have another clock for pauses.
         */
        public suspend fun open(
            files: Path,
            home: Path,
            conversation: Conversation,
            trusted: Conversation,
            vault: StateVault,
            journal: Journal = Journal.inFolder(home.resolve("journal").toFile()),
            clock: UnixClock = UnixClock.SYSTEM,
            exports: Path = home,
            nanos: () -> Long = System::nanoTime,
            input: suspend (ByteArray) -> ScanInput = { ScanInput.Bytes(it) },
        ): DemoApp {
            val pins = files.resolve("sets/pins.txt").readText()
            val store = SetStore.open(home.resolve("sets").toFile(), listOf(pins, TestKit.verifiedLinks.pins), vault, journal, clock)
            val sets = Sets(store, journal, clock).apply { installFirst(files.resolve("sets/1.khs")) }
            val guardian = Guardian(home.resolve("code-of-guardian.txt"), nanos)
            val settings = Settings(guardian).apply { language = AppLanguage.ofDevice() }
            home.resolve(SETTINGS).takeIf(Path::exists)?.let { settings.take(it.readLines()) }
            val checks = listOf(PictureCheck(settings, input, sets::scanner), SpellingCheck(settings))
            val flow = SendFlow(conversation, trusted, checks, settings, Helplines(files.resolve("helplines.tsv")), nanos)
            return DemoApp(files, home, exports, sets, journal, settings, conversation, guardian, flow, clock)
        }
    }
}
