package org.presend

import java.nio.ByteBuffer
import org.presend.internal.LentOwnCheck as RawLentCheck
import org.presend.internal.OwnAnswer as RawAnswer
import org.presend.internal.OwnCheck as RawCheck
import org.presend.internal.OwnResult as RawResult
import org.presend.internal.OwnSeen as RawSeen
import org.presend.internal.PixelLayout as RawLayout

/**
 * A check of the app's own, of spelling for example: see [ScannerSettings.ownChecks]. What it says is no finding, changes
 * no outcome, counts towards no report and leads to a question at most. It runs on a thread of its own.
 *
 * @property name 1 to 24 of a-z, 0-9, _ and -, a letter first. It is in reports, in the journal and in the policy's
 *   description.
 * @property looksAt what it looks at. It is asked about an input that is handed over so, and no other.
 * @property deadlineMillis how long it may take, in milliseconds, 10,000 at most; the scan goes on without it then.
 * @property hook looks.
 */
public class OwnCheck @JvmOverloads constructor(
    public val name: String,
    public val looksAt: OwnInput,
    public val deadlineMillis: Int = USUAL_MILLIS,
    public val hook: OwnCheckHook,
) {
    init {
        require(deadlineMillis >= 0) { "a deadline is not negative" }
    }

    private companion object {
        const val USUAL_MILLIS = 250
    }
}

/** What looks. Whatever it throws is [OwnSaid.FAILED], and is told to [ScannerSettings.onHookFailure]. */
public fun interface OwnCheckHook {
    /** Says whether there is something that the user may want to look at. */
    public fun check(seen: OwnSeen): OwnAnswer
}

/** What an own check looks at. */
public enum class OwnInput {
    /** The text of a message. */
    TEXT,

    /** The bytes of a file, at most as many as are held in memory. A source is read once more for it. */
    BYTES,

    /** The pixels of a picture that is handed over as pixels. A picture in a file is not decoded for it. */
    PIXELS,
}

/** What is about to be sent, copied for an own check. */
public sealed class OwnSeen {
    /** The text of a message. */
    public class Text internal constructor(
        /** The text. */
        public val text: String,
    ) : OwnSeen()

    /** The bytes of a file. */
    public class Bytes internal constructor(
        /** The bytes. */
        public val bytes: ByteArray,
    ) : OwnSeen()

    /** A picture. */
    public class Pixels internal constructor(
        /** Its pixels. */
        public val pixels: PixelBuffer,
    ) : OwnSeen()
}

/** What an own check says. There is nothing else that it can say. */
public enum class OwnAnswer {
    /** Nothing. */
    NOTHING,

    /** There is something that the user may want to look at. What it is stays with the app. */
    REMARK,
}

/** What came of asking an own check. */
public enum class OwnSaid {
    /** It was not asked: it looks at something else, or the scan was cancelled. */
    NOT_ASKED,

    /** It has nothing to say. */
    NOTHING,

    /** It has a remark. */
    REMARK,

    /** It threw, or could not be started. */
    FAILED,

    /** It panicked: code in Rust alone does. */
    PANICKED,

    /** It did not answer in time, or too many that never answered still run. */
    LATE,

    /** What it looks at could not be read, or is over a limit. */
    UNREAD,
}

/** An own check, and what came of asking it. There is no content in it. */
public data class OwnResult(
    /** Its name. */
    public val check: String,
    /** What came of it. */
    public val said: OwnSaid,
)

internal fun OwnCheck.lowered(listener: HookFailureListener?): RawLentCheck =
    RawLentCheck(name, looksAt.same(), deadlineMillis.toUInt(), HostedOwnCheck(hook, listener))

internal fun RawResult.lifted(): OwnResult = OwnResult(check, said.same())

/** An own check as the core calls it. */
private class HostedOwnCheck(
    private val hook: OwnCheckHook,
    private val listener: HookFailureListener?,
) : RawCheck {
    override fun check(seen: RawSeen): RawAnswer = hosted(listener) { hook.check(seen.lifted()).same() }
}

private fun RawSeen.lifted(): OwnSeen =
    when (this) {
        is RawSeen.Text -> OwnSeen.Text(text)
        is RawSeen.Bytes -> OwnSeen.Bytes(bytes)
        is RawSeen.Pixels -> OwnSeen.Pixels(PixelBuffer(ByteBuffer.wrap(bytes), layout.lifted()))
    }

private fun RawLayout.lifted(): PixelLayout =
    PixelLayout(width.toInt(), height.toInt(), format.same(), strideBytes.toLong(), orientation.same())
