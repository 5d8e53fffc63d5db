internal import PresendInternal

/// Keeps the two texts of a journal: a long one that grows, the chain, and a short one, the state, best in
/// the keychain. The texts are the journal's; a keeper only hands them back.
///
/// It is called on the thread that scans, one call at a time and under a lock: it must neither scan nor call
/// its journal. What it throws shows as ``Recorded/failed(reason:)``; the scan is not harmed.
///
/// Both changes compare and swap: they are made only if the state is still the expected one, and nothing else
/// may change the texts between that look and the change. Then any number of journals, in any number of
/// processes (an app and its extension, say), may share the texts.
public protocol JournalKeeper: Sendable {
    /// The state that was kept last; `nil` if there is none. Throw if it cannot be read now: nothing and
    /// unreadable are not the same.
    func state() throws -> String?

    /// The whole chain; empty if there is none.
    func chain() throws -> String

    /// Adds `lines` to the chain and replaces the state: after a crash both count, or neither. `expected` is
    /// `nil` if there is no state yet.
    func append(_ lines: String, state: String, expected: String?) throws -> KeeperAnswer

    /// Replaces chain and state: both, or neither.
    func replace(chain: String, state: String, expected: String?) throws -> KeeperAnswer
}

/// What a keeper answers to a change.
public enum KeeperAnswer: Sendable, Hashable {
    /// Both texts are kept.
    case kept
    /// The state is not the expected one, and nothing was changed. The journal reads again.
    case otherState
}

/// A keeper as the core calls it.
final class KeeperAdapter: PresendInternal.JournalKeeper {
    private let keeper: any JournalKeeper

    init(_ keeper: any JournalKeeper) { self.keeper = keeper }

    func state() throws -> String? { try keeper.state() }

    func chain() throws -> String { try keeper.chain() }

    func append(expected: String?, lines: String, state: String) throws -> PresendInternal.KeeperAnswer {
        try keeper.append(lines, state: state, expected: expected).native
    }

    func replace(expected: String?, chain: String, state: String) throws -> PresendInternal.KeeperAnswer {
        try keeper.replace(chain: chain, state: state, expected: expected).native
    }
}

extension KeeperAnswer {
    fileprivate var native: PresendInternal.KeeperAnswer {
        switch self {
        case .kept: .kept
        case .otherState: .otherState
        }
    }
}
