package org.presend

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers

/**
 * What a scanner has besides sets and policy.
 *
 * @property failMode what is decided if the policy fails.
 * @property deadlineMillis how long the policy may take, in milliseconds. It is asked on a thread of its own, which it
 *   keeps if it never returns. 0 is no time at all: the fallback decides. Null: as long as it likes, on the thread that
 *   scans.
 * @property journal where decisions are recorded.
 * @property limits the bounds of one scan.
 * @property dispatcher where scans run. A scan blocks its thread.
 * @property clock tells the time.
 * @property decoders what decodes pictures that the core does not: HEIC and AVIF. Of two for one kind the first is asked.
 * @property appealDesk switches sealed reports on, with the address where users contest them. It also takes a [journal],
 *   a policy that may report, and sets of a [SetStore] that lead to reports. Null: no report is ever sealed.
 * @property onHookFailure is told what the app's own code threw: for the log of whoever writes that code.
 * @property edits which edits are undone before a picture is compared. Null: all, or few with limits as tight as those
 *   of a share extension.
 * @property videoDecoders what opens videos. Of two for one kind the first is asked.
 * @property lentHashes the app's code of hashes that sets have rows of and the library has none for. Of equal name and
 *   length the last one counts.
 * @property ownChecks checks of the app's own, 4 at most. A scanner whose checks have a bad or a second name is refused
 *   with an [IllegalArgumentException].
 */
public class ScannerSettings @JvmOverloads constructor(
    public val failMode: FailMode = FailMode.ASK,
    public val deadlineMillis: Int? = DEADLINE_MILLIS,
    public val journal: Journal? = null,
    public val limits: Limits = Limits.DEFAULT,
    public val dispatcher: CoroutineDispatcher = Dispatchers.Default,
    public val clock: UnixClock = UnixClock.SYSTEM,
    public val decoders: List<StillDecoder> = emptyList(),
    public val onHookFailure: HookFailureListener? = null,
    public val appealDesk: AppealDesk? = null,
    public val edits: EditProfile? = null,
    public val videoDecoders: List<VideoDecoder> = emptyList(),
    public val lentHashes: List<LentHash> = emptyList(),
    public val ownChecks: List<OwnCheck> = emptyList(),
) {
    init {
        require(deadlineMillis == null || deadlineMillis >= 0) { "a deadline is not negative" }
    }

    private companion object {
        const val DEADLINE_MILLIS = 250
    }
}
