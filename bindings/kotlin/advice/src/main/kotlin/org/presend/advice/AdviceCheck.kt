package org.presend.advice

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import org.presend.Handle
import org.presend.HookFailureListener
import org.presend.advice.internal.AdviceCheck as RawCheck
import org.presend.advice.internal.CancelToken as RawCancelToken
import org.presend.detached
import org.presend.using

/**
 * Gives advice with one advisor: a guess, and a question at most. It keeps nothing of a picture and nothing of what was
 * said, and tells nobody. Any number of coroutines may share one; what it holds is freed by [close].
 */
public class AdviceCheck private constructor(private val dispatcher: CoroutineDispatcher, raw: () -> RawCheck) : AutoCloseable {
    /** With a model. It runs on [dispatcher], and blocks one thread of it. */
    @JvmOverloads
    public constructor(model: Model, dispatcher: CoroutineDispatcher = Dispatchers.Default) :
        this(dispatcher, { model.handle.using { RawCheck.withModel(it) } })

    /** With an advisor that the app lends; [onFailure] is told what it throws, for the log of whoever writes it. */
    @JvmOverloads
    public constructor(
        dispatcher: CoroutineDispatcher = Dispatchers.Default,
        onFailure: HookFailureListener? = null,
        advisor: Advisor,
    ) : this(dispatcher, { RawCheck.withAdvisor(HostedAdvisor(advisor, onFailure)) })

    private val handle = Handle(calling(raw), "check")

    /**
     * Looks at a picture, unless the [switch] is off. Nothing is thrown because of a picture: what fails is
     * [Verdict.NotLooked]. A coroutine that is cancelled returns at once, and the model or the advisor behind it is left.
     */
    public suspend fun advise(moment: Moment, picture: Picture, switch: Switch): Verdict {
        val raw = handle.take()
        val cancel = RawCancelToken()
        return detached(dispatcher, cancel::cancel) {
            try {
                picture.advise(raw, moment, switch, cancel).lifted()
            } finally {
                handle.give()
            }
        }
    }

    /** Frees it. What has begun is finished; a second time does nothing. */
    override fun close(): Unit = handle.close()
}
