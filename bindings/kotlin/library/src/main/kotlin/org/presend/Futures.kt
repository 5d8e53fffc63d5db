package org.presend

import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import java.util.function.Consumer
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.future.future

/** What a scan that nobody waits for calls back; one of the two, once. */
public interface ScanCallback {
    /** The scan came to this. */
    public fun onChecked(checked: Checked)

    /** There was no scan: the scanner is closed, or its clock threw. */
    public fun onFailure(failure: Throwable)
}

/** Scans that Java starts and does not wait for. They run on [ScannerSettings.dispatcher]. */
public object Futures {
    /** See [AttachmentScanner.scan]. Cancelling the future cancels the scan. */
    @JvmStatic
    @JvmOverloads
    public fun scan(
        scanner: AttachmentScanner,
        input: ScanInput,
        onStep: Consumer<ScanStep>? = null,
    ): CompletableFuture<Checked> =
        // Nothing but the hand-over runs in this scope: the scan has a dispatcher of its own.
        CoroutineScope(Dispatchers.Unconfined).future { scanner.scan(input, onStep?.let { it::accept }) }

    /** The same, and calls back on [executor]. If the future that it returns is cancelled, nothing is called. */
    @JvmStatic
    public fun scan(
        scanner: AttachmentScanner,
        input: ScanInput,
        executor: Executor,
        callback: ScanCallback,
    ): CompletableFuture<Checked> {
        val scan = scan(scanner, input)
        scan.whenCompleteAsync(
            { checked, failure ->
                when {
                    scan.isCancelled -> Unit
                    failure != null -> callback.onFailure(failure)
                    else -> callback.onChecked(checked)
                }
            },
            executor,
        )
        return scan
    }
}
