package org.presend

import java.io.File
import java.nio.ByteBuffer
import java.time.LocalDate
import java.util.concurrent.atomic.AtomicBoolean
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.presend.internal.SetStore as RawStore
import org.presend.internal.VaultChoice as RawVaultChoice

/**
 * The verified sets of an app on its device. An update that began is finished, also if its coroutine is cancelled. What
 * is refused throws [PresendException.Refused] with the check's name, and the old set stays active.
 */
public class SetStore private constructor(
    private val raw: RawStore,
    private val clock: UnixClock,
    private val dispatcher: CoroutineDispatcher,
) : AutoCloseable {
    private val closed = AtomicBoolean()

    /** Names of the sets that are pinned. */
    public val names: List<String> = raw.names()

    /** Checks a new set file and puts it into use: from position to limit, direct or not. */
    public suspend fun install(set: String, file: ByteBuffer): Unit =
        on { file.direct { install(set, it, now()) } }

    /** The same from a file, whoever may write to it: the store copies it into its folder and checks the copy. */
    public suspend fun installFile(set: String, file: File): Unit = on { installFile(set, file.path, now()) }

    /** The same from a delta to the active version. */
    public suspend fun apply(set: String, delta: ByteBuffer): Unit =
        on { delta.direct { apply(set, it, now()) } }

    /** Back to the version before. */
    public suspend fun rollback(set: String): Unit = on { rollback(set, now()) }

    /** Keeps the active [version], or no longer if it is null. */
    public suspend fun pin(set: String, version: Long?): Unit = on { pin(set, version?.toULong()) }

    /** How the set stands now. */
    public suspend fun status(set: String): SetStatus = on { status(set, now()).lifted() }

    /** The set as it is now. It stays as it is when the store is updated, or closed. */
    public suspend fun snapshot(set: String): KnownSet = on { KnownSet(snapshot(set)) }

    /** Where the set comes from. */
    public suspend fun origin(set: String): SetOrigin = on { origin(set).lifted() }

    /** Findings that count towards a report and did not reach the threshold: for the user to see. */
    public suspend fun pending(set: String): List<PendingFinding> =
        on { pending(set).map { PendingFinding(LocalDate.ofEpochDay(it.day.toLong()), it.version.toLong(), it.evidence.same()) } }

    /** Forgets what counts towards a report: the user may. */
    public suspend fun forgetPending(set: String): Unit = on { forgetPending(set) }

    /**
     * A scanner with every set of this store as it is now: make a new one after an update. A set that is missing makes
     * every scan that finds nothing undecided.
     */
    public suspend fun scanner(
        policy: Policy = Policy.WarnOnly,
        settings: ScannerSettings = ScannerSettings(clock = clock),
    ): AttachmentScanner = on { AttachmentScanner(this, emptyList(), policy, settings) }

    /** The same, and asks the app. */
    public suspend fun scanner(
        settings: ScannerSettings = ScannerSettings(clock = clock),
        policy: PolicyHook,
    ): AttachmentScanner = scanner(policy.asPolicy(), settings)

    /** Frees it. Scanners made of it go on; a second time does nothing. */
    override fun close() {
        if (closed.compareAndSet(false, true)) raw.close()
    }

    private fun now(): ULong = clock.nowUnixSeconds().asUnix()

    private suspend fun <T> on(call: RawStore.() -> T): T {
        check(!closed.get()) { "the store is closed" }
        if (UnderLock.isHere) return calling { raw.call() }
        return withContext(dispatcher) { calling { raw.call() } }
    }

    /** Opens a store. */
    public companion object {
        /**
         * Opens the sets that are pinned, from [folder]; [pins] are the texts compiled into the app.
         *
         * @throws PresendException if pins are bad, or files or vault cannot be read.
         */
        public suspend fun open(
            folder: File,
            pins: List<String>,
            vault: StateVault,
            journal: Journal? = null,
            clock: UnixClock = UnixClock.SYSTEM,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): SetStore = opened(folder, pins, RawVaultChoice.App(HostedVault(vault)), journal, clock, dispatcher)

        /** The same for desktops, with the state in a folder: whoever can write it can put an old state back. */
        public suspend fun openOnDesktop(
            folder: File,
            pins: List<String>,
            stateFolder: File,
            journal: Journal? = null,
            clock: UnixClock = UnixClock.SYSTEM,
            dispatcher: CoroutineDispatcher = Dispatchers.IO,
        ): SetStore = opened(folder, pins, RawVaultChoice.Folder(stateFolder.path), journal, clock, dispatcher)

        private suspend fun opened(
            folder: File, pins: List<String>, vault: RawVaultChoice, journal: Journal?,
            clock: UnixClock, dispatcher: CoroutineDispatcher,
        ): SetStore {
            val now = clock.nowUnixSeconds().asUnix()
            val open = { RawStore.open(folder.path, pins, vault, journal?.raw, now) }
            val raw = if (UnderLock.isHere) calling(open) else withContext(dispatcher) { calling(open) }
            return SetStore(raw, clock, dispatcher)
        }
    }
}
