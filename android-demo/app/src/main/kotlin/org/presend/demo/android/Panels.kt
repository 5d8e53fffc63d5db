package org.presend.demo.android

import android.view.LayoutInflater
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.LinearLayout
import android.widget.TextView
import org.presend.demo.Choice
import org.presend.demo.Message
import org.presend.demo.Outgoing
import org.presend.demo.Paragraph
import org.presend.demo.Phone
import org.presend.demo.Screen
import org.presend.demo.Tap
import org.presend.demo.Texts
import org.presend.demo.Weight
import org.presend.demo.time

/** A message with its small line and its time. One that was not sent has an edge, and no colour; one that came is at the start. */
internal fun LinearLayout.add(message: Message, phone: Phone) {
    val view = inflated(if (message.isReceived) R.layout.message_received else R.layout.message)
    val isCovered = phone.covers(message)
    view.findViewById<View>(R.id.bubble).setBackgroundResource(if (message.number == null) R.drawable.kept else R.drawable.sent)
    view.fill(message.item, isCovered, phone.texts)
    view.findViewById<TextView>(R.id.line).text = "${phone.texts[message.line]}  ${time(message.at)}"
    view.findViewById<Button>(R.id.show).apply {
        visibility = if (message.startsCovered) View.VISIBLE else View.GONE
        text = phone.texts[if (isCovered) "choice.show" else "choice.cover"]
        tag = "SHOW-${message.id}"
        setOnClickListener { phone.uncover(message) }
    }
    addView(view)
}

/** What is shown below the conversation, and the step that follows. A question is asked elsewhere. */
internal fun LinearLayout.show(phone: Phone) {
    removeAllViews()
    if (phone.busy) return
    val texts = phone.texts
    if (phone.about.isNotEmpty()) line(phone.about)
    when (val screen = phone.screen) {
        null -> line(texts["window.welcome"])
        is Screen.Sent -> line(screen.line)
        is Screen.Kept -> line(screen.line)
        is Screen.News -> line(screen.line)
        is Screen.Notice -> notice(screen, texts, phone::choose)
        is Screen.Question -> Unit
        is Screen.Reading -> reading(screen.title, screen.paragraphs, screen.choices, texts, phone::choose)
    }
    phone.nextLabel?.let { label -> button(Choice(Tap.BACK, label), texts) { phone.next() } }
}

/** The question, if one is asked: above the conversation, where nothing was tapped before. */
internal fun LinearLayout.ask(phone: Phone) {
    removeAllViews()
    val question = (phone.screen as? Screen.Question)?.takeUnless { phone.busy }
    visibility = if (question == null) View.GONE else View.VISIBLE
    if (question == null) return
    reading(question.title, listOf(Paragraph("", question.body)), question.choices, phone.texts, phone::choose)
}

private fun LinearLayout.notice(notice: Screen.Notice, texts: Texts, choose: (Tap) -> Unit) {
    val view = inflated(R.layout.notice)
    val cover = notice.cover
    view.fill(notice.item, cover?.isOn == true, texts)
    view.findViewById<TextView>(R.id.title).text = notice.title
    view.findViewById<TextView>(R.id.body).text = notice.body
    view.findViewById<TextView>(R.id.cover).apply { text = cover?.line; visibility = if (cover == null) View.GONE else View.VISIBLE }
    view.findViewById<LinearLayout>(R.id.said).apply { cover?.let { button(it.choice, texts, choose) } }
    addView(view)
    buttons(notice.choices, texts, choose)
}

private fun LinearLayout.reading(
    title: String, paragraphs: List<Paragraph>, choices: List<Choice>, texts: Texts, choose: (Tap) -> Unit,
) {
    val view = inflated(R.layout.reading)
    view.findViewById<TextView>(R.id.title).text = title
    view.findViewById<TextView>(R.id.body).text = paragraphs.joinToString("\n\n") { paragraph ->
        listOf(paragraph.heading, "${paragraph.mark.sign} ${paragraph.text}".trim()).filter(String::isNotEmpty).joinToString("\n")
    }
    addView(view)
    buttons(choices, texts, choose)
}

private fun LinearLayout.line(text: String) =
    addView((inflated(R.layout.line) as TextView).also { it.text = text })

/** What is apart is last, below a line. */
private fun LinearLayout.buttons(choices: List<Choice>, texts: Texts, choose: (Tap) -> Unit) {
    val (apart, others) = choices.partition { it.weight == Weight.APART }
    others.forEach { button(it, texts, choose) }
    if (apart.isNotEmpty()) addView(inflated(R.layout.apart))
    apart.forEach { button(it, texts, choose) }
}

private fun LinearLayout.button(choice: Choice, texts: Texts, choose: (Tap) -> Unit) {
    val layout = when (choice.weight) {
        Weight.MAIN -> R.layout.choice_main
        Weight.PLAIN -> R.layout.choice
        Weight.LINK -> R.layout.choice_link
        Weight.APART -> R.layout.choice_apart
    }
    val button = inflated(layout) as Button
    button.text = choice.label
    button.tag = choice.action.name
    button.setOnClickListener { choose(choice.action) }
    if (choice.friction.pauseSeconds > 0) button.pause(choice, texts)
    addView(button)
}

private fun View.fill(item: Outgoing, isCovered: Boolean, texts: Texts) {
    val text = findViewById<TextView>(R.id.text)
    when (item) {
        is Outgoing.Text -> text.text = item.text
        is Outgoing.Attachment -> {
            val picture = preview(item.bytes)?.let { if (isCovered) covered(it) else it }
            val name = if (isCovered) texts["cover.alt"] else texts["cover.picture", item.name]
            findViewById<android.widget.ImageView>(R.id.picture).apply { setImageBitmap(picture); contentDescription = name }
            text.text = if (picture == null) name else ""
        }
    }
    text.visibility = if (text.text.isEmpty()) View.GONE else View.VISIBLE
}

private fun ViewGroup.inflated(layout: Int): View = LayoutInflater.from(context).inflate(layout, this, false)
