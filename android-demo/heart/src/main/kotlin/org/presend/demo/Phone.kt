package org.presend.demo

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch

/**
 * The app's one screen, for a platform to show: the conversation, and below it what is shown before a message goes out.
 * A scenario is walked through step by step. It is used on the thread of `scope`.
 */
public class Phone(public val app: DemoApp, private val scope: CoroutineScope) {
    /** What is shown below the conversation; `null` before anything was done. */
    public var screen: Screen? = null
        private set

    /** True while something is being done. */
    public val busy: Boolean get() = doing > 0

    /** Told of every change. */
    public var changed: () -> Unit = {}

    private var doing = 0
    private var rest: List<Step> = emptyList()
    private var steps = 0
    private var aboutKey: String? = null
    private val opened = mutableSetOf<Int>()

    /** The texts in the language chosen. */
    public val texts: Texts get() = app.settings.texts

    /** What is said about a whole scenario; empty if nothing. */
    public val about: String get() = aboutKey?.let { texts[it] }.orEmpty()

    /** The label of the step that follows; `null` while there is none, or something has to be chosen first. */
    public val nextLabel: String?
        get() = rest.firstOrNull()?.takeUnless { choosing }?.let { texts["window.next", name(it), steps - rest.size + 1, steps] }

    private val choosing
        get() = when (val now = screen) {
            is Screen.Notice, is Screen.Question -> true
            is Screen.Reading -> now.choices.any { it.action == Tap.BACK }
            else -> false
        }

    /** Does the first step of a scenario. */
    public fun begin(scenario: Scenario) {
        if (busy) return
        rest = scenario.steps
        steps = scenario.steps.size
        aboutKey = scenario.about
        next()
    }

    /** Does the step that follows, if there is one. */
    public fun next() {
        val step = rest.firstOrNull()
        if (busy || step == null) return
        rest = rest.drop(1)
        show { app.perform(step) }
    }

    /**
     * What the user picked, typed, or shared from another app; `null` if it could not be read. What is shared while
     * something is being done comes after it.
     */
    public fun attach(item: Outgoing?): Unit = attachLoaded { item }

    /** The same of what must be read first. */
    public fun attachLoaded(load: suspend () -> Outgoing?) {
        rest = emptyList()
        aboutKey = null
        show { load()?.let { app.attach(it) } ?: Screen.Kept(texts["attach.unreadable"]) }
    }

    /** The user tapped this. */
    public fun choose(action: Tap) {
        if (!busy) show { app.choose(action) }
    }

    /** True while the picture of this message is covered: what was found is, until it is asked for. */
    public fun covers(message: Message): Boolean = message.startsCovered && message.id !in opened

    /** The user asked to see the picture of this message, or to cover it again. */
    public fun uncover(message: Message) {
        if (!opened.remove(message.id)) opened += message.id
        changed()
    }

    /** The user changed a setting: it is kept, and the screen is drawn again once nothing else is being done. */
    public fun settingsChanged() {
        scope.launch {
            screen = told { app.settingsChanged() }
            changed()
        }
    }

    private fun show(what: suspend () -> Screen) {
        doing += 1
        // The settings were left.
        app.guardian.close()
        changed()
        scope.launch {
            screen = told(what)
            doing -= 1
            changed()
        }
    }

    private suspend fun told(what: suspend () -> Screen?): Screen? =
        try {
            what()
        } catch (@Suppress("TooGenericExceptionCaught") failed: Exception) {
            if (failed is CancellationException) throw failed
            Screen.News(texts["window.failed", failed.message ?: failed.javaClass.simpleName])
        }

    private fun name(step: Step): String = when (step) {
        is Step.Attach -> step.file.substringAfterLast('/')
        is Step.Receive -> step.file.substringAfterLast('/')
        is Step.Type -> texts[step.key]
        is Step.Update -> texts[if ("forged" in step.file) "step.forged" else "step.update"]
        is Step.Rollback -> texts["step.rollback"]
        is Step.ShowChecked -> texts["checked.title"]
    }
}
