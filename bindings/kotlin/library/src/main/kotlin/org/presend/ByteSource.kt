package org.presend

import java.io.EOFException
import java.nio.ByteBuffer
import java.nio.channels.FileChannel
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import org.presend.internal.ByteSource as RawSource

/**
 * Reads an attachment by offset: for what is neither a file nor in memory. Called on the thread that scans.
 * Whatever it throws makes the scan [UndecidedReason.Unreadable].
 */
public interface ByteSource {
    /** Its length in bytes. */
    public fun length(): Long

    /** Up to [length] bytes from [offset]: fewer only at the end. */
    public fun readAt(offset: Long, length: Int): ByteArray
}

/** A source as the core calls it. */
internal class HostedSource(
    private val source: ByteSource,
    private val listener: HookFailureListener? = null,
) : RawSource {
    override fun length(): ULong =
        hosted(listener) {
            val length = source.length()
            check(length >= 0) { "a length is not negative" }
            length.toULong()
        }

    override fun readAt(offset: ULong, length: ULong): ByteArray =
        hosted(listener) {
            source.readAt(offset.toLong(), length.coerceAtMost(Int.MAX_VALUE.toULong()).toInt())
        }
}

/** A file, read in pieces: it is never in memory as a whole because of this. Opened when it is read first. */
internal class FileSource(private val path: () -> Path) : ByteSource, AutoCloseable {
    private val opened = lazy { FileChannel.open(path(), StandardOpenOption.READ) }

    /** What was handed out last; overwritten when the next is read, and at the end. */
    private var last = ByteArray(0)

    override fun length(): Long = opened.value.size()

    override fun readAt(offset: Long, length: Int): ByteArray {
        last.fill(0)
        last = ByteArray(length)
        val piece = ByteBuffer.wrap(last)
        while (piece.hasRemaining()) {
            if (opened.value.read(piece, offset + piece.position()) < 0) break
        }
        if (piece.hasRemaining()) {
            val whole = last
            last = whole.copyOf(piece.position())
            whole.fill(0)
        }
        return last
    }

    override fun close() {
        last.fill(0)
        if (opened.isInitialized()) opened.value.close()
    }
}

/** A source of which nothing can be read. */
internal object Broken : ByteSource {
    override fun length(): Long = throw EOFException()

    override fun readAt(offset: Long, length: Int): ByteArray = throw EOFException()
}

/** A stream that is longer than may be held. To the core it is too long to check: `over_limit`, `max_input_bytes`. */
internal object Endless : ByteSource {
    override fun length(): Long = Long.MAX_VALUE

    override fun readAt(offset: Long, length: Int): ByteArray = throw EOFException()
}
