import Foundation

/// The verdicts on a batch of files, in order. Each file is scanned when the loop asks for the next, so
/// that a slow consumer holds nothing.
public struct Verdicts: AsyncSequence, Sendable {
    /// What it gives.
    public typealias Element = ScanProgress

    let scanner: AttachmentScanner
    let urls: [URL]

    /// Starts at the first file.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(verdicts: self, done: 0)
    }

    /// Walks through the files.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let verdicts: Verdicts
        var done: Int

        /// Scans the next file; `nil` after the last, and once the task is cancelled.
        public mutating func next() async -> ScanProgress? {
            guard done < verdicts.urls.count, !Task.isCancelled else { return nil }
            let url = verdicts.urls[done]
            let checked = await verdicts.scanner.scan(contentsOf: url)
            done += 1
            return ScanProgress(url: url, checked: checked, done: done, total: verdicts.urls.count)
        }
    }
}

/// One verdict of a batch, and how far the batch is.
public struct ScanProgress: Sendable {
    /// The file.
    public let url: URL
    /// What its scan came to.
    public let checked: Checked
    /// How many files are done, this one included.
    public let done: Int
    /// How many there are.
    public let total: Int
}
