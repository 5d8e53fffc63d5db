package org.presend.demo

import java.util.Locale
import org.presend.ExplainLanguage

/** The language of the app. */
public enum class AppLanguage {
    ENGLISH, DUTCH;

    /** The language of what Presend explains. */
    internal val explanations: ExplainLanguage
        get() = when (this) {
            ENGLISH -> ExplainLanguage.ENGLISH
            DUTCH -> ExplainLanguage.DUTCH
        }

    public companion object {
        /** The language of the device, or English if the app does not speak it. */
        public fun ofDevice(): AppLanguage = if (Locale.getDefault().language == "nl") DUTCH else ENGLISH
    }
}

/** Words that are not in the table, in every language. */
public data class Words(private val inEach: List<String> = AppLanguage.entries.map { "" }) {
    /** Them in this language. */
    public operator fun get(language: AppLanguage): String = inEach[language.ordinal]

    public companion object {
        /** The words of each language. */
        public fun of(words: (AppLanguage) -> String): Words = Words(AppLanguage.entries.map(words))
    }
}

/** The words of the app in one language, from the one table that all platforms share. */
public class Texts(public val language: AppLanguage) {
    private val texts: Map<String, String> = table.mapValues { (_, row) -> row[language.ordinal] }

    /** The text of this key, with `{0}`, `{1}`.. replaced. A key that is not in the table is a mistake. */
    public operator fun get(key: String, vararg values: Any): String {
        val text = requireNotNull(texts[key]) { "no text for $key" }
        return values.foldIndexed(text) { index, said, value -> said.replace("{$index}", value.toString()) }
    }

    /** Why the check of this name refused a list, and the name. */
    public fun refusal(check: String): String = "${language.explanations.refusal(check)} ($check)"

    public companion object {
        /** True if the table has this key. */
        public fun has(key: String): Boolean = key in table

        /** The table: each key with its text in every language, in the order of [AppLanguage]. */
        internal val table: Map<String, List<String>> by lazy(::read)

        private fun read(): Map<String, List<String>> {
            val file = requireNotNull(Texts::class.java.getResourceAsStream("/texts.tsv")) { "texts.tsv is missing" }
            val rows = file.bufferedReader().useLines { lines -> lines.drop(1).map { it.split('\t') }.toList() }
            return rows.associate { it.first() to it.drop(1) }
        }
    }
}
