package org.presend.demo

/** The language of the app. */
public enum class AppLanguage { ENGLISH, DUTCH }

/** The words of the app in one language, from the one table that all platforms share. */
public class Texts(public val language: AppLanguage) {
    private val texts: Map<String, String> = table.mapValues { (_, row) -> row[language.ordinal] }

    /** The text of this key, with `{0}`, `{1}`.. replaced. A key that is not in the table is a mistake. */
    public operator fun get(key: String, vararg values: Any): String {
        val text = requireNotNull(texts[key]) { "no text for $key" }
        return values.foldIndexed(text) { index, said, value -> said.replace("{$index}", value.toString()) }
    }

    public companion object {
        /** The table: each key with its text in every language, in the order of [AppLanguage]. */
        internal val table: Map<String, List<String>> by lazy(::read)

        private fun read(): Map<String, List<String>> {
            val file = requireNotNull(Texts::class.java.getResourceAsStream("/texts.tsv")) { "texts.tsv is missing" }
            val rows = file.bufferedReader().useLines { lines -> lines.drop(1).map { it.split('\t') }.toList() }
            return rows.associate { it.first() to it.drop(1) }
        }
    }
}
