package org.presend.demo.android

import android.app.Activity
import android.app.AlertDialog
import android.content.ActivityNotFoundException
import android.content.Intent
import android.os.Bundle
import android.view.View
import android.widget.Button
import android.widget.EditText
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.presend.demo.Outgoing
import org.presend.demo.Phone
import org.presend.demo.Scenario

/** The conversation, and below it what is shown before a message goes out. */
public class MainActivity : Activity() {
    private val scope = MainScope()
    private var phone: Phone? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.main)
        scope.launch {
            val opened = (application as DemoApplication).phone.await()
            phone = opened
            opened.changed = ::show
            listen(opened)
            show()
        }
    }

    override fun onDestroy() {
        if (phone?.changed == ::show) phone?.changed = {}
        scope.cancel()
        super.onDestroy()
    }

    private fun listen(phone: Phone) {
        findViewById<Button>(R.id.scenarios).setOnClickListener { offerScenarios(phone) }
        findViewById<Button>(R.id.settings).setOnClickListener { startActivity(Intent(this, SettingsActivity::class.java)) }
        findViewById<Button>(R.id.attach).setOnClickListener { pick(phone) }
        findViewById<Button>(R.id.send).setOnClickListener {
            val written = findViewById<EditText>(R.id.written)
            if (written.text.isNotBlank()) phone.attach(Outgoing.Text(written.text.toString()))
            written.text.clear()
        }
    }

    private fun offerScenarios(phone: Phone) {
        val texts = phone.texts
        val names = Scenario.entries.map { "${it.ordinal + 1}. ${texts[it.title]}" }
        AlertDialog.Builder(this)
            .setTitle(texts["window.scenarios"])
            .setItems(names.toTypedArray()) { _, which -> phone.begin(Scenario.entries[which]) }
            .show()
    }

    private fun pick(phone: Phone) {
        try {
            startActivityForResult(pickerIntent(), PICKED)
        } catch (_: ActivityNotFoundException) {
            phone.attach(null)
        }
    }

    @Deprecated("The replacement is in AndroidX, which the demo does without.")
    override fun onActivityResult(requestCode: Int, resultCode: Int, data: Intent?) {
        val uri = data?.data
        if (requestCode != PICKED || resultCode != RESULT_OK || uri == null) return
        scope.launch { (application as DemoApplication).phone.await().attach(attachment(uri, contentResolver)) }
    }

    /** Draws everything again, in the language of the settings. */
    private fun show() {
        val phone = phone ?: return
        val texts = phone.texts
        findViewById<TextView>(R.id.peer).text = texts["window.peer"]
        findViewById<TextView>(R.id.avatar).text = texts["window.peer"].take(1)
        findViewById<Button>(R.id.scenarios).text = texts["window.scenarios"]
        findViewById<Button>(R.id.settings).text = texts["window.settings"]
        findViewById<Button>(R.id.attach).text = texts["window.attach"]
        findViewById<Button>(R.id.send).text = texts["window.send"]
        findViewById<EditText>(R.id.written).hint = texts["window.write"]
        findViewById<View>(R.id.busy).visibility = if (phone.busy) View.VISIBLE else View.GONE
        val messages = findViewById<LinearLayout>(R.id.messages)
        messages.removeAllViews()
        phone.app.conversation.messages.forEach { messages.add(it, phone) }
        findViewById<LinearLayout>(R.id.above).ask(phone)
        findViewById<LinearLayout>(R.id.below).show(phone)
        findViewById<ScrollView>(R.id.scroll).run { post { fullScroll(View.FOCUS_DOWN) } }
    }

    private companion object {
        const val PICKED = 1
    }
}
