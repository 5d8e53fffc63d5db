package org.presend

/**
 * Is told what the app's own code threw during a scan: its policy, byte source, stream, file or `onStep`. It changes
 * nothing: the scan comes to what the contract of hooks says, and Presend keeps nothing of the exception, which may
 * name files. It is called where that code ran, on any thread, also after the scan. What it throws itself is ignored.
 */
public fun interface HookFailureListener {
    /** This was thrown. */
    public fun hookFailed(thrown: Throwable)
}

internal fun HookFailureListener?.tell(thrown: Throwable) {
    runCatching { this?.hookFailed(thrown) }
}
