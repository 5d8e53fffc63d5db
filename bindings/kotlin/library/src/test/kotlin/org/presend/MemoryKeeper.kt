package org.presend

/** A journal's keeper in memory, which can be told to fail, and to let another writer go first. */
internal class MemoryKeeper : JournalKeeper {
    @Volatile var fails: Throwable? = null

    /** What another process does before the next change. */
    @Volatile var intruder: (() -> Unit)? = null

    /** As another process that looks at nothing writes. */
    @Volatile var texts: Pair<String, String?> = "" to null

    override fun state(): String? = fails?.let { throw it } ?: texts.second

    override fun chain(): String = fails?.let { throw it } ?: texts.first

    override fun append(expected: String?, lines: String, state: String) = swap(expected) { it + lines to state }

    override fun replace(expected: String?, chain: String, state: String) = swap(expected) { chain to state }

    private fun swap(expected: String?, change: (String) -> Pair<String, String>): KeeperAnswer {
        fails?.let { throw it }
        intruder?.also { intruder = null }?.invoke()
        return synchronized(this) {
            if (texts.second != expected) return KeeperAnswer.OTHER_STATE
            texts = change(texts.first)
            KeeperAnswer.KEPT
        }
    }
}
