package org.presend.demo.android

import android.app.Application
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.async
import kotlinx.coroutines.withContext
import org.presend.Journal
import org.presend.demo.Conversation
import org.presend.demo.DemoApp
import org.presend.demo.Phone
import org.presend.demo.Session
import org.presend.demo.newKeyPair

/** The app. The isolated process has one of these too, so nothing is opened before a screen asks for it. */
public open class DemoApplication : Application() {
    private val scope: CoroutineScope = MainScope()

    /** The demo, opened once. */
    internal val phone: Deferred<Phone> by lazy { scope.async { Phone(withContext(Dispatchers.IO) { open() }, scope) } }

    /** Where the state of the sets is kept. */
    internal open fun vault(): KeystoreVault = KeystoreVault(File(noBackupFilesDir, "vault"))

    private suspend fun open(): DemoApp {
        val (vault, journal) = vault() to JournalDatabase(this)
        val files = carried(this, File(noBackupFilesDir, "files"))
        val pins = File(files, "sets/pins.txt").readText()
        return DemoApp.open(
            files.toPath(), noBackupFilesDir.toPath(), conversation(), vault, Journal.keptBy(journal),
        ) { settings -> IsolatedCheck(this, File(noBackupFilesDir, "sets"), pins, vault, journal, settings) }
    }

    /** The other end reads every message, and nothing goes anywhere. */
    private fun conversation(): Conversation {
        val (own, other) = newKeyPair() to newKeyPair()
        val received = Session.between(other, own.public)
        return Conversation(Session.between(own, other.public)) { received.open(it.number, it.ciphertext) }
    }
}
