package org.presend.demo.android

import android.app.Activity
import android.os.Bundle
import android.widget.LinearLayout
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
    private var phone: Phone? = null

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        setContentView(R.layout.settings)
        scope.launch { show((application as DemoApplication).phone.await().also { phone = it }) }
    }

    /** Who comes back has to know the code again. */
    override fun onStop() {
        if (!isChangingConfigurations) phone?.app?.guardian?.close()
        super.onStop()
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    private fun show(phone: Phone, said: String? = null) {
        val (settings, texts) = phone.app.settings to phone.texts
        val isFree = !phone.app.guardian.isLocked
        findViewById<TextView>(R.id.title).text = texts["window.settings"]
        findViewById<Switch>(R.id.checks).apply {
            text = texts["checked.switch"]
            setOnCheckedChangeListener(null)
            isChecked = settings.checks
            isEnabled = isFree
            setOnCheckedChangeListener { _, on ->
                settings.checks = on
                phone.settingsChanged()
            }
        }
        choice(phone, R.id.policy_title, R.id.policy, Choosing("policy", Reaction.entries, settings::reaction), isFree)
        choice(phone, R.id.audience_title, R.id.audience, Choosing("audience", Audience.entries, settings::audience), isFree)
        choice(phone, R.id.language_title, R.id.language, Choosing("language", AppLanguage.entries, settings::language), true)
        findViewById<LinearLayout>(R.id.guardian).lock(phone, said) { show(phone, it) }
    }

    private class Choosing<T : Enum<T>>(
        val name: String,
        val values: List<T>,
        val chosen: kotlin.reflect.KMutableProperty0<T>,
    )

    private fun <T : Enum<T>> choice(phone: Phone, title: Int, group: Int, choosing: Choosing<T>, isFree: Boolean) {
        findViewById<TextView>(title).text = phone.texts["setting.${choosing.name}"]
        val buttons = findViewById<RadioGroup>(group)
        buttons.removeAllViews()
        for (value in choosing.values) {
            val button = RadioButton(this).apply {
                text = phone.texts["${choosing.name}.${value.name.lowercase()}"]
                isEnabled = isFree
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
