package org.presend.demo

/** From "attach" to "sent" or "kept": check, tell, let the user choose, encrypt. One item at a time. */
public class SendFlow(
    private val conversation: Conversation,
    private val trusted: Conversation,
    private val checks: List<OutgoingCheck>,
    internal val settings: Settings,
    internal val helplines: Helplines,
    private val nanos: () -> Long = System::nanoTime,
) {
    /** What the user has to choose about since then, checked by these rules. */
    internal class Pending(
        val item: Outgoing,
        val verdict: Verdict,
        val rules: List<Any>,
        val sinceNanos: Long,
        var confirmed: Int = 0,
        var isCovered: Boolean = true,
    )

    private var pending: Pending? = null

    /** What is shown, to be said in the language of now. */
    private var shown: (() -> Screen)? = null

    /** Checks an item before it is encrypted. What needs no word goes out at once. */
    public suspend fun attach(item: Outgoing): Screen {
        keepPending()
        if (!settings.checks) return sent(item, "line.unchecked")
        val rules = settings.rules
        val verdict = checks.firstNotNullOfOrNull { it.check(item) }
        if (verdict == null) return sent(item, "line.nothing")
        if (verdict.way == Way.SEND) return sent(item, verdict.line, verdict.found)
        return ask(Pending(item, verdict, rules, nanos()).also { pending = it })
    }

    /** What comes is covered until it is asked for. It is compared with nothing: only what is sent is. */
    public fun receive(item: Outgoing): Screen {
        keepPending()
        conversation.receive(item, "received.covered")
        return show { Screen.News(settings.texts["received.covered"]) }
    }

    /** The user tapped this on the notice. Without one there is nothing to choose. */
    public suspend fun choose(action: Tap): Screen {
        val now = checkNotNull(pending) { "no notice is shown" }
        check(action in offered(now)) { "$action is not offered" }
        if (now.rules != settings.rules) return again()
        return when (action) {
            Tap.SEND -> confirm(now)
            Tap.CORRECT -> attach(Outgoing.Text(checkNotNull(now.verdict.correction).also { pending = null }))
            Tap.KEEP -> kept("line.kept").also { keepPending() }
            Tap.DELETE -> kept("line.deleted").also { pending = null }
            Tap.HELP -> show { help() }
            Tap.TRUST -> entrust()
            Tap.WHY -> show { why(now.verdict) }
            Tap.DETAILS -> show { details(now.verdict) }
            Tap.SHOW, Tap.COVER -> ask(now.apply { isCovered = action == Tap.COVER })
            Tap.BACK -> ask(now)
            Tap.EXPORT, Tap.FORGET -> error("there is no journal on a notice")
        }
    }

    /** What the notice offers, and what is offered from there. */
    private fun offered(now: Pending): List<Tap> {
        val taps = choices(now).map { it.action } + Tap.BACK
        val further = listOf(Tap.WHY to Tap.DETAILS, Tap.HELP to Tap.TRUST).filter { it.first in taps }.map { it.second }
        return taps + further + if (cover(now) != null) listOf(Tap.SHOW, Tap.COVER) else emptyList()
    }

    /** The prepared words go to someone whom the user trusts. They say nothing of the item, which is not sent. */
    private fun entrust(): Screen {
        trusted.send(Outgoing.Text(settings.texts["help.message"]), "help.sent")
        keepPending()
        return show { Screen.News(settings.texts["help.sent"]) }
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

    private fun ask(now: Pending) = show { notice(now) }

    /** What is still asked: reading for help does not start the pause again. */
    internal fun friction(now: Pending): Friction {
        val passed = (nanos() - now.sinceNanos) / NANOS_A_SECOND
        return now.verdict.friction.copy(pauseSeconds = maxOf(0L, now.verdict.friction.pauseSeconds - passed).toInt())
    }

    /** "Send anyway" may have to be said more than once. Whatever a button does: a tap before the pause is over is no answer. */
    private fun confirm(now: Pending): Screen {
        if (friction(now).pauseSeconds > 0) return ask(now)
        now.confirmed += 1
        if (now.confirmed < now.verdict.friction.confirmations) return show { question(now.verdict) }
        return sent(now.item, now.verdict.line, now.verdict.found).also { pending = null }
    }

    private fun sent(item: Outgoing, line: String, found: Boolean = false): Screen {
        conversation.send(item, line, found)
        return show { Screen.Sent(settings.texts[line]) }
    }

    private fun kept(line: String) = show { Screen.Kept(settings.texts[line]) }

    /** What nobody chose to send stays with its sender. */
    private fun keepPending() {
        pending?.let { conversation.keep(it.item, "line.kept", it.verdict.found) }
        pending = null
    }

    private fun show(screen: () -> Screen): Screen = screen().also { shown = screen }

    private companion object {
        const val NANOS_A_SECOND = 1_000_000_000L
    }
}
