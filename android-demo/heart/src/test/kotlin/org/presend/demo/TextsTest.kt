package org.presend.demo

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue

/** The one table of texts is whole in every language. */
class TextsTest {
    @Test
    fun `every key has a text in every language, and the same values in each`() {
        val value = Regex("\\{\\d}")
        for ((key, row) in Texts.table) {
            assertEquals(AppLanguage.entries.size, row.size, key)
            row.forEach { assertTrue(it.isNotBlank() && it == it.trim(), key) }
            assertEquals(1, row.map { value.findAll(it).map(MatchResult::value).toSet() }.distinct().size, key)
        }
    }

    @Test
    fun `nothing is the same in both languages but their names`() {
        val same = Texts.table.filter { (key, row) -> row[0] == row[1] && !key.startsWith("language.") }.keys
        assertEquals(emptySet<String>(), same)
    }

    @Test
    fun `every scenario, message and choice has its text`() {
        for (language in AppLanguage.entries) {
            val texts = Texts(language)
            Scenario.entries.forEach { texts[it.title] }
            org.presend.MessageKey.entries.forEach { texts["title.${it.name.lowercase()}"] }
            Tap.entries.forEach { texts["choice.${it.name.lowercase()}"] }
            Guardian.Key.entries.forEach { texts["guardian.${it.name.lowercase()}"] }
            Reaction.entries.forEach { texts["policy.${it.name.lowercase()}"] }
        }
    }

    @Test
    fun `why a list was refused is said in the language of the app, with the name of the check`() {
        assertEquals("it is no longer valid (Expired)", Texts(AppLanguage.ENGLISH).refusal("Expired"))
        assertEquals("hij is niet meer geldig (Expired)", Texts(AppLanguage.DUTCH).refusal("Expired"))
        assertEquals("it did not pass a check (Newer)", Texts(AppLanguage.ENGLISH).refusal("Newer"))
    }

    @Test
    fun `a key that is not there is a mistake`() {
        assertFailsWith<IllegalArgumentException> { Texts(AppLanguage.ENGLISH)["no.such.key"] }
    }

    @Test
    fun `in Dutch the whole way is Dutch`() = demo { demo ->
        demo.app.settings.language = AppLanguage.DUTCH
        val notice = demo.app.perform(Scenario.LISTED.steps.single()).notice()
        assertEquals("Testafbeelding gevonden", notice.title)
        assertTrue(notice.body.endsWith("Er is hierover niets doorgegeven."), notice.body)
        assertEquals(listOf("Niet versturen, en uit deze app verwijderen", "Niet versturen, hier laten staan", "Hulp zoeken", "Waarom?", "Toch versturen"), notice.choices.map { it.label })
    }
}
