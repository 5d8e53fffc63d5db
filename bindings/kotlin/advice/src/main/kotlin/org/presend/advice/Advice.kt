package org.presend.advice

import org.presend.advice.internal.ClassBand as RawBand
import org.presend.same

/** What a picture may show. */
public enum class AdviceClass {
    /** Nudity. */
    NUDITY,

    /** Violence, wounds or death. */
    VIOLENCE,

    /** A harmless test picture, for tests and demos. */
    TEST,
}

/** How likely it is that a picture shows it. There is no number. */
public enum class Band {
    /** Not likely enough to say anything. */
    UNLIKELY,

    /** Possible: teenagers and children are asked. */
    POSSIBLE,

    /** Likely: everybody is asked. */
    LIKELY,
}

/** What an [Advisor] says of one picture. Its text does not show what it says, so that it gets into no log. */
public class Advice private constructor(internal val raw: List<RawBand>) {
    /** The same, and at least [band] for [adviceClass]. */
    public fun with(adviceClass: AdviceClass, band: Band): Advice = Advice(raw + RawBand(adviceClass.same(), band.same()))

    override fun toString(): String = "Advice"

    /** What each advice begins as. */
    public companion object {
        /** Nothing is likely. */
        @JvmField
        public val NOTHING: Advice = Advice(emptyList())
    }
}
