package org.presend.demo

/**
 * The app's own check, on the same hook as the one for pictures: it offers to correct a slip of the pen. Presend asks
 * it, and the policy says whether the user is told. Which word it was stays here.
 */
public class SpellingCheck(private val settings: Settings) : OutgoingCheck {
    override suspend fun check(item: Outgoing): Verdict? {
        val text = (item as? Outgoing.Text)?.text ?: return null
        val reading = Spelling.reads(text, settings.policy)
        val slip = if (reading.isTold) Slip.of(text) else null
        if (slip == null) return Verdict(Way.SEND, line = if (reading.isRead) "line.spelling" else "line.could_not")
        return Verdict(
            way = Way.TELL,
            line = "line.seen_spelling",
            title = "title.spelling",
            body = Words.of { Texts(it)["spelling.body", slip.wrong, slip.right] },
            correction = slip.corrected,
        )
    }
}

/** A slip of the pen in a text, and the text as it was probably meant. */
internal class Slip(val wrong: String, val right: String, val corrected: String) {
    companion object {
        private val KNOWN = mapOf("teh" to "the", "recieve" to "receive", "persé" to "per se", "enigste" to "enige")

        /** The first of the few that are known; null if there is none. */
        fun of(text: String): Slip? = KNOWN.entries.firstNotNullOfOrNull { (wrong, right) ->
            val corrected = Regex("\\b${Regex.escape(wrong)}\\b").replace(text, right)
            if (corrected == text) null else Slip(wrong, right, corrected)
        }
    }
}
