package org.presend.android

import android.content.ContentResolver
import android.net.Uri
import android.os.ParcelFileDescriptor
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.withContext
import org.presend.AttachmentScanner
import org.presend.Checked
import org.presend.ScanInput

/**
 * Checks what a content URI gives. It is opened and read once: what is digested and what is decoded are the same bytes.
 * What cannot be opened or read is [org.presend.UndecidedReason.Unreadable].
 *
 * HEIC and AVIF are decoded by the system if the scanner was lent [SystemDecoder.all]. A file that is longer than
 * [org.presend.Limits.maxInputBytesInMemory] is read by offset and never decoded by the system, and a pipe of that
 * length is over the limit.
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
    // Not after a cancel: what was cancelled may still be reading.
    bytes.overwrite()
    return checked
}

/** Checks an open file, which is closed when the scan is over: by offset, or as a stream if it is a pipe. */
public suspend fun AttachmentScanner.scan(descriptor: ParcelFileDescriptor): Checked {
    val isFile = descriptor.statSize >= 0
    val stream = ParcelFileDescriptor.AutoCloseInputStream(descriptor)
    return scan(if (isFile) ScanInput.Source(DescriptorSource(stream)) else ScanInput.Stream(stream))
}
