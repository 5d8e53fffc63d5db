package org.presend.demo.android

import android.content.ClipData
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Parcelable
import android.provider.MediaStore
import android.provider.OpenableColumns
import java.io.ByteArrayOutputStream
import java.io.InputStream
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.presend.demo.Outgoing

/** The picker of the system: the app sees what the user picks there, and nothing else. */
internal fun pickerIntent(): Intent =
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
        Intent(MediaStore.ACTION_PICK_IMAGES)
    } else {
        Intent(Intent.ACTION_OPEN_DOCUMENT).addCategory(Intent.CATEGORY_OPENABLE).setType("image/*")
    }

/** What another app shared: a picture or a text; null if it could not be read. */
internal suspend fun Intent.shared(resolver: ContentResolver): Outgoing? {
    val stream = clipData?.takeIf { it.itemCount > 0 && type != "text/plain" }?.let(::firstUri) ?: extraStream()
    if (stream != null) return attachment(stream, resolver)
    return getCharSequenceExtra(Intent.EXTRA_TEXT)?.let { Outgoing.Text(it.toString()) }
}

private fun firstUri(clip: ClipData): Uri? = clip.getItemAt(0).uri

/** The typed form of this is missing before API 33. */
@Suppress("DEPRECATION")
private fun Intent.extraStream(): Uri? = getParcelableExtra<Parcelable>(Intent.EXTRA_STREAM) as? Uri

/** The very bytes that will be encrypted; null if they cannot be read, or are too many for the demo. */
internal suspend fun attachment(uri: Uri, resolver: ContentResolver): Outgoing.Attachment? = withContext(Dispatchers.IO) {
    // Another app must not have the demo send its own files.
    if (uri.scheme != ContentResolver.SCHEME_CONTENT) return@withContext null
    try {
        val bytes = resolver.openInputStream(uri)?.use { it.readAtMost(MOST_BYTES) }
        bytes?.let { Outgoing.Attachment(name(uri, resolver), it) }
    } catch (@Suppress("TooGenericExceptionCaught", "SwallowedException") _: Exception) {
        // Whatever the other app's provider throws.
        null
    }
}

private const val MOST_BYTES = 32 * 1024 * 1024

private fun InputStream.readAtMost(most: Int): ByteArray? {
    val all = ByteArrayOutputStream()
    val piece = ByteArray(64 * 1024)
    while (true) {
        val count = read(piece)
        if (count < 0) return all.toByteArray()
        if (all.size() + count > most) return null
        all.write(piece, 0, count)
    }
}

private fun name(uri: Uri, resolver: ContentResolver): String =
    resolver.query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use { row ->
        if (row.moveToFirst()) row.getString(0) else null
    }.orEmpty()
