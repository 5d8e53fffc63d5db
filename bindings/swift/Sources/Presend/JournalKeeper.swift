internal import PresendInternal

/// Keeps the two texts of a journal: a long one that grows, the chain, and a short one, the state, best in
/// the keychain. The texts are the journal's; a keeper only hands them back.
///
/// It is called on the thread that scans, one call at a time and under a lock: it must neither scan nor call
/// its journal. What it throws shows as ``Recorded/failed(reason:)``; the scan is not harmed. Two journals
/// must not share a keeper.
public protocol JournalKeeper: Sendable {
    /// The state that was kept last; `nil` if there is none. Throw if it cannot be read now: nothing and
    /// unreadable are not the same.
    func state() throws -> String?

    /// The whole chain; empty if there is none.
    func chain() throws -> String

    /// Adds `lines` to the chain and replaces the state: after a crash both count, or neither.
    func append(_ lines: String, state: String) throws

    /// Replaces chain and state: both, or neither.
    func replace(chain: String, state: String) throws
}

/// A keeper as the core calls it.
final class KeeperAdapter: PresendInternal.JournalKeeper {
    private let keeper: any JournalKeeper

    init(_ keeper: any JournalKeeper) { self.keeper = keeper }

    func state() throws -> String? { try keeper.state() }

    func chain() throws -> String { try keeper.chain() }

    func append(lines: String, state: String) throws { try keeper.append(lines, state: state) }

    func replace(chain: String, state: String) throws { try keeper.replace(chain: chain, state: state) }
}
