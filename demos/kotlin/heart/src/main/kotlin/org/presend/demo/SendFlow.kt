package org.presend.demo

/** From "attach" to "sent" or "kept": check, tell, let the user choose, encrypt. One item at a time. */
public class SendFlow(
    private val conversation: Conversation,
    private val checks: List<OutgoingCheck>,
    private val settings: Settings,
) {
    private var pending: Pending? = null

    private class Pending(val item: Outgoing, val verdict: Verdict, val notice: Screen.Notice, var confirmed: Int = 0)

    private val texts get() = settings.texts

    /** Checks an item before it is encrypted. What needs no word goes out at once. */
    public suspend fun attach(item: Outgoing): Screen {
        pending = null
        if (!settings.checks) return sent(item, "line.unchecked")
        val verdict = checks.firstNotNullOfOrNull { it.check(item) }
        if (verdict == null) return sent(item, "line.nothing")
        if (verdict.way == Way.SEND) return sent(item, verdict.line)
        val notice = notice(item, verdict)
        pending = Pending(item, verdict, notice)
        return notice
    }

    /** The user tapped this on the notice. Without one there is nothing to choose. */
    public suspend fun choose(action: Tap): Screen {
        val now = checkNotNull(pending) { "no notice is shown" }
        check(action == Tap.BACK || now.notice.choices.any { it.action == action }) { "$action is not offered" }
        return when (action) {
            Tap.SEND -> confirm(now)
            Tap.CORRECT -> attach(Outgoing.Text(checkNotNull(now.verdict.correction)))
            Tap.KEEP -> done(Screen.Kept(texts["line.kept"]))
            Tap.DELETE -> done(Screen.Kept(texts["line.deleted"]))
            Tap.HELP -> help()
            Tap.WHY -> why(checkNotNull(now.verdict.why))
            Tap.BACK -> now.notice
            Tap.EXPORT -> error("there is no journal on a notice")
        }
    }

    private fun notice(item: Outgoing, verdict: Verdict): Screen.Notice {
        val choices = buildList {
            if (verdict.correction != null) add(choice(Tap.CORRECT))
            if (verdict.why != null) add(choice(Tap.DELETE))
            add(choice(Tap.KEEP))
            // A file that is only damaged is no reason to offer help.
            if (verdict.why != null && verdict.title != UNREADABLE) add(choice(Tap.HELP))
            if (verdict.way == Way.TELL) add(choice(Tap.SEND).copy(friction = verdict.friction))
            if (verdict.why != null) add(choice(Tap.WHY))
        }
        return Screen.Notice(item, texts[verdict.title], verdict.body, choices)
    }

    /** "Send anyway" may have to be said more than once. */
    private fun confirm(now: Pending): Screen {
        now.confirmed += 1
        if (now.confirmed >= now.verdict.friction.confirmations) return done(sent(now.item, now.verdict.line))
        val again = Choice(Tap.SEND, texts["choice.send_again"])
        return now.notice.copy(choices = now.notice.choices.map { if (it.action == Tap.SEND) again else it })
    }

    private fun sent(item: Outgoing, line: String): Screen {
        conversation.send(item, texts[line])
        return Screen.Sent(texts[line])
    }

    private fun done(screen: Screen): Screen = screen.also { pending = null }

    private fun help() = reading("help.title", listOf(Paragraph("", texts["help.body"])))

    private fun why(why: Explanation): Screen {
        val levels = listOf("why.user" to why.user, "why.engineer" to why.engineer, "why.auditor" to why.auditor)
        return reading("why.title", levels.map { (key, text) -> Paragraph(texts[key], text) })
    }

    private fun reading(title: String, paragraphs: List<Paragraph>) =
        Screen.Reading(texts[title], paragraphs, listOf(choice(Tap.BACK)))

    private fun choice(action: Tap) = Choice(action, texts["choice.${action.name.lowercase()}"])

    private companion object {
        const val UNREADABLE = "title.could_not_be_checked"
    }
}
