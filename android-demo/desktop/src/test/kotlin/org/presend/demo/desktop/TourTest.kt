package org.presend.demo.desktop

import kotlin.test.Test
import kotlin.test.assertFalse
import org.presend.demo.AppLanguage
import org.presend.demo.Scenario
import org.presend.demo.Tap
import org.presend.demo.Texts

/** Every scenario clicked through in a real window, with a picture of each. It needs a display. */
class TourTest {
    private fun driven(test: Driven.() -> Unit) = Driven().use(test)

    private fun Driven.begin(scenario: Scenario) = click(scenario.name)

    private fun Driven.shot(scenario: Scenario, step: Int = 1) =
        picture("%02d-%s-%d".format(scenario.ordinal + 1, scenario.name.lowercase(), step))

    @Test
    fun `every scenario shows what its page says`() = driven {
        reads(texts["window.welcome"])
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        shot(Scenario.HARMLESS)
        for (scenario in listOf(Scenario.LISTED, Scenario.REENCODED, Scenario.EDITED, Scenario.ANIMATION)) {
            begin(scenario)
            scenario.steps.indices.forEach { step ->
                if (step > 0) click("NEXT")
                reads(texts["title.test_material"])
                shot(scenario, step + 1)
                click(Tap.KEEP.name)
                reads(texts["line.kept"])
            }
        }
        begin(Scenario.UNREADABLE)
        reads(texts["title.could_not_be_checked"])
        shot(Scenario.UNREADABLE)
        click(Tap.SEND.name)
        reads(texts["line.seen_unchecked"])
        begin(Scenario.TEXT)
        reads(texts["title.spelling"])
        shot(Scenario.TEXT)
        click(Tap.CORRECT.name)
        reads("I did not receive it.")
        click("NEXT")
        reads(texts["title.test_material"])
        click(Tap.KEEP.name)
        begin(Scenario.UPDATE)
        reads(texts["title.test_material"])
        click(Tap.KEEP.name)
        click("NEXT")
        reads(texts["update.done", 2])
        click("NEXT")
        reads(texts["line.checked"])
        click("NEXT")
        reads("(UnderAttested)")
        shot(Scenario.UPDATE, 2)
        click("NEXT")
        reads(texts["rollback.done", 1])
        begin(Scenario.OFFLINE)
        reads(texts["window.offline"])
        reads(texts["line.checked"])
        shot(Scenario.OFFLINE)
        begin(Scenario.CHECKED)
        reads(texts["checked.left"])
        reads("(DE)")
        shot(Scenario.CHECKED)
        click(Tap.EXPORT.name)
        reads("journal.txt")
        begin(Scenario.RECEIVED)
        reads(texts["received.covered"])
        shot(Scenario.RECEIVED)
    }

    @Test
    fun `why, help and back lead there and back again`() = driven {
        begin(Scenario.LISTED)
        click(Tap.WHY.name)
        reads(texts["why.compared"])
        picture("why")
        click(Tap.DETAILS.name)
        reads(texts["why.auditor"])
        picture("details")
        click(Tap.BACK.name)
        click(Tap.HELP.name)
        reads(texts["help.body"])
        reads("116 111")
        picture("help")
        click(Tap.BACK.name)
        click(Tap.DELETE.name)
        reads(texts["line.deleted"])
    }

    @Test
    fun `asked as a child, send anyway waits, and is said more than once`() = driven {
        choose("policy", 1)
        choose("audience", 2)
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        picture("child")
        val before = bounds(Tap.SEND.name)
        click(Tap.SEND.name)
        reads(texts["question.title"])
        picture("question")
        assertFalse(before.intersects(bounds(Tap.SEND.name)), "the second question is under the same finger")
        click(Tap.SEND.name)
        reads(texts["line.seen"])
    }

    @Test
    fun `a notice does not survive the switch`() = driven {
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        click("checks")
        reads(texts["line.off"])
        begin(Scenario.LISTED)
        reads(texts["line.unchecked"])
    }

    @Test
    fun `in Dutch nothing is left in English`() = driven {
        // A sent message, one that was not, and an open notice change their language too.
        begin(Scenario.HARMLESS)
        reads(texts["line.checked"])
        begin(Scenario.LISTED)
        click(Tap.KEEP.name)
        reads(texts["line.kept"])
        begin(Scenario.LISTED)
        reads(texts["title.test_material"])
        choose("language", 1)
        reads("Testafbeelding gevonden")
        reads(texts["line.kept"])
        picture("dutch")
        val english = Texts(AppLanguage.ENGLISH)
        val keys = listOf(
            "title.test_material", "choice.delete", "window.settings", "setting.policy", "policy.warn", "line.checked", "line.kept",
        )
        for (key in keys) assertFalse(english[key] in words(), key)
    }
}
