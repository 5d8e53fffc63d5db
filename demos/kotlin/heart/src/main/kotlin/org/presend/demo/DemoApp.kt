package org.presend.demo

import java.nio.file.Files
import java.nio.file.Path
import org.presend.Journal
import org.presend.SetStore
import org.presend.StateVault

/**
 * The whole demo without its windows: one conversation, the checks before it, the set and the journal.
 * `files` is what the app carries, `home` a folder of its own.
 */
public class DemoApp private constructor(
    private val files: Path,
    private val home: Path,
    private val sets: Sets,
    private val journal: Journal,
    public val settings: Settings,
    public val conversation: Conversation,
) : AutoCloseable {
    private val flow = SendFlow(conversation, listOf(PictureCheck(sets, settings), SpellingCheck(settings::texts)), settings)

    /** What was checked, by whose list. */
    public val checked: WhatWasChecked = WhatWasChecked(sets, journal, settings)

    /** Does a step of a scenario. */
    public suspend fun perform(step: Step): Screen = when (step) {
        is Step.Attach -> attach(files.resolve(step.file))
        is Step.Type -> flow.attach(Outgoing.Text(step.text))
        is Step.Update -> news(sets.update(files.resolve(step.file)))
        is Step.Rollback -> news(sets.rollback())
        is Step.ShowChecked -> checked.screen()
    }

    /** Attaches a file, as the picker gives it. */
    public suspend fun attach(file: Path): Screen =
        flow.attach(Outgoing.Attachment(file.fileName.toString(), Files.readAllBytes(file)))

    /** The user tapped this below what is shown. */
    public suspend fun choose(action: Tap): Screen =
        if (action == Tap.EXPORT) checked.export(home.resolve("journal.txt")) else flow.choose(action)

    override fun close(): Unit = sets.close()

    private fun news(news: SetNews): Screen.News {
        val texts = settings.texts
        return Screen.News(
            when (news) {
                is SetNews.Updated -> texts["update.done", news.version]
                is SetNews.Refused -> texts["update.refused", news.check]
                is SetNews.Back -> texts["update.back", news.version]
            },
        )
    }

    public companion object {
        /** Opens the demo: the set that comes with it is put into use the first time. */
        public suspend fun open(files: Path, home: Path, conversation: Conversation, vault: StateVault): DemoApp {
            val journal = Journal.inFolder(home.resolve("journal").toFile())
            val pins = Files.readString(files.resolve("sets/pins.txt"))
            val store = SetStore.open(home.resolve("sets").toFile(), listOf(pins), vault, journal)
            val sets = Sets(store, journal).apply { installFirst(files.resolve("sets/1.khs")) }
            return DemoApp(files, home, sets, journal, Settings(), conversation)
        }
    }
}
