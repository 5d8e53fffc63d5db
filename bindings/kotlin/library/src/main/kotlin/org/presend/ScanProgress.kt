package org.presend

import kotlinx.coroutines.channels.BufferOverflow
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow
import org.presend.internal.ScanProgress as RawProgress
import org.presend.internal.ScanStep as RawStep

/** What a scan begins to do. */
public sealed class ScanStep {
    /** Reads or digests the attachment from here on. It runs once from 0 to the end, however often bytes are read. */
    public data class Reading(
        /** Bytes that are done. */
        public val doneBytes: Long,
        /** Bytes in all. */
        public val totalBytes: Long,
    ) : ScanStep()

    /** Decodes and hashes this frame. */
    public data class Picture(
        /** Counted from 0. */
        public val frame: Int,
        /** When it is shown, in milliseconds from the start; null for a still. */
        public val timeMs: Long?,
    ) : ScanStep()

    /** Compares with the sets. */
    public data object LookingUp : ScanStep()

    /** Asks the policy. */
    public data object Deciding : ScanStep()
}

/** How far [AttachmentScanner.scanAll] is. */
public sealed class ScanProgress {
    /** The input that this is about, counted from 0. */
    public abstract val index: Int

    /** This begins. A collector that is slow misses some. */
    public data class Step(
        override val index: Int,
        /** What its scan begins to do. */
        public val step: ScanStep,
    ) : ScanProgress()

    /** This one is done. None is missed. */
    public data class Done(
        override val index: Int,
        /** What it came to. */
        public val checked: Checked,
    ) : ScanProgress()
}

internal class HostedProgress(
    private val onStep: (ScanStep) -> Unit,
    private val listener: HookFailureListener?,
) : RawProgress {
    override fun step(step: RawStep): Unit = hosted(listener) { onStep(step.lifted()) }
}

private const val STEPS_HELD = 64

internal fun AttachmentScanner.scannedAll(inputs: Iterable<ScanInput>): Flow<ScanProgress> =
    channelFlow {
        inputs.forEachIndexed { index, input ->
            val checked = scan(input) { step -> trySend(ScanProgress.Step(index, step)) }
            send(ScanProgress.Done(index, checked))
        }
    }.buffer(STEPS_HELD, BufferOverflow.SUSPEND)

private fun RawStep.lifted(): ScanStep =
    when (this) {
        is RawStep.Reading -> ScanStep.Reading(doneBytes.toLong(), totalBytes.toLong())
        is RawStep.Picture -> ScanStep.Picture(frame.toInt(), timeMs?.toLong())
        RawStep.LookingUp -> ScanStep.LookingUp
        RawStep.Deciding -> ScanStep.Deciding
    }
