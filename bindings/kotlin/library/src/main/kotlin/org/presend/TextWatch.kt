package org.presend

import java.util.concurrent.Executor
import java.util.concurrent.ScheduledExecutorService
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.filterNotNull
import kotlinx.coroutines.launch

/** What a [TextWatch] calls back. */
public interface TextCallback {
    /** The newest text came to this. */
    public fun onChecked(checked: CheckedText)

    /** It was not checked, and nothing more is: the scanner is closed, or its clock threw. */
    public fun onFailure(failure: Throwable)
}

/**
 * [scanTyped] for Java and for code without coroutines: checks the links of a text while it is written. Call it on the
 * thread that draws, and give that thread as [executor]: then no older result arrives after a newer text.
 *
 * @param scheduler tells the time; nothing but that and the hand-over runs on it.
 * @param executor where [callback] is called.
 * @param quietMillis how long nobody must have typed.
 */
public class TextWatch @JvmOverloads constructor(
    scanner: AttachmentScanner,
    scheduler: ScheduledExecutorService,
    private val executor: Executor,
    private val callback: TextCallback,
    quietMillis: Long = QUIET_MILLIS,
) : AutoCloseable {
    private val scope = CoroutineScope(SupervisorJob() + scheduler.asCoroutineDispatcher())
    private val typed = MutableStateFlow<TypedText?>(null)

    @Volatile
    private var closed = false

    init {
        val checked = scanner.scanTyped(typed.filterNotNull(), quietMillis)
        scope.launch {
            runCatching { checked.collect { result -> executor.execute { tell(result) } } }
                .onFailure { failure -> if (!closed) executor.execute { if (!closed) callback.onFailure(failure) } }
        }
    }

    /** The field has this in it now, or its cursor is there. */
    public fun changed(now: TypedText) {
        typed.value = now
    }

    private fun tell(result: CheckedText) {
        if (!closed && typed.value?.text == result.text) callback.onChecked(result)
    }

    /** Ends it: nothing is called back any more. The scanner stays open. */
    override fun close() {
        closed = true
        scope.cancel()
    }
}
