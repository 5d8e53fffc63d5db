package org.presend.demo.android

import android.app.Activity
import android.os.Bundle
import android.widget.RadioButton
import android.widget.RadioGroup
import android.widget.Switch
import android.widget.TextView
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.presend.Audience
import org.presend.demo.AppLanguage
import org.presend.demo.Phone
import org.presend.demo.Reaction

/** The switch, and what the user may choose. */
public class SettingsActivity : Activity() {
    private val scope = MainScope()

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.settings)
        scope.launch { show((application as DemoApplication).phone.await()) }
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    private fun show(phone: Phone) {
        val (settings, texts) = phone.app.settings to phone.texts
        findViewById<TextView>(R.id.title).text = texts["window.settings"]
        findViewById<Switch>(R.id.checks).apply {
            text = texts["checked.switch"]
            isChecked = settings.checks
            setOnCheckedChangeListener { _, on ->
                settings.checks = on
                phone.settingsChanged()
            }
        }
        choice(phone, R.id.policy_title, R.id.policy, Choosing("policy", Reaction.entries, settings::reaction))
        choice(phone, R.id.audience_title, R.id.audience, Choosing("audience", Audience.entries, settings::audience))
        choice(phone, R.id.language_title, R.id.language, Choosing("language", AppLanguage.entries, settings::language))
    }

    private class Choosing<T : Enum<T>>(
        val name: String,
        val values: List<T>,
        val chosen: kotlin.reflect.KMutableProperty0<T>,
    )

    private fun <T : Enum<T>> choice(phone: Phone, title: Int, group: Int, choosing: Choosing<T>) {
        findViewById<TextView>(title).text = phone.texts["setting.${choosing.name}"]
        val buttons = findViewById<RadioGroup>(group)
        buttons.removeAllViews()
        for (value in choosing.values) {
            val button = RadioButton(this).apply {
                text = phone.texts["${choosing.name}.${value.name.lowercase()}"]
                isChecked = value == choosing.chosen.get()
                setOnClickListener {
                    choosing.chosen.set(value)
                    phone.settingsChanged()
                    // Another language changes every text.
                    show(phone)
                }
            }
            buttons.addView(button)
        }
    }
}
