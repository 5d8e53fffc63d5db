package org.presend

/** Tells the time: the core reads no clock. Lend another where the system's cannot be believed, or in tests. */
public fun interface UnixClock {
    /** Seconds since 1970. */
    public fun nowUnixSeconds(): Long

    /** Clocks that come with Presend. */
    public companion object {
        private const val MILLIS = 1000

        /** The system's. */
        public val SYSTEM: UnixClock = UnixClock { System.currentTimeMillis() / MILLIS }
    }
}
