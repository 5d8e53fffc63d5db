package org.presend.demo.android

import android.os.Bundle
import org.presend.demo.Explanation
import org.presend.demo.Friction
import org.presend.demo.Verdict
import org.presend.demo.Way

/** A verdict on a picture, as it goes from the isolated process to the app. */
internal fun Verdict.toBundle(): Bundle = Bundle().also {
    it.putInt("way", way.ordinal)
    it.putString("line", line)
    it.putString("title", title)
    it.putString("body", body)
    it.putInt("pause", friction.pauseSeconds)
    it.putInt("confirmations", friction.confirmations)
    it.putStringArray("why", why?.run { arrayOf(user, engineer, auditor) })
}

/** The same on the other side: an exception if anything is missing or strange. */
internal fun Bundle.toVerdict(): Verdict = Verdict(
    way = Way.entries[getInt("way", -1)],
    line = checkNotNull(getString("line")),
    title = checkNotNull(getString("title")),
    body = checkNotNull(getString("body")),
    friction = Friction(getInt("pause"), getInt("confirmations")),
    why = getStringArray("why")?.let { (user, engineer, auditor) -> Explanation(user, engineer, auditor) },
)
