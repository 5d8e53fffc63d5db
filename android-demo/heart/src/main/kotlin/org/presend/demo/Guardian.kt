package org.presend.demo

import java.nio.file.Path

/**
 * A grown-up's code before the rules: who uses the phone, what happens then, and the switch. It is asked for here and
 * nowhere else, and nobody is told of it. It keeps a child from a setting, and no one who takes the device apart.
 */
public class Guardian(file: Path, private val nanos: () -> Long = System::nanoTime) {
    private val passcode = Passcode(file)
    private var isOpen = false
    private var sinceNanos = nanos()

    /** True while the rules cannot be changed. */
    public val isLocked: Boolean get() = passcode.isSet && !isOpen

    /** What can be tapped now. */
    public val offers: List<Key>
        get() = when {
            isLocked -> listOf(Key.OPEN)
            isOpen -> listOf(Key.CLOSE, Key.REMOVE)
            else -> listOf(Key.SET)
        }

    /** How the lock stands, for the user. */
    public fun line(texts: Texts): String = when {
        isLocked -> texts["guardian.locked"]
        isOpen -> texts["guardian.unlocked"]
        else -> texts["guardian.none"]
    }

    /** The user tapped this, with this code in the field. Returns what is said of it. */
    public fun turn(key: Key, code: String, texts: Texts): String {
        check(key in offers) { "$key is not offered" }
        return when (key) {
            Key.SET -> set(code, texts)
            Key.OPEN -> open(code, texts)
            Key.CLOSE -> close().let { line(texts) }
            Key.REMOVE -> {
                passcode.remove()
                isOpen = false
                line(texts)
            }
        }
    }

    /** The settings were left: the code is asked for again. */
    public fun close() {
        isOpen = false
    }

    private fun set(code: String, texts: Texts): String {
        if (code.length < LEAST) return texts["guardian.short", LEAST]
        passcode.set(code)
        return line(texts)
    }

    private fun open(code: String, texts: Texts): String {
        val seconds = waitSeconds()
        if (seconds > 0) return texts["guardian.wait", seconds]
        isOpen = passcode.fits(code)
        if (isOpen) return line(texts)
        sinceNanos = nanos()
        return waitSeconds().let { if (it > 0) texts["guardian.wait", it] else texts["guardian.wrong"] }
    }

    /** After a few wrong codes each one costs twice the wait of the one before. An app that is opened again waits anew. */
    private fun waitSeconds(): Long {
        val over = passcode.wrong - FREE
        if (over < 0) return 0
        val whole = minOf(FIRST_WAIT shl minOf(over, LONGEST_SHIFT), LONGEST_WAIT)
        return maxOf(0, whole - (nanos() - sinceNanos) / NANOS_A_SECOND)
    }

    /** What is tapped about the lock. */
    public enum class Key { SET, OPEN, CLOSE, REMOVE }

    private companion object {
        const val LEAST = 4
        const val FREE = 3
        const val FIRST_WAIT = 30L
        const val LONGEST_SHIFT = 7
        const val LONGEST_WAIT = 3_600L
        const val NANOS_A_SECOND = 1_000_000_000L
    }
}
