package org.presend.android

import android.content.ContentResolver
import android.net.Uri
import android.os.ParcelFileDescriptor
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.Outcome
import org.presend.ScanInput
import org.presend.Undecided

/**
 * Checks what a content URI gives. It is opened and read once: what is digested, what the core decodes and what the
 * system decodes are the same bytes. What cannot be opened or read is [Undecided.Unreadable].
 *
 * What the core does not decode (HEIC, AVIF) is decoded by the system from API 28, and its pixels are checked. That is
 * a second scan: it asks the policy again and stands in the journal too. Only the first compares exact digests. What
 * the system cannot decode either stays [Undecided.UnsupportedFormat], and so does what is longer than
 * [org.presend.Limits.maxInputBytesInMemory]: a file of that length is read by offset, and a pipe is over the limit.
 *
 * An app that opens the URI once more to send it may get other bytes: send those that were checked, or check the bytes
 * that are sent.
 */
public suspend fun AttachmentScanner.scan(uri: Uri, resolver: ContentResolver): Checked {
    // Opening asks another process, and what was opened must not get lost because of a cancel.
    val descriptor = withContext(Dispatchers.IO + NonCancellable) {
        runCatching { resolver.openFileDescriptor(uri, "r") }.getOrNull()
    } ?: return scan(Unopened)
    val most = limits.maxInputBytesInMemory.coerceAtMost(Int.MAX_VALUE.toLong()).toInt()
    val length = descriptor.statSize
    if (length > most) return scan(descriptor)
    val content = content(ParcelFileDescriptor.AutoCloseInputStream(descriptor), length, most)
    val bytes = content.whole ?: return scan(content.rest)
    val checked = scan(bytes)
    val unseen = checked.report.outcome == Outcome.Undecided(Undecided.UnsupportedFormat)
    val pixels = if (unseen) decoded(bytes) else null
    // Not after a cancel: what was cancelled may still be reading.
    bytes.overwrite()
    return if (pixels == null) checked else scan(pixels)
}

/** Checks an open file, which is closed when the scan is over: by offset, or as a stream if it is a pipe. */
public suspend fun AttachmentScanner.scan(descriptor: ParcelFileDescriptor): Checked {
    val isFile = descriptor.statSize >= 0
    val stream = ParcelFileDescriptor.AutoCloseInputStream(descriptor)
    return scan(if (isFile) ScanInput.Source(DescriptorSource(stream)) else ScanInput.Stream(stream))
}
