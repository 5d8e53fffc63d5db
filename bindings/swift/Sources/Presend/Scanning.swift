import Foundation
internal import PresendInternal

/// A scan never fails: what could not be checked is ``Outcome/undecided(_:)`` with a reason.
///
/// If its task is cancelled, the answer is `.undecided(.cancelled)` at once. A policy that comes with
/// Presend decides about that; the app's own is not asked, and its declared ``FailMode`` decides. The scan
/// stops behind it: within a row or block for JPEG and PNG, at the end of a large WebP. It keeps the bytes
/// that it was given until then, and is in the journal when it ends.
extension AttachmentScanner {
    /// Checks bytes in memory: best the very bytes that are encrypted next. They are not copied.
    ///
    /// - Parameters:
    ///   - data: The attachment.
    ///   - now: The time: a set is valid from a day to a day.
    ///   - follower: Is told what the scan begins to do.
    /// - Returns: The facts and the choice.
    public func scan(_ data: Data, at now: Date = Date(), following follower: ScanFollower? = nil) async
        -> Checked
    {
        await run(ScanOrder(now: now, follower: follower)) { $0.scanBytes(data, $1) }
    }

    /// Checks a file. It is read in pieces, once if it is small enough to be held in memory
    /// (``Limits/maxInputBytesInMemory``); one that cannot be opened is undecided, `unreadable`.
    ///
    /// - Parameters:
    ///   - url: A file URL.
    ///   - now: The time.
    ///   - follower: Is told what the scan begins to do.
    /// - Returns: The facts and the choice.
    public func scan(
        contentsOf url: URL, at now: Date = Date(), following follower: ScanFollower? = nil
    ) async -> Checked {
        await run(ScanOrder(now: now, follower: follower)) { scanner, order in
            let source: any ByteSource = (try? FileSource(url: url)) ?? UnreadableSource()
            return scanner.scanSource(source, order)
        }
    }

    /// Checks what a source gives: a database's blob, a stream on disk, an asset.
    ///
    /// - Parameters:
    ///   - source: The attachment.
    ///   - now: The time.
    ///   - follower: Is told what the scan begins to do.
    /// - Returns: The facts and the choice.
    public func scan(
        _ source: some ByteSource, at now: Date = Date(), following follower: ScanFollower? = nil
    ) async -> Checked {
        await run(ScanOrder(now: now, follower: follower)) { $0.scanSource(source, $1) }
    }

    /// Checks pixels that the system or the app decoded. There are no bytes of a file, so no exact digest
    /// is compared.
    ///
    /// - Parameters:
    ///   - pixels: The picture.
    ///   - now: The time.
    ///   - follower: Is told what the scan begins to do.
    /// - Returns: The facts and the choice.
    public func scan(
        _ pixels: PixelBuffer, at now: Date = Date(), following follower: ScanFollower? = nil
    ) async -> Checked {
        await run(ScanOrder(now: now, follower: follower)) { $0.scanPixels(pixels, $1) }
    }

    /// Checks the links of a message's text. They are looked up in sets of links, and nothing else of it is
    /// compared.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - now: The time.
    ///   - follower: Is told what the scan begins to do.
    /// - Returns: The facts and the choice.
    public func scan(
        text: String, at now: Date = Date(), following follower: ScanFollower? = nil
    ) async -> Checked {
        let order = ScanOrder(now: now, follower: follower)
        return await run(order, cancelled: { $0.cancelledText($1) }) { $0.scanText(text, $1) }
    }

    /// Checks bytes on the thread that calls, which waits: for a hook that scans again, and for code
    /// without Swift concurrency. Never call it from an `async` function or the main thread.
    ///
    /// - Parameters:
    ///   - data: The attachment.
    ///   - now: The time.
    /// - Returns: The facts and the choice.
    public func scanBlocking(_ data: Data, at now: Date = Date()) -> Checked {
        native.scanBytes(data, ScanOrder(now: now))
    }

    private func run(
        _ order: ScanOrder,
        cancelled: @escaping @Sendable (NativeScanner, ScanOrder) -> Checked = { $0.cancelled($1) },
        _ scan: @escaping @Sendable (NativeScanner, ScanOrder) -> Checked
    ) async -> Checked {
        let scanner = native
        return await offload {
            scan(scanner, order)
        } stop: {
            order.cancel.cancel()
            return cancelled(scanner, order)
        }
    }
}
