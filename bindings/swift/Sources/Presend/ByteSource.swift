import Foundation
internal import PresendInternal

/// Reads an attachment by offset: a file, a database, an asset. Calls come on one background thread at a
/// time. What it throws makes the scan undecided, `unreadable`. A read that never returns keeps that
/// thread; cancel the task to go on without it.
public protocol ByteSource: Sendable {
    /// The length in bytes.
    func length() throws -> UInt64

    /// Up to `count` bytes from `offset`: fewer only at the end.
    func read(at offset: UInt64, count: Int) throws -> Data
}

/// A file, read in pieces as the scan needs them; it is never mapped, so that one which shrinks meanwhile
/// does no harm. It holds one open file and no copy of it.
public final class FileSource: ByteSource {
    private let handle: FileHandle
    private let lock = NSLock()

    /// Opens the file.
    ///
    /// - Parameter url: A file URL.
    /// - Throws: What the system says if it cannot be opened, or if `url` is no file URL.
    public init(url: URL) throws {
        guard url.isFileURL else { throw CocoaError(.fileReadUnsupportedScheme) }
        handle = try FileHandle(forReadingFrom: url)
    }

    /// The length of the file now.
    public func length() throws -> UInt64 {
        try lock.withLock { try handle.seekToEnd() }
    }

    /// Reads from the file.
    public func read(at offset: UInt64, count: Int) throws -> Data {
        try lock.withLock {
            try handle.seek(toOffset: offset)
            return try handle.read(upToCount: count) ?? Data()
        }
    }
}

/// What a file that cannot be opened is scanned as.
struct UnreadableSource: ByteSource {
    func length() throws -> UInt64 { throw CocoaError(.fileReadUnknown) }
    func read(at offset: UInt64, count: Int) throws -> Data { throw CocoaError(.fileReadUnknown) }
}

/// A source as the core calls it.
final class SourceAdapter: PresendInternal.ByteSource {
    private let source: any ByteSource

    init(_ source: any ByteSource) { self.source = source }

    func length() throws -> UInt64 {
        try source.length()
    }

    func readAt(offset: UInt64, length: UInt64) throws -> Data {
        try source.read(at: offset, count: Int(clamping: length))
    }
}
