package org.presend.demo

// The notice, and what can be read from it.

internal fun SendFlow.notice(now: SendFlow.Pending): Screen.Notice =
    Screen.Notice(now.item, settings.texts[now.verdict.title], now.verdict.body[settings.language], choices(now))

internal fun SendFlow.choices(now: SendFlow.Pending): List<Choice> = buildList {
    val verdict = now.verdict
    // A file that is only damaged is no reason to offer help.
    val isUnreadable = verdict.title == "title.could_not_be_checked"
    if (verdict.correction != null) add(choice(Tap.CORRECT))
    if (verdict.why != null) add(choice(Tap.DELETE))
    add(choice(Tap.KEEP))
    if (verdict.why != null && !isUnreadable) add(choice(Tap.HELP))
    if (verdict.way == Way.TELL) add(sending(now))
    if (verdict.why != null) add(choice(Tap.WHY))
}

internal fun SendFlow.help(): Screen = reading("help.title", listOf(Paragraph("", settings.texts["help.body"])))

internal fun SendFlow.why(verdict: Verdict): Screen {
    val levels = verdict.why?.run { listOf("why.user" to user, "why.engineer" to engineer, "why.auditor" to auditor) }
    val paragraphs = levels.orEmpty().map { (key, words) -> Paragraph(settings.texts[key], words[settings.language]) }
    return reading("why.title", paragraphs)
}

/** "Send anyway", and after the first time "yes". */
private fun SendFlow.sending(now: SendFlow.Pending) =
    if (now.confirmed == 0) choice(Tap.SEND).copy(friction = friction(now))
    else Choice(Tap.SEND, settings.texts["choice.send_again"])

private fun SendFlow.reading(title: String, paragraphs: List<Paragraph>) =
    Screen.Reading(settings.texts[title], paragraphs, listOf(choice(Tap.BACK)))

private fun SendFlow.choice(action: Tap) = Choice(action, settings.texts["choice.${action.name.lowercase()}"])
