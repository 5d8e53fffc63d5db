package org.presend.demo.android

import android.view.LayoutInflater
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.TextView
import org.presend.demo.Guardian
import org.presend.demo.Phone

/** A grown-up's code before the rules. `turned` is told what was said of a tap. */
internal fun LinearLayout.lock(phone: Phone, said: String?, turned: (String) -> Unit) {
    val (guardian, texts) = phone.app.guardian to phone.texts
    val offers = guardian.offers
    findViewById<TextView>(R.id.guardian_title).text = texts["guardian.title"]
    findViewById<TextView>(R.id.guardian_line).text = said ?: guardian.line(texts)
    val code = findViewById<EditText>(R.id.code).apply {
        hint = texts["guardian.code"]
        visibility = if (Guardian.Key.SET in offers || Guardian.Key.OPEN in offers) View.VISIBLE else View.GONE
    }
    val buttons = findViewById<LinearLayout>(R.id.keys).apply { removeAllViews() }
    for (key in offers) {
        val button = LayoutInflater.from(context).inflate(R.layout.choice, buttons, false) as Button
        button.text = texts["guardian.${key.name.lowercase()}"]
        button.tag = key.name
        button.setOnClickListener {
            val line = guardian.turn(key, "${code.text}", texts)
            code.text.clear()
            turned(line)
        }
        buttons.addView(button)
    }
}
