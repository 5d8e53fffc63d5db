package org.presend.android

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import java.io.ByteArrayInputStream
import java.io.FileInputStream
import java.io.IOException
import java.io.InputStream
import java.io.SequenceInputStream
import java.nio.Buffer
import java.nio.ByteBuffer
import java.util.Collections

// Android 8 has flip and clear of a Buffer only, not those of Java 9 that give a ByteBuffer: hence the casts.

private const val PIECE_BYTES = 256 * 1024

/** All that a descriptor gave; or none of it, and a stream with what there is to say: that it is too long, or fails. */
internal class Content(val whole: ByteBuffer?, val rest: InputStream)

/**
 * Reads a file of this length, or a pipe, whose length is negative, to the end but no further than [mostBytes]. A caller
 * that is cancelled returns at once; the stream is closed all the same.
 */
internal suspend fun content(stream: FileInputStream, length: Long, mostBytes: Int): Content =
    CoroutineScope(Dispatchers.IO).async {
        try {
            if (length >= 0) stream.file(length.toInt()) else stream.pipe(mostBytes)
        } catch (_: IOException) {
            stream.close()
            Content(null, Unopened)
        } catch (_: OutOfMemoryError) {
            stream.close()
            Content(null, Unopened)
        }
    }.await()

private fun FileInputStream.file(length: Int): Content = use {
    val whole = ByteBuffer.allocateDirect(length)
    while (whole.hasRemaining()) if (channel.read(whole) < 0) break
    if (read() >= 0) throw IOException("it grew")
    (whole as Buffer).flip()
    Content(whole, Unopened)
}

private fun InputStream.pipe(mostBytes: Int): Content {
    val pieces = ArrayList<ByteArray>()
    var size = 0L
    while (true) {
        val piece = ByteArray(PIECE_BYTES)
        val count = read(piece)
        if (count < 0) break
        pieces += if (count == piece.size) piece else piece.copyOf(count)
        size += count
        if (size > mostBytes) return Content(null, SequenceInputStream(pieces.again(), this))
    }
    close()
    val whole = ByteBuffer.allocateDirect(size.toInt())
    for (piece in pieces) {
        whole.put(piece)
        piece.fill(0)
    }
    (whole as Buffer).flip()
    return Content(whole, Unopened)
}

/** Content is not left in memory that goes on being used. */
internal fun ByteBuffer.overwrite() {
    (this as Buffer).clear()
    val zeros = ByteArray(PIECE_BYTES)
    while (hasRemaining()) put(zeros, 0, minOf(zeros.size, remaining()))
}

private fun List<ByteArray>.again(): InputStream = SequenceInputStream(Collections.enumeration(map { ByteArrayInputStream(it) }))

/** What could not be opened, or not be read. */
internal object Unopened : InputStream() {
    override fun read(): Int = throw IOException("not opened")
}
