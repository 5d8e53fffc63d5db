import Foundation
internal import PresendInternal

/// Keeps the state of each set: a few hundred bytes that should outlive a restore of files, best in the
/// keychain. The text is the store's; a vault only hands it back. It is called on a background thread with
/// the store locked: what would change that store is refused there as `Reentered`, and another task or
/// thread that changes it is told `Locked` after some seconds.
public protocol StateVault: Sendable {
    /// The text that was saved last for this set; `nil` if there is none. Throw if it cannot be read now:
    /// nothing and unreadable are not the same.
    func load(set: String) throws -> String?

    /// Keeps this text in place of the last one, as a whole: after a crash one of the two is there.
    func save(_ text: String, set: String) throws
}

/// A vault in memory: for tests.
public final class MemoryVault: StateVault, @unchecked Sendable {
    private let lock = NSLock()
    private var texts = [String: String]()

    /// An empty vault.
    public init() {}

    /// The text that was saved last.
    public func load(set: String) throws -> String? {
        lock.withLock { texts[set] }
    }

    /// Keeps a text.
    public func save(_ text: String, set: String) throws {
        lock.withLock { texts[set] = text }
    }
}

/// A vault as the core calls it.
final class VaultAdapter: PresendInternal.StateVault {
    private let vault: any StateVault

    init(_ vault: any StateVault) { self.vault = vault }

    func load(set: String) throws -> String? {
        try vault.load(set: set)
    }

    func save(set: String, text: String) throws {
        try vault.save(text, set: set)
    }
}
