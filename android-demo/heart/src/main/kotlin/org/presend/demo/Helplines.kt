package org.presend.demo

import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readLines

/** Where the user finds help, in each language. The app brings them: `helplines.tsv` among the files that it carries. */
public class Helplines(file: Path) {
    private val rows = if (file.exists()) file.readLines().drop(1).map { it.split('\t') } else emptyList()

    /** Each with its number and whom it is for; empty if the app brings none. */
    internal operator fun invoke(language: AppLanguage): List<Paragraph> =
        rows.filter { it.first() == language.name.lowercase() }.map { (_, name, number, about) -> Paragraph("$name: $number", about) }
}
