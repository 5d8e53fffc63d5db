package org.presend

import java.io.InputStream
import java.nio.ByteBuffer
import org.presend.internal.AttachmentScanner as RawScanner
import org.presend.internal.Checked as RawChecked
import org.presend.internal.ScanContext as RawScanContext

private const val PIECE_BYTES = 256 * 1024

internal fun InputStream.scanned(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked {
    val pieces = ArrayDeque<ByteBuffer>()
    try {
        return scanned(pieces, scanner, context, settings)
    } finally {
        // Those that are left if it was not read to its end.
        pieces.forEach { it.array().fill(0) }
    }
}

private fun InputStream.scanned(
    pieces: ArrayDeque<ByteBuffer>,
    scanner: RawScanner,
    context: RawScanContext,
    settings: ScannerSettings,
): RawChecked {
    var size = 0L
    try {
        while (context.cancel?.isCancelled() != true) {
            val piece = piece() ?: break
            size += piece.remaining()
            pieces += piece
            if (size > settings.limits.maxInputBytesInMemory) return scanner.scanSource(HostedSource(Endless), context)
        }
    } catch (@Suppress("TooGenericExceptionCaught") thrown: Throwable) {
        // Whatever the app's stream throws, as with a source.
        settings.onHookFailure.tell(thrown)
        return scanner.scanSource(HostedSource(Broken), context)
    }
    // Each piece is let go as it is copied.
    val fill = { all: ByteBuffer -> while (pieces.isNotEmpty()) pieces.removeFirst().movedTo(all) }
    return inMemory(size, fill) { scanner.scanBytes(it, context) }
}

/** Puts the piece there, and overwrites it. */
private fun ByteBuffer.movedTo(all: ByteBuffer) {
    all.put(this)
    array().fill(0)
}

/** The next full piece, or the last one; null at the end. */
private fun InputStream.piece(): ByteBuffer? {
    val piece = ByteArray(PIECE_BYTES)
    var filled = 0
    try {
        while (filled < piece.size) {
            val count = read(piece, filled, piece.size - filled)
            if (count < 0) break
            filled += count
        }
    } catch (@Suppress("TooGenericExceptionCaught") failed: Throwable) {
        piece.fill(0)
        throw failed
    }
    return if (filled == 0) null else ByteBuffer.wrap(piece, 0, filled)
}
