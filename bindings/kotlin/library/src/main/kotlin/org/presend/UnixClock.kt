package org.presend

/** Tells the time: the core reads no clock. Lend another where the system's cannot be believed, or in tests. */
public fun interface UnixClock {
    /** Seconds since 1970. */
    public fun nowUnixSeconds(): Long

    /** Clocks that come with Presend. */
    public companion object {
        /** The system's. */
        @JvmField
        public val SYSTEM: UnixClock = UnixClock { System.currentTimeMillis() / 1000 }
    }
}
