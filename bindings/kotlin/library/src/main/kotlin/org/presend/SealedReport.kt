package org.presend

import java.time.Instant
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.presend.internal.NoticeFacts as RawFacts
import org.presend.internal.NoticeShown as RawShown
import org.presend.internal.ReportNotice as RawNotice
import org.presend.internal.ThresholdReached as RawReached
import org.presend.internal.isAppealDesk

/**
 * Where users contest a report: a page or a letter box.
 *
 * @property address printable ASCII without blanks.
 */
public class AppealDesk(public val address: String) {
    init {
        require(calling { isAppealDesk(address) }) { "an address is printable ASCII without blanks, at most 255" }
    }
}

/**
 * So many distinct entries were found as their set asks for: the first step to a sealed report. Each step can be taken
 * once; a second time, and whatever makes a report impossible, throws [PresendException.NoReport].
 */
public class ThresholdReached internal constructor(private val raw: RawReached) {
    /** The set whose threshold was reached. */
    public val set: String = raw.setName()

    /** What the user is to be told before anything can be sealed. */
    @JvmOverloads
    public suspend fun notice(clock: UnixClock = UnixClock.SYSTEM): ReportNotice =
        step { ReportNotice(raw.notice(clock.nowUnixSeconds().asUnix())) }
}

/** What the user is to be told: [text], or all of [facts] in the app's own words. */
public class ReportNotice internal constructor(private val raw: RawNotice) {
    /** What it says. */
    public val facts: NoticeFacts = raw.facts().lifted()

    /** The same in words: a sentence a line. */
    @JvmOverloads
    public fun text(language: ExplainLanguage = ExplainLanguage.ENGLISH): String = raw.text(language.same())

    /** Says that the user has seen it; the journal records it. */
    @JvmOverloads
    public suspend fun shown(clock: UnixClock = UnixClock.SYSTEM): NoticeShown =
        step { NoticeShown(raw.shown(clock.nowUnixSeconds().asUnix())) }
}

/** The user has seen the notice. The user's answer is next. */
public class NoticeShown internal constructor(private val raw: RawShown) {
    /** Seals the report. Nothing is sent: the app does that, visibly, or not at all. */
    @JvmOverloads
    public suspend fun seal(clock: UnixClock = UnixClock.SYSTEM): SealedReport =
        step { raw.seal(clock.nowUnixSeconds().asUnix()).let { SealedReport(it.bytes, it.appeal) } }

    /** The user declines: nothing is sealed, and what was counted is forgotten. */
    @JvmOverloads
    public suspend fun decline(clock: UnixClock = UnixClock.SYSTEM): Unit =
        step { raw.decline(clock.nowUnixSeconds().asUnix()) }
}

/**
 * What a notice says.
 *
 * @property set the set whose entries were found.
 * @property version its version.
 * @property findings how many distinct entries the report would name.
 * @property windowDays within so many days they count.
 * @property recipient who alone can open the report.
 * @property basis the legal basis.
 * @property weighed when the authorities last weighed it: they signed this version for the time from then on.
 * @property ends when it ends, and with it every report.
 * @property purpose the purpose, and the only one.
 * @property appeal what names the report when the user contests it.
 * @property appealDesk where the user contests it.
 */
public data class NoticeFacts(
    public val set: String,
    public val version: Long,
    public val findings: Long,
    public val windowDays: Long,
    public val recipient: String,
    public val basis: String,
    public val weighed: Instant,
    public val ends: Instant,
    public val purpose: String,
    public val appeal: String,
    public val appealDesk: String,
)

/**
 * What only the recipient can open.
 *
 * @property bytes 4,208 of every report.
 * @property appeal what names it when the user contests it.
 */
public class SealedReport internal constructor(public val bytes: ByteArray, public val appeal: String)

private suspend fun <T> step(block: () -> T): T = withContext(Dispatchers.IO) { calling(block) }

private fun RawFacts.lifted(): NoticeFacts =
    NoticeFacts(
        set, version.toLong(), findings.toLong(), windowDays.toLong(), recipient, basis,
        Instant.ofEpochSecond(weighedUnixSeconds.toLong()), Instant.ofEpochSecond(endsUnixSeconds.toLong()), purpose,
        appeal, appealDesk,
    )
