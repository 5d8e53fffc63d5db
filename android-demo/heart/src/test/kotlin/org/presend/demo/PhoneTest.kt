package org.presend.demo

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.currentCoroutineContext

/** The one screen of the app, step by step. */
class PhoneTest {
    private class Tapped(private val job: Job, val phone: Phone) {
        /** The user does this, and waits until it is done. */
        suspend fun tap(act: Phone.() -> Unit) {
            phone.act()
            job.children.forEach { it.join() }
        }
    }

    private suspend fun tapped(demo: Demo): Tapped {
        val job = Job()
        return Tapped(job, Phone(demo.app, CoroutineScope(currentCoroutineContext() + job)))
    }

    @Test
    fun `a scenario is walked through step by step, and none can be left out while a notice is open`() = demo { demo ->
        val user = tapped(demo)
        assertNull(user.phone.screen)
        assertNull(user.phone.nextLabel)
        user.tap { begin(Scenario.EDITED) }
        listOf("turned-mirror.jpg", "gif-palette.gif", "jpeg-cmyk-adobe.jpg").forEachIndexed { index, file ->
            for (tap in listOf(Tap.WHY, Tap.BACK)) {
                assertNull(user.phone.nextLabel)
                user.tap { choose(tap) }
            }
            user.tap { choose(Tap.KEEP) }
            assertEquals(demo.texts["window.next", file, index + 2, 4], user.phone.nextLabel)
            user.tap { next() }
        }
        user.tap { choose(Tap.KEEP) }
        assertNull(user.phone.nextLabel)
    }

    @Test
    fun `while something is done no other thing is begun, and each change is told`() = demo { demo ->
        val user = tapped(demo)
        val busy = mutableListOf<Boolean>()
        user.phone.changed = { busy += user.phone.busy }
        user.tap {
            begin(Scenario.LISTED)
            begin(Scenario.HARMLESS)
            choose(Tap.SEND)
        }
        assertIs<Screen.Notice>(user.phone.screen)
        assertEquals(listOf(true, false), busy)
        assertTrue(demo.wire.isEmpty())
    }

    @Test
    fun `what is shared while something is checked comes after it, and neither is lost`() = demo { demo ->
        val user = tapped(demo)
        user.tap {
            begin(Scenario.LISTED)
            attach(Outgoing.Text("Hello"))
        }
        assertEquals(Screen.Sent(demo.texts["line.spelling"]), user.phone.screen)
        assertEquals(listOf("line.kept", "line.spelling"), demo.app.conversation.messages.map { it.line })
        assertEquals(false, user.phone.busy)
    }

    @Test
    fun `a change of the language is seen on every part`() = demo { demo ->
        val user = tapped(demo)
        user.tap { begin(Scenario.OFFLINE) }
        val before = listOf(user.phone.about, user.phone.nextLabel, (user.phone.screen as Screen.Sent).line)
        demo.app.settings.language = AppLanguage.DUTCH
        user.tap { settingsChanged() }
        val after = listOf(user.phone.about, user.phone.nextLabel, (user.phone.screen as Screen.Sent).line)
        before.zip(after).forEach { (english, dutch) -> assertTrue(english != dutch && assertNotNull(dutch).isNotEmpty(), dutch) }
    }

    @Test
    fun `what fails is said, sends nothing, and the next works`() = demo { demo ->
        val user = tapped(demo)
        user.tap { choose(Tap.SEND) }
        assertEquals(Screen.News(demo.texts["window.failed", "no notice is shown"]), user.phone.screen)
        assertTrue(demo.wire.isEmpty())
        user.tap { attach(null) }
        assertEquals(Screen.Kept(demo.texts["attach.unreadable"]), user.phone.screen)
        user.tap { attach(Outgoing.Text("Hello")) }
        assertEquals(Screen.Sent(demo.texts["line.spelling"]), user.phone.screen)
    }
}
