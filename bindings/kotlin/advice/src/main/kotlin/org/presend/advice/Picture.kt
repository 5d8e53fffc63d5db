package org.presend.advice

import java.nio.ByteBuffer
import org.presend.PixelBuffer
import org.presend.advice.internal.AdviceCheck as RawCheck
import org.presend.advice.internal.CancelToken as RawCancelToken
import org.presend.advice.internal.PixelLayout as RawLayout
import org.presend.advice.internal.Verdict as RawVerdict
import org.presend.direct
import org.presend.same

/** A picture to look at. Its buffer must not be changed until the check is over, which after a cancel may be a moment later. */
public sealed class Picture {
    internal abstract fun advise(check: RawCheck, moment: Moment, switch: Switch, cancel: RawCancelToken): RawVerdict

    /** Pixels that the system or the app decoded. */
    public class Pixels(pixels: PixelBuffer) : Picture() {
        private val bytes = pixels.bytes.slice()
        private val layout = with(pixels.layout) {
            RawLayout(width.toUInt(), height.toUInt(), strideBytes.toULong(), format.same(), orientation.same())
        }

        override fun advise(check: RawCheck, moment: Moment, switch: Switch, cancel: RawCancelToken): RawVerdict =
            bytes.direct { check.advisePixels(moment.same(), it, layout, switch.raw(), cancel) }
    }

    /**
     * A whole file, from position to limit: JPEG, PNG, GIF, WebP or BMP. A direct buffer is read where it is; another is
     * copied once.
     */
    public class File(bytes: ByteBuffer) : Picture() {
        private val bytes = bytes.slice()

        /** An array, copied once. */
        public constructor(bytes: ByteArray) : this(ByteBuffer.wrap(bytes))

        override fun advise(check: RawCheck, moment: Moment, switch: Switch, cancel: RawCancelToken): RawVerdict =
            bytes.direct { check.adviseFile(moment.same(), it, switch.raw(), cancel) }
    }
}
