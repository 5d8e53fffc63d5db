import Foundation
import Presend

/// A journal's keeper and a store's vault in memory, which can be told to fail.
final class MemoryKeeper: JournalKeeper {
    private let texts = Locked<(chain: String, state: String?)>(("", nil))
    private let broken = Locked(false)
    /// What another process does before the next change.
    private let intruder = Locked<(@Sendable () -> Void)?>(nil)

    func breakDown(_ isBroken: Bool = true) { broken.with { $0 = isBroken } }

    func beforeNextChange(_ work: @escaping @Sendable () -> Void) { intruder.with { $0 = work } }

    /// As another process that looks at nothing writes.
    func put(chain: String, state: String?) { texts.with { $0 = (chain, state) } }

    func state() throws -> String? {
        try check()
        return texts.now.state
    }

    func chain() throws -> String {
        try check()
        return texts.now.chain
    }

    func append(_ lines: String, state: String, expected: String?) throws -> KeeperAnswer {
        try swap(expected) { ($0 + lines, state) }
    }

    func replace(chain: String, state: String, expected: String?) throws -> KeeperAnswer {
        try swap(expected) { _ in (chain, state) }
    }

    private func swap(_ expected: String?, _ change: (String) -> (String, String)) throws -> KeeperAnswer {
        try check()
        let work = intruder.with { waiting in
            defer { waiting = nil }
            return waiting
        }
        work?()
        return texts.with { texts in
            guard texts.state == expected else { return .otherState }
            let changed = change(texts.chain)
            texts = (changed.0, changed.1)
            return .kept
        }
    }

    private func check() throws {
        if broken.now { throw MadeUpFailure() }
    }
}

final class BreakableVault: StateVault {
    private let inner = MemoryVault()
    private let broken = Locked(false)

    func breakDown(_ isBroken: Bool = true) { broken.with { $0 = isBroken } }

    func load(set: String) throws -> String? {
        if broken.now { throw MadeUpFailure() }
        return try inner.load(set: set)
    }

    func save(_ text: String, set: String) throws {
        if broken.now { throw MadeUpFailure() }
        try inner.save(text, set: set)
    }
}
