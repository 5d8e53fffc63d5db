package org.presend

import org.presend.internal.LentAnswer as RawAnswer
import org.presend.internal.LentCode as RawCode
import org.presend.internal.LentHash as RawHash
import org.presend.internal.LentInput as RawInput
import org.presend.internal.LentTerms as RawTerms
import org.presend.internal.lentTermsFault

/**
 * The app's code of a hash that sets have rows of and the library has none for: PhotoDNA, say, which only a licence
 * gives. Lend it in [ScannerSettings.lentHashes]. Without it the rows are not compared, and [Coverage.notCompared]
 * says so.
 */
public interface LentHash {
    /** What is declared of it: part of [AttachmentScanner.describePolicy]. */
    public val terms: LentTerms

    /**
     * The value of one picture: [LentTerms.valueBytes] bytes, or null if the picture is too flat to be compared.
     * [picture] is what [LentTerms.input] says. Called on a thread of Presend's, also on several at once. Whatever it
     * throws, and no answer in time, makes the scan [UndecidedReason.LentHashFailed]; [ScannerSettings.onHookFailure] is told
     * what it threw. [picture] is overwritten when it has returned.
     */
    public fun hash(picture: ByteArray): ByteArray?
}

/**
 * What an app declares of its hash.
 *
 * @property name its name, as the sets have it: small letters, digits and `-`, at most 32.
 * @property valueBytes bytes of a value, 8 to 1,024, as the sets have it.
 * @property input what it is computed from.
 * @property distance how two values are compared.
 * @property threshold the largest distance that is a match: at least 1, at most a quarter of the largest that there is.
 * @property deadlineMillis how long one picture may take, in milliseconds: at most a minute.
 * @throws IllegalArgumentException if no hash can have these terms.
 */
public data class LentTerms(
    public val name: String,
    public val valueBytes: Int,
    public val input: LentInput,
    public val distance: LentDistance,
    public val threshold: Int,
    public val deadlineMillis: Int,
) {
    init {
        val fault = calling { lentTermsFault(lowered()) }
        require(fault == null) { fault.orEmpty() }
    }

    internal fun lowered(): RawTerms =
        RawTerms(
            name, valueBytes.short(), input.lowered(), distance.same(), threshold.coerceAtLeast(0).toUInt(),
            deadlineMillis.coerceAtLeast(0).toUInt(),
        )
}

/** What a lent hash is computed from. */
public sealed class LentInput {
    /**
     * A grey thumbnail of each picture and frame: rows from the top, a byte a pixel, 0 is black. Turned as a person sees
     * the picture, squeezed to the size, transparent pixels over white.
     *
     * @property width width in pixels, 1 to 512.
     * @property height height in pixels, 1 to 512.
     */
    public data class GreyThumbnail(public val width: Int, public val height: Int) : LentInput()

    /** The bytes of each file that is a picture, also one that no decoder is there for. */
    public data object Bytes : LentInput()
}

/** How far two values of a lent hash are from each other. */
public enum class LentDistance {
    /** How many bits differ. */
    HAMMING,

    /** The sum of the differences of the bytes. */
    L1,

    /** The square root of the sum of their squares, rounded up. */
    L2,
}

internal fun LentHash.lowered(listener: HookFailureListener?): RawCode = RawCode(terms.lowered(), HostedHash(this, listener))

private fun LentInput.lowered(): RawInput =
    when (this) {
        is LentInput.GreyThumbnail -> RawInput.GreyThumbnail(width.short(), height.short())
        LentInput.Bytes -> RawInput.Bytes
    }

/** One that is too large stays so, and is refused. */
private fun Int.short(): UShort = coerceIn(0, UShort.MAX_VALUE.toInt()).toUShort()

/** A hash as the core calls it. */
private class HostedHash(
    private val hash: LentHash,
    private val listener: HookFailureListener?,
) : RawHash {
    override fun valueOf(picture: ByteArray): RawAnswer =
        try {
            hosted(listener) { hash.hash(picture)?.let { RawAnswer.Value(it) } ?: RawAnswer.TooFlat }
        } finally {
            picture.fill(0)
        }
}
