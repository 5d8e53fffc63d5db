package org.presend.demo

import org.presend.Audience
import org.presend.Policy

/** What the user chose. */
public class Settings {
    /** The switch: nothing is checked while it is off. */
    public var checks: Boolean = true

    /** What happens when something is found. */
    public var reaction: Reaction = Reaction.WARN

    /** Who uses the phone: a child is slowed down more than an adult. */
    public var audience: Audience = Audience.ADULT

    /** The language of every text. */
    public var language: AppLanguage = AppLanguage.ENGLISH

    /** The texts in that language. */
    public val texts: Texts get() = Texts(language)

    /** The same as a policy of Presend. */
    public val policy: Policy
        get() = when (reaction) {
            Reaction.WARN -> Policy.WarnOnly
            Reaction.ASK -> Policy.AskBeforeSend(audience)
            Reaction.BLOCK -> Policy.BlockMatch
            Reaction.OBSERVE -> Policy.ObserveOnly
        }
}

/** What happens when something is found. */
public enum class Reaction { WARN, ASK, BLOCK, OBSERVE }
