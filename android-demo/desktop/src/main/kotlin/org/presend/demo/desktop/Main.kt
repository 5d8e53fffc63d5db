package org.presend.demo.desktop

import java.nio.file.Files
import java.nio.file.Path
import javax.swing.SwingUtilities
import kotlinx.coroutines.runBlocking
import org.presend.demo.Conversation
import org.presend.demo.DemoApp
import org.presend.demo.FolderVault
import org.presend.demo.Session
import org.presend.demo.newKeyPair

/** `FILES`: what the demo carries, made by scripts/demo-files. It starts afresh each time, and leaves no folder behind. */
public fun main(arguments: Array<String>) {
    val files = Path.of(requireNotNull(arguments.firstOrNull()) { "usage: FILES" })
    val home = Files.createTempDirectory("presend-demo")
    val app = runBlocking { openDemo(files, home, exports = Path.of(System.getProperty("user.home"))) }
    Runtime.getRuntime().addShutdownHook(Thread { home.toFile().deleteRecursively() })
    SwingUtilities.invokeLater {
        Look.use(dark = false)
        DemoWindow(app).isVisible = true
    }
}

/** The demo in this folder, with the other ends of its conversations beside it. */
public suspend fun openDemo(files: Path, home: Path, exports: Path = home): DemoApp {
    return DemoApp.open(files, home, conversation(), trusted = conversation(), FolderVault(home.resolve("vault")), exports = exports)
}

/** The other end reads every message, so that nobody can say that it was only pretended. */
private fun conversation(): Conversation {
    val (own, other) = newKeyPair() to newKeyPair()
    val received = Session.between(other, own.public)
    return Conversation(Session.between(own, other.public)) { sealed -> received.open(sealed.number, sealed.ciphertext) }
}
