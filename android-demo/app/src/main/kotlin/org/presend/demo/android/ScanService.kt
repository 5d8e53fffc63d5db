package org.presend.demo.android

import android.app.Service
import android.content.Intent
import android.os.IBinder
import android.os.ParcelFileDescriptor
import android.os.Process
import org.presend.PictureHashes

/**
 * Decodes what is about to be sent, in a process that can open no file and has no permission: all it has is a pipe with
 * the bytes. It ends with its connection, so that each attachment is looked at in a process of its own.
 */
class ScanService : Service() {
    override fun onBind(intent: Intent): IBinder = Scan

    override fun onDestroy(): Unit = Process.killProcess(Process.myPid())
}

private object Scan : IScan.Stub() {
    override fun hash(pipe: ParcelFileDescriptor): ByteArray {
        val bytes = ParcelFileDescriptor.AutoCloseInputStream(pipe).use { it.readBytes() }
        return PictureHashes.of(bytes).toByteArray(Charsets.US_ASCII)
    }
}
