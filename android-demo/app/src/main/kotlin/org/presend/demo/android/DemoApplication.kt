package org.presend.demo.android

import android.app.Application
import android.os.SystemClock
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.async
import kotlinx.coroutines.withContext
import org.presend.Journal
import org.presend.demo.DemoApp
import org.presend.demo.Phone

/** The app. The isolated process has one of these too, so nothing is opened before a screen asks for it. */
public open class DemoApplication : Application() {
    private val scope: CoroutineScope = MainScope()

    /** The demo, opened once. */
    internal val phone: Deferred<Phone> by lazy { scope.async { Phone(withContext(Dispatchers.IO) { open() }, scope) } }

    private suspend fun open(): DemoApp {
        val files = carried(this, File(noBackupFilesDir, "files")).toPath()
        val (vault, journal) = KeystoreVault(File(noBackupFilesDir, "vault")) to Journal.keptBy(JournalDatabase(this))
        return DemoApp.open(
            files, noBackupFilesDir.toPath(), newConversation(), newConversation(), vault, journal,
            nanos = SystemClock::elapsedRealtimeNanos, input = IsolatedPictures(this)::input,
        )
    }
}
