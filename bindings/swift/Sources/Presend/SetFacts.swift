import Foundation
internal import PresendInternal

/// What a store can tell of its sets: for an app's settings, and for whoever checks the checker.
extension SetStore {
    /// The state of the set at this time.
    ///
    /// - Parameters:
    ///   - set: The name of the set.
    ///   - now: The time.
    /// - Returns: How fresh it is, and which version.
    /// - Throws: ``PresendError/store(name:reason:)`` if no set of this name is pinned.
    public func status(of set: String, at now: Date = Date()) throws -> SetStatus {
        try translated { SetStatus(try native.status(set: set, nowUnixSeconds: now.unixSeconds)) }
    }

    /// The set as it is now; it stays so, whatever happens to the store.
    ///
    /// - Parameter set: The name of the set.
    /// - Returns: The set.
    /// - Throws: ``PresendError/store(name:reason:)`` if there is none.
    public func snapshot(of set: String) throws -> KnownSet {
        try translated { KnownSet(native: try native.snapshot(set: set)) }
    }

    /// Where the set comes from: who signed it, and who saw it in a public log.
    ///
    /// - Parameter set: The name of the set.
    /// - Returns: Its origin.
    /// - Throws: ``PresendError/store(name:reason:)`` if there is none.
    public func origin(of set: String) throws -> SetOrigin {
        try translated { SetOrigin(try native.origin(set: set)) }
    }

    /// Findings that count towards a report and did not reach the threshold: for the user to see.
    ///
    /// - Parameter set: The name of the set.
    /// - Returns: The findings; a harmless test entry is never one.
    /// - Throws: ``PresendError/store(name:reason:)`` if no set of this name is pinned.
    public func pending(for set: String) throws -> [PendingFinding] {
        try translated { try native.pending(set: set).map(PendingFinding.init) }
    }

    /// Forgets what counts towards a report: the user may.
    ///
    /// - Parameter set: The name of the set.
    /// - Throws: ``PresendError/store(name:reason:)`` if no set of this name is pinned, or its state cannot be
    ///   kept.
    public func forgetPending(for set: String) throws {
        try translated { try native.forgetPending(set: set) }
    }
}
