package org.presend.demo

/**
 * A check that the app brings itself, on the same hook as the one for pictures: it knows a few slips of
 * the pen, and offers to correct the first one it sees.
 */
public object SpellingCheck : OutgoingCheck {
    override suspend fun check(item: Outgoing): Verdict? {
        val text = (item as? Outgoing.Text)?.text ?: return null
        val (wrong, right) = SLIPS.entries.firstOrNull { (slip, _) -> word(slip).containsMatchIn(text) }
            ?: return Verdict(Way.SEND, line = "line.spelling")
        return Verdict(
            way = Way.TELL,
            line = "line.seen_spelling",
            title = "title.spelling",
            body = Words.of { Texts(it)["spelling.body", wrong, right] },
            correction = word(wrong).replace(text, right),
        )
    }

    private val SLIPS = mapOf("teh" to "the", "recieve" to "receive", "persé" to "per se", "enigste" to "enige")

    private fun word(slip: String) = Regex("\\b${Regex.escape(slip)}\\b")
}
