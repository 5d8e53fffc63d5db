package org.presend.demo.android

import android.content.Context
import android.os.ParcelFileDescriptor
import java.io.IOException
import kotlin.concurrent.thread
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.withTimeout
import org.presend.ScanInput

/**
 * Has pictures hashed in the isolated process. All else is done here: exact digests, the set, the policy, the counts, the
 * journal. What goes wrong there is "could not be checked", and is never taken for "nothing was found".
 */
internal class IsolatedPictures(private val context: Context) {
    suspend fun input(bytes: ByteArray): ScanInput = ScanInput.Hashed(bytes, hashed(bytes))

    /** What the isolated process answers, which may be anything; null if it does not. */
    private suspend fun hashed(bytes: ByteArray): String? =
        try {
            ScanConnection(context).use { connection ->
                withTimeout(PATIENCE_MILLIS) {
                    val scan = connection.scan()
                    // A call to another process cannot be cancelled. Closing the connection ends that process, and the call.
                    CoroutineScope(Dispatchers.IO).async { scan.ask(bytes) }.await()
                }
            }
        } catch (@Suppress("TooGenericExceptionCaught") failed: Exception) {
            if (failed is CancellationException && failed !is TimeoutCancellationException) throw failed
            null
        }

    private fun IScan.ask(bytes: ByteArray): String? {
        val (reading, writing) = ParcelFileDescriptor.createPipe()
        return reading.use {
            thread { pour(bytes, writing) }
            hash(reading)?.toString(Charsets.US_ASCII)
        }
    }

    private fun pour(bytes: ByteArray, pipe: ParcelFileDescriptor) {
        try {
            ParcelFileDescriptor.AutoCloseOutputStream(pipe).use { it.write(bytes) }
        } catch (_: IOException) {
            // The other process is gone, and the call says so.
        }
    }
}

private const val PATIENCE_MILLIS = 30_000L
