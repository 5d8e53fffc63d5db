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
import org.presend.demo.Phone
import org.presend.demo.Screen
import org.presend.demo.Tap
import org.presend.demo.Texts

/** A message with its small line. One that was not sent is pale. */
internal fun LinearLayout.add(message: Message, texts: Texts) {
    val view = inflated(R.layout.message)
    view.alpha = if (message.number == null) PALE else 1f
    view.fill(message.item)
    view.findViewById<TextView>(R.id.line).text = texts[message.line]
    addView(view)
}

private const val PALE = 0.6f

/** What is shown below the conversation, and the step that follows. */
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
        is Screen.Reading -> reading(screen, texts, phone::choose)
    }
    phone.nextLabel?.let { label -> button(Choice(Tap.BACK, label), texts) { phone.next() } }
}

private fun LinearLayout.notice(notice: Screen.Notice, texts: Texts, choose: (Tap) -> Unit) {
    val view = inflated(R.layout.notice)
    view.fill(notice.item)
    view.findViewById<TextView>(R.id.title).text = notice.title
    view.findViewById<TextView>(R.id.body).text = notice.body
    addView(view)
    notice.choices.forEach { button(it, texts, choose) }
}

private fun LinearLayout.reading(reading: Screen.Reading, texts: Texts, choose: (Tap) -> Unit) {
    val view = inflated(R.layout.reading)
    view.findViewById<TextView>(R.id.title).text = reading.title
    view.findViewById<TextView>(R.id.body).text = reading.paragraphs.joinToString("\n\n") { paragraph ->
        listOf(paragraph.heading, paragraph.text.trim()).filter(String::isNotEmpty).joinToString("\n")
    }
    addView(view)
    reading.choices.forEach { button(it, texts, choose) }
}

private fun LinearLayout.line(text: String) =
    addView((inflated(R.layout.line) as TextView).also { it.text = text })

private fun LinearLayout.button(choice: Choice, texts: Texts, choose: (Tap) -> Unit) {
    val button = inflated(R.layout.choice) as Button
    button.text = choice.label
    button.tag = choice.action.name
    button.setOnClickListener { choose(choice.action) }
    if (choice.friction.pauseSeconds > 0) button.pause(choice, texts)
    addView(button)
}

private fun View.fill(item: Outgoing) {
    val text = findViewById<TextView>(R.id.text)
    when (item) {
        is Outgoing.Text -> text.text = item.text
        is Outgoing.Attachment -> {
            text.text = item.name
            findViewById<android.widget.ImageView>(R.id.picture).setImageBitmap(preview(item.bytes))
        }
    }
}

private fun ViewGroup.inflated(layout: Int): View = LayoutInflater.from(context).inflate(layout, this, false)
