package org.presend

import org.presend.internal.KnownSet as RawSet
import org.presend.internal.demoSet

/** A known-hash set. It needs no closing. */
public class KnownSet internal constructor(internal val raw: RawSet) {
    /** Name, version and whether it is verified. */
    public val reference: SetRef = raw.reference().lifted()

    /** Rows of all sections. */
    public val rows: Long = raw.rows().toLong()

    override fun toString(): String = "KnownSet($reference)"

    /** Sets that nobody signed. */
    public companion object {
        /** A set of the harmless pictures of [TestKit]. */
        public fun demo(): KnownSet = KnownSet(calling { demoSet() })

        /**
         * A set from a plain list, for tests and desks: its findings say that it is not verified.
         *
         * @throws PresendException.BadList with the first bad line.
         */
        public fun fromListUnverified(name: String, text: String): KnownSet =
            KnownSet(calling { RawSet.fromListUnverified(name, text) })
    }
}
