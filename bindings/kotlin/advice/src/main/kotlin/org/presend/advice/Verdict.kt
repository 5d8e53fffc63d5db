package org.presend.advice

import org.presend.ExplainLanguage
import org.presend.Friction
import org.presend.UndecidedReason
import org.presend.advice.internal.NoAdvice as RawNoAdvice
import org.presend.advice.internal.Question as RawQuestion
import org.presend.advice.internal.Verdict as RawVerdict
import org.presend.same

/** When a picture is looked at. */
public enum class Moment {
    /** Before the user sends it. */
    BEFORE_SENDING,

    /** Before a picture that was received is shown. */
    BEFORE_SHOWING,
}

/** What the app does. There is no stronger kind, and none becomes an `org.presend.Decision`. */
public sealed class Verdict {
    /** Advice is switched off: nobody looked. */
    public data object Off : Verdict()

    /** Nothing to say. */
    public data object Nothing : Verdict()

    /** The user chooses. Until then the picture is neither sent nor shown. */
    public class Ask internal constructor(
        /** What is asked. */
        public val question: Question,
    ) : Verdict()

    /** Nobody could look. It is not "nothing": the app says so, or asks. */
    public data class NotLooked(
        /** Why. */
        public val reason: NoAdvice,
    ) : Verdict()
}

/** What the user is asked. Only an [AdviceCheck] makes one. */
public class Question internal constructor(raw: RawQuestion) {
    private val sentences = raw.sentences.associate { it.language.same<ExplainLanguage>() to it.text }

    /** What the picture may show. */
    public val adviceClass: AdviceClass = raw.`class`.same()

    /** What was about to happen. */
    public val moment: Moment = raw.moment.same()

    /** What the app asks of the user before "send anyway" or "show" works. */
    public val friction: Friction = Friction(raw.pauseSeconds.toInt(), raw.confirmations.toInt())

    /** One sentence for the screen. It says "may", since it is a guess. */
    @JvmOverloads
    public fun text(language: ExplainLanguage = ExplainLanguage.ENGLISH): String = sentences.getValue(language)
}

/** Why there is no advice. It is never taken for "nothing to see". The [name]s are stable. */
public sealed class NoAdvice(
    /** The stable name. */
    public val name: String,
) {
    /** The picture could not be read. */
    public data class Unread(
        /** Why. */
        public val reason: UndecidedReason,
    ) : NoAdvice(reason.name)

    /** The advisor failed, or too many that never answered still run. */
    public data object AdvisorFailed : NoAdvice("advisor_failed")
}

internal fun RawVerdict.lifted(): Verdict =
    when (this) {
        RawVerdict.Off -> Verdict.Off
        RawVerdict.Nothing -> Verdict.Nothing
        is RawVerdict.Ask -> Verdict.Ask(Question(question))
        is RawVerdict.NotLooked -> Verdict.NotLooked(reason.lifted())
    }

private fun RawNoAdvice.lifted(): NoAdvice =
    when (this) {
        is RawNoAdvice.Unread -> NoAdvice.Unread(reason.lifted())
        RawNoAdvice.AdvisorFailed -> NoAdvice.AdvisorFailed
    }
