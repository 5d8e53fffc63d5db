package org.presend.advice

import org.presend.Audience
import org.presend.advice.internal.GuardianProof as RawProof
import org.presend.advice.internal.SetBy as RawSetBy
import org.presend.advice.internal.Switch as RawSwitch
import org.presend.advice.internal.switchOff
import org.presend.advice.internal.switchOfText
import org.presend.advice.internal.switchOn
import org.presend.advice.internal.switchText
import org.presend.same

/** Who switched advice on. */
public enum class SetBy {
    /** The user of the phone, who can switch it off again. */
    USER,

    /** A guardian: switching it off, and another audience, need a [GuardianProof]. */
    GUARDIAN,
}

/** Shows that a guardian is at the phone: a passcode on this device, say. */
public fun interface GuardianProof {
    /** True if the guardian showed it just now. If it throws, it does not hold. It is asked only if it is needed. */
    public fun holds(): Boolean
}

/**
 * Whether advice is given, who switched it on, and for whom. It begins as [OFF], and tells nobody. The app keeps its [text].
 *
 * @property setBy who switched it on; null if it is off.
 * @property audience for whom it is; adults if it is off.
 */
public class Switch private constructor(public val setBy: SetBy?, public val audience: Audience) {
    /** The switch as a line: for the app to keep, for a policy's description, for the screen. */
    public val text: String get() = calling { switchText(raw()) }

    /**
     * Switched on, or set for another audience.
     *
     * @throws AdviceException.GuardianNeeded if a guardian set it and [proof] does not hold; without one it never does.
     */
    @JvmOverloads
    public fun turnOn(by: SetBy, audience: Audience, proof: GuardianProof? = null): Switch =
        calling { switchOn(raw(), by.same(), audience.same(), proof?.let(::HostedProof)).lifted() }

    /**
     * Switched off.
     *
     * @throws AdviceException.GuardianNeeded as for [turnOn].
     */
    @JvmOverloads
    public fun turnOff(proof: GuardianProof? = null): Switch =
        calling { switchOff(raw(), proof?.let(::HostedProof)).lifted() }

    internal fun raw(): RawSwitch = RawSwitch(setBy?.same<RawSetBy>(), audience.same())

    override fun equals(other: Any?): Boolean = other is Switch && setBy == other.setBy && audience == other.audience

    override fun hashCode(): Int = 31 * setBy.hashCode() + audience.hashCode()

    override fun toString(): String = "Switch($setBy, $audience)"

    /** Where a switch comes from: off, or what was kept. */
    public companion object {
        /** Off: no picture is looked at. */
        @JvmField
        public val OFF: Switch = Switch(null, Audience.ADULT)

        /** The switch of a line that [text] gave; null for any other. */
        @JvmStatic
        public fun ofText(text: String): Switch? = calling { switchOfText(text)?.lifted() }

        private fun RawSwitch.lifted(): Switch = Switch(setBy?.same<SetBy>(), audience.same())
    }
}

/** A proof as the core asks for it. */
private class HostedProof(private val proof: GuardianProof) : RawProof {
    override fun holds(): Boolean = hosted(null) { proof.holds() }
}
