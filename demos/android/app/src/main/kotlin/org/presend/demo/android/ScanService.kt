package org.presend.demo.android

import android.app.Service
import android.content.Intent
import android.os.Bundle
import android.os.IBinder
import android.os.ParcelFileDescriptor
import android.os.Process
import java.io.FileInputStream
import java.nio.channels.FileChannel
import kotlinx.coroutines.runBlocking
import org.presend.AttachmentScanner
import org.presend.Audience
import org.presend.Journal
import org.presend.JournalKeeper
import org.presend.KnownSet
import org.presend.PresendException
import org.presend.ScannerSettings
import org.presend.demo.Outgoing
import org.presend.demo.PictureCheck
import org.presend.demo.Reaction
import org.presend.demo.Settings

/**
 * Decodes what is about to be sent, in a process that can open no file and has no permission: all it has was handed to
 * it. It ends with its connection, so that each attachment is looked at in a process of its own.
 */
class ScanService : Service() {
    override fun onBind(intent: Intent): IBinder = Scan

    override fun onDestroy(): Unit = Process.killProcess(Process.myPid())
}

private object Scan : IScan.Stub() {
    override fun check(
        pipe: ParcelFileDescriptor, files: Array<ParcelFileDescriptor>, pins: String, state: String?,
        journal: IJournal, reaction: Int, audience: Int,
    ): Bundle {
        val settings = Settings().also {
            it.reaction = Reaction.entries[reaction]
            it.audience = Audience.entries[audience]
        }
        // Without a set that opens, no picture is clean.
        val set = files.firstNotNullOfOrNull { installed(it, pins, state.orEmpty()) }
        val with = ScannerSettings(journal = Journal.keptBy(Adding(journal)))
        val check = PictureCheck(settings) { policy -> AttachmentScanner(listOfNotNull(set), policy, with) }
        val bytes = ParcelFileDescriptor.AutoCloseInputStream(pipe).use { it.readBytes() }
        return checkNotNull(runBlocking { check.check(Outgoing.Attachment("", bytes)) }).toBundle()
    }

    /** The set in this file; null if it is not the one in use. */
    private fun installed(file: ParcelFileDescriptor, pins: String, state: String): KnownSet? = file.use {
        val channel = FileInputStream(it.fileDescriptor).channel
        val bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
        try {
            KnownSet.installed(bytes, pins, state)
        } catch (_: PresendException.Refused) {
            null
        }
    }
}

/** The journal of the app, which this process can add to. */
private class Adding(private val journal: IJournal) : JournalKeeper {
    override fun state(): String? = journal.state()

    override fun append(lines: String, state: String): Unit = journal.append(lines, state)

    override fun chain(): String = throw UnsupportedOperationException()

    override fun replace(chain: String, state: String): Unit = throw UnsupportedOperationException()
}
