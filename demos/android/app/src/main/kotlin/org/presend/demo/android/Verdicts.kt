package org.presend.demo.android

import android.os.Bundle
import org.presend.demo.AppLanguage
import org.presend.demo.Explanation
import org.presend.demo.Friction
import org.presend.demo.Texts
import org.presend.demo.Verdict
import org.presend.demo.Way
import org.presend.demo.Words

/** A verdict on a picture, as it goes from the isolated process to the app. */
internal fun Verdict.toBundle(): Bundle = Bundle().also {
    it.putInt("way", way.ordinal)
    it.putString("line", line)
    it.putString("title", title)
    it.putStringArray("body", body.array())
    it.putInt("pause", friction.pauseSeconds)
    it.putInt("confirmations", friction.confirmations)
    it.putStringArray("why", why?.run { user.array() + engineer.array() + auditor.array() })
}

private fun Words.array() = AppLanguage.entries.map(::get).toTypedArray()

/**
 * The same on the other side: an exception if anything is missing or strange. A picture may have taken over the process
 * that it comes from.
 */
internal fun Bundle.toVerdict(): Verdict = Verdict(
    way = Way.entries[getInt("way", -1)],
    line = key("line"),
    title = key("title", or = ""),
    body = checkNotNull(getStringArray("body")).words().single(),
    friction = Friction(within("pause", 0..MOST_SECONDS), within("confirmations", 1..MOST_TIMES)),
    why = getStringArray("why")?.words()?.let { (user, engineer, auditor) -> Explanation(user, engineer, auditor) },
)

private const val MOST_SECONDS = 60
private const val MOST_TIMES = 5

private fun Bundle.key(name: String, or: String? = null) =
    checkNotNull(getString(name)).also { check(it == or || Texts.has(it)) }

private fun Bundle.within(name: String, range: IntRange) = getInt(name).also { check(it in range) }

private fun Array<String>.words(): List<Words> =
    toList().chunked(AppLanguage.entries.size) { each -> Words.of { each[it.ordinal] } }
