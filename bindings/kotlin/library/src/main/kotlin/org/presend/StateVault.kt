package org.presend

import org.presend.internal.StateVault as RawVault

/**
 * Keeps the state of each set where nobody puts an old one back: an app's own protected storage. Called with the store
 * locked, on any thread. It may use and close that store, but what would change it is refused as `Reentered`, and
 * another thread that changes it is told `Locked` after some seconds. Whatever it throws, the old set stays active.
 */
public interface StateVault {
    /** The text that was saved last for this set; null if there is none. */
    public fun load(set: String): String?

    /** Keeps this text in place of the last, for good, before it returns. */
    public fun save(set: String, text: String)
}

internal class HostedVault(private val vault: StateVault) : RawVault {
    override fun load(set: String): String? = hosted { UnderLock.during { vault.load(set) } }

    override fun save(set: String, text: String): Unit = hosted { UnderLock.during { vault.save(set, text) } }
}

/**
 * Threads on which the core calls a vault while it holds off other writers. What such a vault calls runs there too: the
 * core then tells it that it would wait for itself, where another thread would really wait, and this one for that.
 */
internal object UnderLock {
    private val depth = ThreadLocal<Int>()

    val isHere: Boolean get() = depth.get() != null

    fun <T> during(block: () -> T): T {
        val outer = depth.get()
        depth.set((outer ?: 0) + 1)
        try {
            return block()
        } finally {
            if (outer == null) depth.remove() else depth.set(outer)
        }
    }
}
