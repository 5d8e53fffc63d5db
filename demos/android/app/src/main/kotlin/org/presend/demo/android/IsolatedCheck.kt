package org.presend.demo.android

import android.content.Context
import android.os.Bundle
import android.os.ParcelFileDescriptor
import java.io.File
import java.io.IOException
import kotlin.concurrent.thread
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.withTimeout
import org.presend.JournalKeeper
import org.presend.StateVault
import org.presend.demo.Outgoing
import org.presend.demo.OutgoingCheck
import org.presend.demo.Settings
import org.presend.demo.Texts
import org.presend.demo.Verdict
import org.presend.demo.Way
import org.presend.demo.Words

/** Has pictures checked in the isolated process. What goes wrong there is told, and never "nothing was found". */
internal class IsolatedCheck(
    private val context: Context,
    private val sets: File,
    private val pins: String,
    private val vault: StateVault,
    private val journal: JournalKeeper,
    private val settings: Settings,
) : OutgoingCheck {
    private val name = pins.lineSequence().first { it.startsWith("set ") }.removePrefix("set ")

    override suspend fun check(item: Outgoing): Verdict? {
        val attachment = item as? Outgoing.Attachment ?: return null
        return try {
            ScanConnection(context).use { connection ->
                withTimeout(PATIENCE_MILLIS) {
                    val scan = connection.scan()
                    // A call to another process cannot be cancelled. Closing the connection ends that process, and the call.
                    CoroutineScope(Dispatchers.IO).async { scan.ask(attachment.bytes) }.await().toVerdict()
                }
            }
        } catch (@Suppress("TooGenericExceptionCaught") failed: Exception) {
            if (failed is CancellationException && failed !is TimeoutCancellationException) throw failed
            Verdict(
                Way.TELL, line = "line.seen_unchecked", title = "title.could_not_be_checked",
                body = Words.of { Texts(it)["stopped.body"] },
            )
        }
    }

    private fun IScan.ask(bytes: ByteArray): Bundle {
        val (reading, writing) = ParcelFileDescriptor.createPipe()
        // Whichever of the set's files is in use: the other process sees that in the state, and takes no other.
        val files = sets.listFiles { file -> file.name.endsWith(".khs") }.orEmpty()
            .map { ParcelFileDescriptor.open(it, ParcelFileDescriptor.MODE_READ_ONLY) }
        try {
            thread { pour(bytes, writing) }
            val state = vault.load(name)
            return check(
                reading, files.toTypedArray(), pins, state, adding(), settings.reaction.ordinal, settings.audience.ordinal,
            )
        } finally {
            (files + reading).forEach { it.close() }
        }
    }

    private fun pour(bytes: ByteArray, pipe: ParcelFileDescriptor) {
        try {
            ParcelFileDescriptor.AutoCloseOutputStream(pipe).use { it.write(bytes) }
        } catch (_: IOException) {
            // The other process is gone, and the call says so.
        }
    }

    private fun adding() = object : IJournal.Stub() {
        override fun state(): String? = journal.state()

        override fun append(lines: String, state: String) = journal.append(lines, state)
    }
}

private const val PATIENCE_MILLIS = 30_000L
