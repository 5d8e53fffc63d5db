package org.presend

import java.io.File
import java.nio.ByteBuffer
import java.util.function.Consumer
import kotlinx.coroutines.runBlocking

/**
 * All that suspends, for Java and for code without coroutines: each call holds its thread until it is done. A thread that
 * is interrupted leaves with an [InterruptedException], as a coroutine that is cancelled would. Never call it on a thread
 * that draws.
 */
public object Blocking {
    /** See [AttachmentScanner.scan]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun scan(scanner: AttachmentScanner, input: ScanInput, onStep: Consumer<ScanStep>? = null): Checked =
        runBlocking { scanner.scan(input, onStep?.let { it::accept }) }

    /** See [FrameSession.push]: null if the frame was hashed. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun push(session: FrameSession, pixels: PixelBuffer, timeMillis: Long): UndecidedReason? =
        runBlocking { session.push(pixels, timeMillis) }

    /** See [FrameSession.finish]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun finish(session: FrameSession): Checked = runBlocking { session.finish() }

    /** See [ThresholdReached.notice]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun notice(reached: ThresholdReached, clock: UnixClock = UnixClock.SYSTEM): ReportNotice =
        runBlocking { reached.notice(clock) }

    /** See [ReportNotice.shown]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun shown(notice: ReportNotice, clock: UnixClock = UnixClock.SYSTEM): NoticeShown =
        runBlocking { notice.shown(clock) }

    /** See [NoticeShown.seal]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun seal(shown: NoticeShown, clock: UnixClock = UnixClock.SYSTEM): SealedReport =
        runBlocking { shown.seal(clock) }

    /** See [NoticeShown.decline]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun decline(shown: NoticeShown, clock: UnixClock = UnixClock.SYSTEM): Unit =
        runBlocking { shown.decline(clock) }

    /** See [SetStore.open]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun openStore(
        folder: File,
        pins: List<String>,
        vault: StateVault,
        journal: Journal? = null,
        clock: UnixClock = UnixClock.SYSTEM,
    ): SetStore = runBlocking { SetStore.open(folder, pins, vault, journal, clock) }

    /** See [SetStore.openOnDesktop]. */
    @JvmStatic
    @JvmOverloads
    @Throws(InterruptedException::class)
    public fun openStoreOnDesktop(
        folder: File,
        pins: List<String>,
        stateFolder: File,
        journal: Journal? = null,
        clock: UnixClock = UnixClock.SYSTEM,
    ): SetStore = runBlocking { SetStore.openOnDesktop(folder, pins, stateFolder, journal, clock) }

    /** See [SetStore.scanner]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun scanner(store: SetStore, policy: Policy, settings: ScannerSettings): AttachmentScanner =
        runBlocking { store.scanner(policy, settings) }

    /** See [SetStore.install]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun install(store: SetStore, set: String, file: ByteBuffer): Unit = runBlocking { store.install(set, file) }

    /** See [SetStore.installFile]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun installFile(store: SetStore, set: String, file: File): Unit =
        runBlocking { store.installFile(set, file) }

    /** See [SetStore.apply]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun apply(store: SetStore, set: String, delta: ByteBuffer): Unit = runBlocking { store.apply(set, delta) }

    /** See [SetStore.rollback]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun rollback(store: SetStore, set: String): Unit = runBlocking { store.rollback(set) }

    /** See [SetStore.pin]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun pin(store: SetStore, set: String, version: Long?): Unit = runBlocking { store.pin(set, version) }

    /** See [SetStore.status]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun status(store: SetStore, set: String): SetStatus = runBlocking { store.status(set) }

    /** See [SetStore.snapshot]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun snapshot(store: SetStore, set: String): KnownSet = runBlocking { store.snapshot(set) }

    /** See [SetStore.origin]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun origin(store: SetStore, set: String): SetOrigin = runBlocking { store.origin(set) }

    /** See [SetStore.pending]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun pending(store: SetStore, set: String): List<PendingFinding> = runBlocking { store.pending(set) }

    /** See [SetStore.forgetPending]. */
    @JvmStatic
    @Throws(InterruptedException::class)
    public fun forgetPending(store: SetStore, set: String): Unit = runBlocking { store.forgetPending(set) }
}
