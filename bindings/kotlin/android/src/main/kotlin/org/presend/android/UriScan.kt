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
import java.io.IOException
import java.io.InputStream

/**
 * Checks what a content URI gives: by offset where its provider gives a file, else as a stream. What cannot be opened
 * is [Undecided.Unreadable].
 *
 * What the core does not decode (HEIC, AVIF) is decoded by the system from API 28, and its pixels are checked. That is
 * a second scan: it asks the policy again and stands in the journal too. Only the first compares exact digests. What
 * the system cannot decode either stays [Undecided.UnsupportedFormat].
 */
public suspend fun AttachmentScanner.scan(uri: Uri, resolver: ContentResolver): Checked {
    // Opening asks another process, and what was opened must not get lost because of a cancel.
    val descriptor = withContext(Dispatchers.IO + NonCancellable) {
        runCatching { resolver.openFileDescriptor(uri, "r") }.getOrNull()
    }
    val checked = if (descriptor == null) scan(Unopened) else scan(descriptor)
    if (checked.report.outcome != Outcome.Undecided(Undecided.UnsupportedFormat)) return checked
    val pixels = decoded(uri, resolver) ?: return checked
    return scan(pixels)
}

/** Checks an open file, which is closed when the scan is over: by offset, or as a stream if it is a pipe. */
public suspend fun AttachmentScanner.scan(descriptor: ParcelFileDescriptor): Checked {
    val isFile = descriptor.statSize >= 0
    val stream = ParcelFileDescriptor.AutoCloseInputStream(descriptor)
    return scan(if (isFile) ScanInput.Source(DescriptorSource(stream)) else ScanInput.Stream(stream))
}

private object Unopened : InputStream() {
    override fun read(): Int = throw IOException("not opened")
}
