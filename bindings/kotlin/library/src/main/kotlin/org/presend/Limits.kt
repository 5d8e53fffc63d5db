package org.presend

import org.presend.internal.Limits as RawLimits
import org.presend.internal.defaultLimits
import org.presend.internal.shareExtensionLimits

/**
 * The bounds of one scan. What would pass one is [UndecidedReason.OverLimit], with its name.
 *
 * @property maxInputBytes largest attachment, in bytes.
 * @property maxInputBytesInMemory largest attachment held in memory, in bytes; a longer one is read in pieces.
 * @property maxPixels most pixels of a picture.
 * @property maxSidePixels longest side, in pixels.
 * @property maxFrames most frames of an animation.
 * @property maxVideoFrames most frames pushed of a video.
 * @property maxParts most parts.
 * @property maxDepth deepest nesting.
 * @property maxPartBytes largest part once unpacked, in bytes.
 * @property maxUnpackedBytes most bytes of all parts once unpacked.
 * @property maxDecodeBytes most memory of a decoder, in bytes.
 * @property maxWorkBytes work budget, in decoded bytes.
 * @property maxTextBytes longest text whose links are looked up, in bytes.
 * @property maxLinks most links of a text that are looked up.
 */
public data class Limits(
    public val maxInputBytes: Long,
    public val maxInputBytesInMemory: Long,
    public val maxPixels: Long,
    public val maxSidePixels: Int,
    public val maxFrames: Int,
    public val maxVideoFrames: Int,
    public val maxParts: Int,
    public val maxDepth: Int,
    public val maxPartBytes: Long,
    public val maxUnpackedBytes: Long,
    public val maxDecodeBytes: Long,
    public val maxWorkBytes: Long,
    public val maxTextBytes: Long,
    public val maxLinks: Int,
) {
    init {
        val counts = listOf(maxSidePixels, maxFrames, maxVideoFrames, maxParts, maxDepth, maxLinks).map { it.toLong() }
        val sizes =
            listOf(
                maxInputBytes, maxInputBytesInMemory, maxPixels, maxPartBytes, maxUnpackedBytes, maxDecodeBytes,
                maxWorkBytes, maxTextBytes,
            )
        require((counts + sizes).all { it >= 0 }) { "a limit is not negative" }
    }

    /** Limits that come with Presend. */
    public companion object {
        /** The usual ones: see the page on limits. */
        @get:JvmStatic
        public val DEFAULT: Limits by lazy { calling { defaultLimits() }.lifted() }

        /** For a process that has little memory. */
        @get:JvmStatic
        public val SMALL: Limits by lazy { calling { shareExtensionLimits() }.lifted() }
    }
}

internal fun Limits.lowered(): RawLimits =
    RawLimits(
        maxInputBytes.toULong(), maxInputBytesInMemory.toULong(), maxPixels.toULong(), maxSidePixels.toUInt(),
        maxFrames.toUInt(), maxVideoFrames.toUInt(), maxParts.toUInt(), maxDepth.toUInt(),
        maxPartBytes.toULong(), maxUnpackedBytes.toULong(), maxDecodeBytes.toULong(), maxWorkBytes.toULong(),
        maxTextBytes.toULong(), maxLinks.toUInt(),
    )

private fun RawLimits.lifted(): Limits =
    Limits(
        // The core's largest number may be larger than the largest here.
        maxInputBytes.capped(), maxInputBytesInMemory.capped(), maxPixels.capped(), maxSidePixels.capped(),
        maxFrames.capped(), maxVideoFrames.capped(), maxParts.capped(), maxDepth.capped(),
        maxPartBytes.capped(), maxUnpackedBytes.capped(), maxDecodeBytes.capped(), maxWorkBytes.capped(),
        maxTextBytes.capped(), maxLinks.capped(),
    )

private fun ULong.capped(): Long = coerceAtMost(Long.MAX_VALUE.toULong()).toLong()

private fun UInt.capped(): Int = coerceAtMost(Int.MAX_VALUE.toUInt()).toInt()
