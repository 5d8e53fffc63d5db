package org.presend.demo.android

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import org.presend.demo.DemoApp
import org.presend.demo.Outgoing
import org.presend.demo.Scenario
import org.presend.demo.Screen
import org.presend.demo.Step
import org.presend.demo.Tap

/** What is on the screen. It outlives the activity, so that turning the phone loses no notice. */
internal class Phone(val app: DemoApp, private val scope: CoroutineScope) {
    /** What is shown below the conversation; null at the beginning. */
    var screen: Screen? = null
        private set

    /** What the scenario still has to do. */
    var rest: List<Step> = emptyList()
        private set

    /** Said about all of a scenario. */
    var about: String = ""
        private set

    /** True while something is checked. */
    var busy: Boolean = false
        private set

    /** Told of every change. */
    var changed: () -> Unit = {}

    fun begin(scenario: Scenario) {
        rest = scenario.steps
        about = if (scenario == Scenario.OFFLINE) app.settings.texts["window.offline"] else ""
        next()
    }

    fun next() {
        val step = rest.firstOrNull() ?: return
        rest = rest.drop(1)
        show { app.perform(step) }
    }

    fun choose(tap: Tap) = show { app.choose(tap) }

    /** What the user picked, typed, or shared from another app; null if it could not be read. */
    fun attach(item: Outgoing?) {
        rest = emptyList()
        about = ""
        show { if (item == null) Screen.Kept(app.settings.texts["attach.unreadable"]) else app.attach(item) }
    }

    private fun show(what: suspend () -> Screen) {
        if (busy) return
        busy = true
        changed()
        scope.launch {
            screen = what()
            busy = false
            changed()
        }
    }
}
