package org.presend

import java.nio.ByteBuffer
import org.presend.internal.hashPictures

/**
 * Decodes pictures where they can do no harm: in a process that has no set, no policy, no journal and no permission, an
 * isolated service of Android say. What it gives goes to [ScanInput.Hashed] in the app's process.
 */
public object PictureHashes {
    /**
     * The hashes of the pictures in these bytes, from position to limit, or why there are none, as ASCII: less than 800
     * characters for each of at most [Limits.maxFrames] frames, and less than 180 for each of at most some 900 edits. It
     * takes as long as a scan.
     */
    @JvmStatic
    @JvmOverloads
    public fun of(bytes: ByteBuffer, limits: Limits = Limits.DEFAULT): String =
        bytes.direct { calling { hashPictures(it, limits.lowered()) } }

    /** The same of an array, copied once. */
    @JvmStatic
    @JvmOverloads
    public fun of(bytes: ByteArray, limits: Limits = Limits.DEFAULT): String = of(ByteBuffer.wrap(bytes), limits)
}
