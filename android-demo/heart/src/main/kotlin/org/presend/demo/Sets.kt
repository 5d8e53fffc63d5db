package org.presend.demo

import java.nio.ByteBuffer
import java.nio.file.Files
import java.nio.file.Path
import org.presend.AttachmentScanner
import org.presend.Freshness
import org.presend.Journal
import org.presend.Policy
import org.presend.PresendException
import org.presend.ScannerSettings
import org.presend.SetOrigin
import org.presend.SetStore
import org.presend.TestKit
import org.presend.UnixClock

/**
 * The life of the verified set on this device: the first one comes with the app, updates as files. Beside it is one of
 * made-up links, which comes with Presend and stays as it is.
 */
public class Sets(
    private val store: SetStore,
    private val journal: Journal,
    private val clock: UnixClock,
) : AutoCloseable {
    private val name = store.names.first()

    /** A scanner with the set as it is now. */
    public suspend fun scanner(policy: Policy): AttachmentScanner =
        store.scanner(policy, ScannerSettings(journal = journal, clock = clock))

    /** Puts the set that comes with the app into use, and the one of links, unless they are there already. */
    public suspend fun installFirst(file: Path) {
        val links = TestKit.verifiedLinks
        if (store.status(name).version == null) store.installFile(name, file.toFile())
        if (store.status(links.name).version == null) store.install(links.name, links.first)
    }

    /** Offers an update: a delta (`.khd`) or a whole set. Whatever is wrong with it, the old set stays. */
    public suspend fun update(file: Path): SetNews = told {
        val bytes = ByteBuffer.wrap(Files.readAllBytes(file))
        if (file.toString().endsWith(".khd")) store.apply(name, bytes) else store.install(name, bytes)
        SetNews.InUse(version())
    }

    /** Back to the version before. */
    public suspend fun rollback(): SetNews = told {
        store.rollback(name)
        SetNews.InUse(version())
    }

    /** How the set stands. */
    public suspend fun freshness(): Freshness = store.status(name).freshness

    /** Where the set comes from, whether it is still valid or not; `null` if there is none. */
    public suspend fun origin(): SetOrigin? =
        try {
            store.origin(name)
        } catch (_: PresendException.Refused) {
            null
        }

    override fun close(): Unit = store.close()

    private suspend fun version() = checkNotNull(store.status(name).version)

    private suspend fun told(change: suspend () -> SetNews): SetNews =
        try {
            change()
        } catch (refused: PresendException.Refused) {
            SetNews.Refused(refused.check)
        }
}
