package org.presend

import com.sun.jna.Memory
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import java.nio.ByteBuffer
import java.util.concurrent.ConcurrentHashMap

/**
 * Runs [block] on the dispatcher, outside of the caller's job: a caller that is cancelled returns at once
 * and [cancel]s it, and the block ends when the core sees that.
 */
internal suspend fun <T> detached(dispatcher: CoroutineDispatcher, cancel: () -> Unit, block: () -> T): T {
    if (UnderLock.isHere) return block()
    val running = CoroutineScope(dispatcher).async { block() }
    try {
        return running.await()
    } catch (stopped: CancellationException) {
        // The block still runs: only it can close what it was given.
        cancel()
        currentCoroutineContext().ensureActive()
        throw IllegalStateException("the dispatcher takes no work", stopped)
    }
}

/** A native object that is freed once it was closed and all that had begun with it is over. */
internal class Handle<T : AutoCloseable>(private val raw: T, private val what: String) : AutoCloseable {
    private var users = 0
    private var closed = false

    /** Every [take] is followed by a [give]. */
    @Synchronized
    fun take(): T {
        check(!closed) { "the $what is closed" }
        users++
        return raw
    }

    @Synchronized
    fun give() {
        users--
        if (closed && users == 0) raw.close()
    }

    @Synchronized
    override fun close() {
        if (closed) return
        closed = true
        if (users == 0) raw.close()
    }
}

/** Runs [block] with what the handle holds. */
internal inline fun <T : AutoCloseable, R> Handle<T>.using(block: (T) -> R): R {
    val raw = take()
    try {
        return block(raw)
    } finally {
        give()
    }
}

/** Keeps what is lent to native code from being collected: that code holds only its address. */
internal object Lent {
    private val lent: MutableSet<Holder> = ConcurrentHashMap.newKeySet()

    private class Holder(@Suppress("unused") val held: Any)

    fun <T> during(buffer: ByteBuffer, block: (ByteBuffer) -> T): T {
        val holder = Holder(buffer)
        lent += holder
        try {
            return block(buffer)
        } finally {
            lent -= holder
        }
    }
}

/** The bytes from position to limit where native code can read them: in place, or copied once and then overwritten. */
internal fun <T> ByteBuffer.direct(block: (ByteBuffer) -> T): T {
    // The address of a direct buffer is that of its first byte, whatever its position; a slice begins at it.
    val bytes = slice()
    if (bytes.isDirect) return Lent.during(bytes, block)
    return inMemory(bytes.remaining().toLong(), { it.put(bytes) }, block)
}

/** Native memory that lives as long as the block, and is overwritten then. */
internal fun <T> inMemory(size: Long, fill: (ByteBuffer) -> Unit, block: (ByteBuffer) -> T): T {
    if (size == 0L) return block(ByteBuffer.allocateDirect(0))
    Memory(size).use { memory ->
        try {
            fill(memory.getByteBuffer(0, size))
            return block(memory.getByteBuffer(0, size))
        } finally {
            memory.clear()
        }
    }
}
