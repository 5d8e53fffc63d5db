package org.presend.demo

/** From "attach" to "sent" or "kept": check, tell, let the user choose, encrypt. One item at a time. */
public class SendFlow(
    private val conversation: Conversation,
    private val checks: List<OutgoingCheck>,
    private val settings: Settings,
    private val nanos: () -> Long = System::nanoTime,
) {
    /** What the user has to choose about since then, checked by these rules. */
    private class Pending(
        val item: Outgoing,
        val verdict: Verdict,
        val rules: List<Any>,
        val sinceNanos: Long,
        var confirmed: Int = 0,
    )

    /** What is still asked: reading for help does not begin the pause anew. */
    private val Pending.friction: Friction
        get() {
            val passed = (nanos() - sinceNanos) / NANOS_A_SECOND
            return verdict.friction.copy(pauseSeconds = maxOf(0L, verdict.friction.pauseSeconds - passed).toInt())
        }

    private var pending: Pending? = null

    /** What is shown, to be said in the language of now. */
    private var shown: (() -> Screen)? = null

    private val texts get() = settings.texts

    /** Checks an item before it is encrypted. What needs no word goes out at once. */
    public suspend fun attach(item: Outgoing): Screen {
        keepPending()
        if (!settings.checks) return sent(item, "line.unchecked")
        val rules = settings.rules
        val verdict = checks.firstNotNullOfOrNull { it.check(item) }
        if (verdict == null) return sent(item, "line.nothing")
        if (verdict.way == Way.SEND) return sent(item, verdict.line)
        return notice(Pending(item, verdict, rules, nanos()).also { pending = it })
    }

    /** The user tapped this on the notice. Without one there is nothing to choose. */
    public suspend fun choose(action: Tap): Screen {
        val now = checkNotNull(pending) { "no notice is shown" }
        check(action == Tap.BACK || choices(now).any { it.action == action }) { "$action is not offered" }
        if (now.rules != settings.rules) return again()
        return when (action) {
            Tap.SEND -> confirm(now)
            Tap.CORRECT -> attach(Outgoing.Text(checkNotNull(now.verdict.correction).also { pending = null }))
            Tap.KEEP -> kept("line.kept").also { keepPending() }
            Tap.DELETE -> kept("line.deleted").also { pending = null }
            Tap.HELP -> show { reading("help.title", listOf(Paragraph("", texts["help.body"]))) }
            Tap.WHY -> show { reading("why.title", why(checkNotNull(now.verdict.why))) }
            Tap.BACK -> notice(now)
            Tap.EXPORT -> error("there is no journal on a notice")
        }
    }

    /** Something else is shown now: what waited for a choice stays with its sender. */
    public fun leave(): Unit = keepPending()

    /** What is shown, in the language of now. An item that was checked by other rules than those of now is kept. */
    public fun again(): Screen {
        if (pending?.rules?.equals(settings.rules) == false) {
            keepPending()
            return kept(if (settings.checks) "line.rules" else "line.off")
        }
        return checkNotNull(shown) { "nothing was shown" }()
    }

    private fun notice(now: Pending) =
        show { Screen.Notice(now.item, texts[now.verdict.title], now.verdict.body[settings.language], choices(now)) }

    private fun choices(now: Pending): List<Choice> = buildList {
        val verdict = now.verdict
        if (verdict.correction != null) add(choice(Tap.CORRECT))
        if (verdict.why != null) add(choice(Tap.DELETE))
        add(choice(Tap.KEEP))
        // A file that is only damaged is no reason to offer help.
        if (verdict.why != null && verdict.title != UNREADABLE) add(choice(Tap.HELP))
        if (verdict.way == Way.TELL) add(sending(now))
        if (verdict.why != null) add(choice(Tap.WHY))
    }

    /** "Send anyway" may have to be said more than once. */
    private fun sending(now: Pending) =
        if (now.confirmed == 0) choice(Tap.SEND).copy(friction = now.friction) else Choice(Tap.SEND, texts["choice.send_again"])

    /** Whatever a button does: what comes before the pause is over is no answer. */
    private fun confirm(now: Pending): Screen {
        if (now.friction.pauseSeconds > 0) return notice(now)
        now.confirmed += 1
        if (now.confirmed < now.verdict.friction.confirmations) return notice(now)
        return sent(now.item, now.verdict.line).also { pending = null }
    }

    private fun sent(item: Outgoing, line: String): Screen {
        conversation.send(item, line)
        return show { Screen.Sent(texts[line]) }
    }

    private fun kept(line: String) = show { Screen.Kept(texts[line]) }

    /** What nobody chose to send stays with its sender. */
    private fun keepPending() {
        pending?.let { conversation.keep(it.item, "line.kept") }
        pending = null
    }

    private fun why(why: Explanation) =
        listOf("why.user" to why.user, "why.engineer" to why.engineer, "why.auditor" to why.auditor)
            .map { (key, words) -> Paragraph(texts[key], words[settings.language]) }

    private fun reading(title: String, paragraphs: List<Paragraph>) =
        Screen.Reading(texts[title], paragraphs, listOf(choice(Tap.BACK)))

    private fun choice(action: Tap) = Choice(action, texts["choice.${action.name.lowercase()}"])

    private fun show(screen: () -> Screen): Screen = screen().also { shown = screen }

    private companion object {
        const val NANOS_A_SECOND = 1_000_000_000L
        const val UNREADABLE = "title.could_not_be_checked"
    }
}
