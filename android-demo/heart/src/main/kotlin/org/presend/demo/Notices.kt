package org.presend.demo

// The notice, and what can be read from it.

internal fun SendFlow.notice(now: SendFlow.Pending): Screen.Notice =
    Screen.Notice(now.item, settings.texts[now.verdict.title], now.verdict.body[settings.language], choices(now), cover(now))

/** The safe ways out first, the first of them as the main one; "send anyway" last and apart. */
internal fun SendFlow.choices(now: SendFlow.Pending): List<Choice> = buildList {
    val verdict = now.verdict
    // A file that is only damaged is no reason to offer help.
    val isUnreadable = verdict.title == "title.could_not_be_checked"
    if (verdict.correction != null) add(choice(Tap.CORRECT))
    if (verdict.why != null) add(choice(Tap.DELETE))
    add(choice(Tap.KEEP))
    set(0, first().copy(weight = Weight.MAIN))
    if (verdict.why != null && !isUnreadable) add(choice(Tap.HELP, Weight.LINK))
    if (verdict.why != null) add(choice(Tap.WHY, Weight.LINK))
    if (verdict.way == Way.TELL) add(choice(Tap.SEND, Weight.APART).copy(friction = friction(now)))
}

/** A picture in which something was found is covered until it is asked for, and can be covered again. */
internal fun SendFlow.cover(now: SendFlow.Pending): Cover? =
    if (!now.verdict.found || now.item is Outgoing.Text) null
    else Cover(now.isCovered, settings.texts["cover.why"], choice(if (now.isCovered) Tap.SHOW else Tap.COVER, Weight.LINK))

/** Asked before it is sent after all. */
internal fun SendFlow.question(verdict: Verdict): Screen = Screen.Question(
    settings.texts["question.title"],
    settings.texts[if (verdict.found) "question.found" else "question.unread"],
    listOf(
        Choice(Tap.KEEP, settings.texts["question.no"], Weight.MAIN),
        Choice(Tap.SEND, settings.texts["question.yes"], Weight.APART),
    ),
)

internal fun SendFlow.help(): Screen {
    val texts = settings.texts
    val paragraphs = listOf(
        Paragraph("", texts["help.body"]),
        Paragraph(texts["help.trusted"], texts["help.words", texts["help.message"]]),
    )
    return reading("help.title", paragraphs + helplines(settings.language), listOf(choice(Tap.TRUST, Weight.MAIN)))
}

/** In plain words. Whoever wants to know more goes one step further. */
internal fun SendFlow.why(verdict: Verdict): Screen {
    val plain = verdict.why?.let { Paragraph(settings.texts["why.user"], it.user[settings.language]) }
    val how = Paragraph(settings.texts["why.how"], settings.texts[if (verdict.found) "why.compared" else "why.unread"])
    return reading("why.title", listOfNotNull(plain, how), listOf(choice(Tap.DETAILS, Weight.LINK)))
}

internal fun SendFlow.details(verdict: Verdict): Screen {
    val levels = verdict.why?.run { listOf("why.engineer" to engineer, "why.auditor" to auditor) }
    val paragraphs = levels.orEmpty().map { (key, words) -> Paragraph(settings.texts[key], words[settings.language]) }
    return reading("why.details", paragraphs, emptyList())
}

private fun SendFlow.reading(title: String, paragraphs: List<Paragraph>, choices: List<Choice>) =
    Screen.Reading(settings.texts[title], paragraphs, choices + choice(Tap.BACK))

private fun SendFlow.choice(action: Tap, weight: Weight = Weight.PLAIN) =
    Choice(action, settings.texts["choice.${action.name.lowercase()}"], weight)
