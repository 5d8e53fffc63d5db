package org.presend

import org.presend.internal.StateVault as RawVault

/**
 * Keeps the state of each set where nobody puts an old one back: an app's own protected storage. Called with the store
 * locked, on any thread: it must not call that store. Whatever it throws, the old set stays active.
 */
public interface StateVault {
    /** The text that was saved last for this set; null if there is none. */
    public fun load(set: String): String?

    /** Keeps this text in place of the last, for good, before it returns. */
    public fun save(set: String, text: String)
}

internal class HostedVault(private val vault: StateVault) : RawVault {
    override fun load(set: String): String? = hosted { vault.load(set) }

    override fun save(set: String, text: String): Unit = hosted { vault.save(set, text) }
}
