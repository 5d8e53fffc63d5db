package org.presend

import java.io.File
import java.io.InputStream
import java.nio.ByteBuffer
import java.nio.file.Path
import org.presend.internal.AttachmentScanner as RawScanner
import org.presend.internal.Checked as RawChecked
import org.presend.internal.ScanContext as RawScanContext

/** Something to scan. */
public sealed class ScanInput {
    internal abstract fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked

    /**
     * Bytes in memory, from position to limit: neither is changed. A direct buffer is read where it is; another is
     * copied once. It must not be changed until the scan is over, which after a cancel may be a moment later.
     */
    public class Bytes(bytes: ByteBuffer) : ScanInput() {
        private val bytes = bytes.slice()

        /** An array, copied once. */
        public constructor(bytes: ByteArray) : this(ByteBuffer.wrap(bytes))

        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            bytes.direct { scanner.scanBytes(it, context) }
    }

    /**
     * The same, whose pictures [PictureHashes.of] hashed in another process. [pictures] is what it gave there; null, or
     * what is no such text, is [UndecidedReason.DecoderFailed] if there is a picture. All else is found, decided, counted and
     * recorded in this process.
     */
    public class Hashed(bytes: ByteBuffer, private val pictures: String?) : ScanInput() {
        private val bytes = bytes.slice()

        /** An array, copied once. */
        public constructor(bytes: ByteArray, pictures: String?) : this(ByteBuffer.wrap(bytes), pictures)

        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            bytes.direct { scanner.scanHashed(it, pictures, context) }
    }

    /** A file, read by offset in pieces. */
    public class AtPath private constructor(private val path: () -> Path) : ScanInput() {
        /** At this path. */
        public constructor(path: Path) : this({ path })

        /** This file. */
        public constructor(file: File) : this({ file.toPath() })

        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            FileSource(path).use { scanner.scanSource(HostedSource(it, settings.onHookFailure), context) }
    }

    /**
     * A stream, read to its end and closed when the scan is over. It is held in memory: one that is longer than
     * [Limits.maxInputBytesInMemory] is [UndecidedReason.OverLimit]. It can be scanned once.
     */
    public class Stream(private val stream: InputStream) : ScanInput() {
        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            closing(stream) { stream.scanned(scanner, context, settings) }
    }

    /** What the app reads by offset. One that is an [AutoCloseable] is closed when the scan is over. */
    public class Source(private val source: ByteSource) : ScanInput() {
        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            closing(source as? AutoCloseable) { scanner.scanSource(HostedSource(source, settings.onHookFailure), context) }
    }

    /**
     * The text of a message. Its links are looked up in sets of links, and nothing else of it is compared.
     */
    public class Text(private val text: String) : ScanInput() {
        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            scanner.scanText(text, context)
    }

    /** A picture that the app decoded. No exact digest is compared. */
    public class Pixels(pixels: PixelBuffer) : ScanInput() {
        private val bytes = pixels.bytes.slice()
        private val layout = pixels.layout

        override fun scan(scanner: RawScanner, context: RawScanContext, settings: ScannerSettings): RawChecked =
            bytes.direct { scanner.scanPixels(it, layout.lowered(), context) }
    }
}

/** Closes what was lent: after a cancel only the scan knows that it is over. What closing throws says nothing. */
private inline fun <T> closing(lent: AutoCloseable?, block: () -> T): T =
    try {
        block()
    } finally {
        runCatching { lent?.close() }
    }
