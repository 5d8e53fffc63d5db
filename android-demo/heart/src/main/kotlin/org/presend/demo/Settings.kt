package org.presend.demo

import kotlin.properties.ReadWriteProperty
import kotlin.reflect.KProperty
import org.presend.Audience

/** What the user chose. */
public class Settings(private val guardian: Guardian? = null) {
    /** The switch: nothing is checked while it is off. */
    public var checks: Boolean by Rule(true)

    /** What happens when something is found. */
    public var reaction: Reaction by Rule(Reaction.WARN)

    /** Who uses the phone: a child is slowed down more than an adult. */
    public var audience: Audience by Rule(Audience.ADULT)

    /** The language of every text. */
    public var language: AppLanguage = AppLanguage.ENGLISH

    /** The texts in that language. */
    public val texts: Texts get() = Texts(language)

    /** What a verdict depends on: all but the language. */
    internal val rules: List<Any> get() = listOf(checks, reaction, audience)

    /** A line for each choice, to be kept until the app is opened again. */
    internal val lines: List<String>
        get() = listOf("checks $checks") + listOf(reaction, audience, language).zip(CHOICES) { value, name ->
            "$name ${value.name.lowercase()}"
        }

    private var taking = false

    /** Takes what was kept. A line that says nothing leaves its choice as it is. */
    internal fun take(lines: List<String>) {
        taking = true
        val kept = lines.associate { it.substringBefore(' ') to it.substringAfter(' ') }
        kept["checks"]?.toBooleanStrictOrNull()?.let { checks = it }
        val (ofReaction, ofAudience, ofLanguage) = CHOICES.map(kept::get)
        named<Reaction>(ofReaction)?.let { reaction = it }
        named<Audience>(ofAudience)?.let { audience = it }
        named<AppLanguage>(ofLanguage)?.let { language = it }
        taking = false
    }

    /** What a guardian's code locks. While it does, a change fails, whatever a screen lets through. */
    private inner class Rule<T>(private var value: T) : ReadWriteProperty<Settings, T> {
        override fun getValue(thisRef: Settings, property: KProperty<*>): T = value

        override fun setValue(thisRef: Settings, property: KProperty<*>, value: T) {
            check(taking || guardian?.isLocked != true) { "${property.name} is locked" }
            this.value = value
        }
    }

    private inline fun <reified T : Enum<T>> named(name: String?): T? =
        enumValues<T>().firstOrNull { it.name.lowercase() == name }

    private companion object {
        val CHOICES = listOf("reaction", "audience", "language")
    }
}

/** What happens when something is found. */
public enum class Reaction { WARN, ASK, BLOCK, OBSERVE }
