package org.presend

import java.io.File
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.file.Path
import kotlinx.coroutines.flow.Flow
import org.presend.internal.AttachmentScanner as RawScanner
import org.presend.internal.CancelToken as RawCancelToken
import org.presend.internal.EditProfile as RawEditProfile
import org.presend.internal.ScanContext as RawScanContext
import org.presend.internal.ScannerOptions as RawScannerOptions
import org.presend.internal.SetStore as RawStore

/**
 * Checks attachments. Any number of coroutines may share one; what it holds is freed by [close].
 *
 * A scan never throws because of what it checks: what could not be checked is [Outcome.Undecided], and the policy
 * decides. A coroutine that is cancelled returns at once; the scan behind it ends when its decoder sees that, and until
 * then it holds what it was given.
 */
public class AttachmentScanner internal constructor(
    store: RawStore?,
    sets: List<KnownSet>,
    policy: Policy,
    private val settings: ScannerSettings,
) : AutoCloseable {
    /** Compares with these sets. Without one, nothing is ever clean. */
    @JvmOverloads
    public constructor(
        sets: List<KnownSet>,
        policy: Policy = Policy.WarnOnly,
        settings: ScannerSettings = ScannerSettings(),
    ) : this(null, sets, policy, settings)

    /** Compares with these sets, and asks the app. */
    @JvmOverloads
    public constructor(
        sets: List<KnownSet>,
        settings: ScannerSettings = ScannerSettings(),
        policy: PolicyHook,
    ) : this(null, sets, policy.asPolicy(), settings)

    /** The bounds of its scans. */
    public val limits: Limits get() = settings.limits

    private val handle = Handle(calling { RawScanner(settings.lowered(store, sets, policy)) }, "scanner")

    /** Checks this, and tells [onStep] on the thread that scans what begins; what it throws is ignored. */
    public suspend fun scan(input: ScanInput, onStep: ((ScanStep) -> Unit)? = null): Checked {
        val raw = handle.take()
        val cancel = RawCancelToken()
        val context = settings.context(cancel, onStep)
        return detached(settings.dispatcher, cancel::cancel) {
            try {
                Checked(input.scan(raw, context, settings))
            } finally {
                handle.give()
            }
        }
    }

    /** Checks bytes in memory: see [ScanInput.Bytes]. */
    public suspend fun scan(bytes: ByteBuffer): Checked = scan(ScanInput.Bytes(bytes))

    /** Checks bytes in memory, copied once: see [ScanInput.Bytes]. */
    public suspend fun scan(bytes: ByteArray): Checked = scan(ScanInput.Bytes(bytes))

    /** Checks a file: see [ScanInput.AtPath]. */
    public suspend fun scan(file: File): Checked = scan(ScanInput.AtPath(file))

    /** Checks a file: see [ScanInput.AtPath]. */
    public suspend fun scan(path: Path): Checked = scan(ScanInput.AtPath(path))

    /** Checks a stream to its end: see [ScanInput.Stream]. */
    public suspend fun scan(stream: InputStream): Checked = scan(ScanInput.Stream(stream))

    /** Checks what the app reads by offset. */
    public suspend fun scan(source: ByteSource): Checked = scan(ScanInput.Source(source))

    /** Checks the links of a text: see [ScanInput.Text]. */
    public suspend fun scanText(text: String): Checked = scan(ScanInput.Text(text))

    /** Checks a picture that the app decoded: see [ScanInput.Pixels]. */
    public suspend fun scan(pixels: PixelBuffer): Checked = scan(ScanInput.Pixels(pixels))

    /** Checks one after the other, and tells of each what begins and what it came to. */
    public fun scanAll(inputs: Iterable<ScanInput>): Flow<ScanProgress> = scannedAll(inputs)

    /** Begins to check the frames of a video that the app decodes. */
    public fun frames(): FrameSession {
        val cancel = RawCancelToken()
        val session = handle.using { it.frames(settings.context(cancel, null)) }
        return FrameSession(session, cancel, settings.dispatcher)
    }

    /** Everything that decides besides the facts, in lines. */
    public fun describePolicy(): String = handle.using { it.describePolicy() }

    /**
     * Hashes that the sets have rows of and no attachment is compared by, as is known before the first scan: no [LentHash]
     * is lent for them, or one for values of another length. With the latter nothing is clean.
     */
    public fun notCompared(): List<NotCompared> = handle.using { raw -> raw.notCompared().map { it.lifted() } }

    /** Frees it. Scans that have begun are finished; a second time does nothing. */
    override fun close(): Unit = handle.close()
}

private fun ScannerSettings.lowered(store: RawStore?, sets: List<KnownSet>, policy: Policy): RawScannerOptions =
    RawScannerOptions(
        store, sets.map { it.raw }, policy.lowered(onHookFailure), failMode.same(), deadlineMillis?.toUInt(), journal?.raw,
        appealDesk?.address, limits.lowered(), edits?.same<RawEditProfile>(), decoders.map { it.lowered(onHookFailure) },
        videoDecoders.map { it.lowered(onHookFailure) }, lentHashes.map { it.lowered(onHookFailure) },
        ownChecks.map { it.lowered(onHookFailure) },
    )

private fun ScannerSettings.context(cancel: RawCancelToken, onStep: ((ScanStep) -> Unit)?): RawScanContext =
    RawScanContext(clock.nowUnixSeconds().asUnix(), cancel, onStep?.let { HostedProgress(it, onHookFailure) })
