import Foundation
internal import PresendInternal

/// What the user may read afterwards: that there was a warning, why, and by whose rules. Never content, a
/// hash, a name of a file, an address or the time of day. Records are chained, so that ``verify()`` names
/// one that was changed, taken out or cut off.
///
/// Reading and writing it waits for the disk: call it off the main thread.
public final class Journal: Sendable {
    let native: PresendInternal.Journal

    /// Opens the journal in a folder that only this user may read; made if it is not there.
    ///
    /// - Parameter folder: A file URL.
    /// - Throws: ``PresendError/journal(reason:)``.
    public init(in folder: URL) throws {
        native = try translated { try .inFolder(folder: folder.path) }
    }

    /// The journal that the app keeps where it likes.
    ///
    /// - Parameter keeper: Keeps its two texts.
    public init(keptBy keeper: any JournalKeeper) {
        native = .keptBy(keeper: KeeperAdapter(keeper))
    }

    /// The records, one a line, as far as they can be read: what the user may export.
    ///
    /// - Returns: The chain.
    /// - Throws: ``PresendError/journal(reason:)`` if it cannot be read.
    public func text() throws -> String {
        try translated { try native.text() }
    }

    /// Checks that every record is as it was written, in order, to the end.
    ///
    /// - Returns: How many there are.
    /// - Throws: ``PresendError/journal(reason:)`` with the first record that is not.
    public func verify() throws -> JournalFacts {
        let facts = try translated { try native.verify() }
        return JournalFacts(records: facts.records, repairs: facts.repairs, deleted: facts.deleted)
    }

    /// How many scans came to what, over all days, today included.
    ///
    /// - Returns: The counts.
    /// - Throws: ``PresendError/journal(reason:)`` if it cannot be read.
    public func counts() throws -> JournalCounts {
        JournalCounts(try translated { try native.counts() })
    }

    /// What it holds day by day, the first day first, today included: for a screen. It is not verified.
    ///
    /// - Returns: The days.
    /// - Throws: ``PresendError/journal(reason:)`` if it cannot be read.
    public func days() throws -> [JournalDay] {
        try translated { try native.days().map(JournalDay.init) }
    }

    /// Every record, in the order of the chain. It is not verified.
    ///
    /// - Returns: The records.
    /// - Throws: ``PresendError/journal(reason:)`` if it cannot be read.
    public func records() throws -> [JournalRecord] {
        try translated { try native.records().map(JournalRecord.init) }
    }

    /// Deletes every record, for the user. A new chain begins with a mark that says how many there were.
    ///
    /// - Parameter now: The time.
    /// - Throws: ``PresendError/journal(reason:)`` if it cannot be stored.
    public func deleteAll(at now: Date = Date()) throws {
        try translated { try native.deleteAll(nowUnixSeconds: now.unixSeconds) }
    }
}

/// What a journal that was verified holds.
public struct JournalFacts: Sendable, Hashable {
    /// Records in the chain.
    public let records: UInt64
    /// How often the keeper mended what an interrupted write had left.
    public let repairs: UInt64
    /// Records that the user had deleted before the chain began.
    public let deleted: UInt64
}

/// How many scans came to what.
public struct JournalCounts: Sendable, Hashable {
    /// Scans that found nothing.
    public let clean: UInt64
    /// Scans that found known material.
    public let matched: UInt64
    /// Scans with only borderline evidence.
    public let near: UInt64
    /// Scans that could not be finished.
    public let undecided: UInt64
    /// Scans of any outcome where the fallback decided.
    public let fallback: UInt64
}
