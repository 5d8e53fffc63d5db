package org.presend.demo.android

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.ServiceConnection
import android.os.IBinder
import kotlinx.coroutines.CompletableDeferred

/** The way to the isolated process, from when it is asked for until it is closed. */
internal class ScanConnection(private val context: Context) : ServiceConnection, AutoCloseable {
    private val service = CompletableDeferred<IScan>()

    init {
        val bound = context.bindService(Intent(context, ScanService::class.java), this, Context.BIND_AUTO_CREATE)
        if (!bound) broken()
    }

    suspend fun scan(): IScan = service.await()

    override fun onServiceConnected(name: ComponentName, binder: IBinder) {
        service.complete(IScan.Stub.asInterface(binder))
    }

    override fun onServiceDisconnected(name: ComponentName): Unit = broken()

    override fun onBindingDied(name: ComponentName): Unit = broken()

    private fun broken() {
        service.completeExceptionally(IllegalStateException("the isolated process is not there"))
    }

    override fun close(): Unit = context.unbindService(this)
}
