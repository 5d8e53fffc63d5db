package org.presend

import java.nio.ByteBuffer
import org.presend.internal.KnownSet as RawSet
import org.presend.internal.demoSet

/** A known-hash set. It needs no closing. */
public class KnownSet internal constructor(internal val raw: RawSet) {
    /** Name, version and whether it is verified. */
    public val reference: SetRef = raw.reference().lifted()

    /** Rows of all sections. */
    public val rows: Long = raw.rows().toLong()

    override fun toString(): String = "KnownSet($reference)"

    /** Sets that come from no store of this process: see [SetStore.snapshot] for those that do. */
    public companion object {
        /** A set of the harmless pictures of [TestKit]. */
        @JvmStatic
        public fun demo(): KnownSet = KnownSet(calling { demoSet() })

        /**
         * A set from a plain list, for tests and desks: its findings say that it is not verified.
         *
         * @throws PresendException.BadList with the first bad line.
         */
        @JvmStatic
        public fun fromListUnverified(name: String, text: String): KnownSet =
            KnownSet(calling { RawSet.fromListUnverified(name, text) })

        /**
         * The verified set that a [SetStore] of another process has in use, for a process that can open no file: from its
         * [file], read from position to limit and copied, the [pins] of the store and the [state] that its vault keeps.
         *
         * @throws PresendException.Refused with the check's name: `RolledBack` or `SectionDigest` if the file is not the
         *   one in use, `Vault` if the state is not one of this set.
         */
        @JvmStatic
        @JvmOverloads
        public fun installed(
            file: ByteBuffer, pins: String, state: String, clock: UnixClock = UnixClock.SYSTEM,
        ): KnownSet =
            KnownSet(calling { file.direct { RawSet.installed(it, pins, state, clock.nowUnixSeconds().asUnix()) } })
    }
}
