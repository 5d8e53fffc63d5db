package org.presend.advice

import java.nio.ByteBuffer
import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.future
import kotlinx.coroutines.runBlocking

/**
 * All that suspends, for Java and for code without coroutines: each call holds its thread until it is done, and leaves
 * with an [InterruptedException] if that is interrupted. Never call it on a thread that draws.
 */
public object AdviceBlocking {
    /** See [Model.load]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun load(bytes: ByteBuffer, pin: String): Model = runBlocking { Model.load(bytes, pin) }

    /** See [AdviceCheck.advise]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun advise(check: AdviceCheck, moment: Moment, picture: Picture, switch: Switch): Verdict =
        runBlocking { check.advise(moment, picture, switch) }
}

/** Checks that Java starts and does not wait for. */
public object AdviceFutures {
    /** See [AdviceCheck.advise]. Cancelling the future cancels the check. */
    @JvmStatic
    public fun advise(check: AdviceCheck, moment: Moment, picture: Picture, switch: Switch): CompletableFuture<Verdict> =
        // Nothing but the hand-over runs in this scope: the check has a dispatcher of its own.
        CoroutineScope(Dispatchers.Unconfined).future { check.advise(moment, picture, switch) }
}
