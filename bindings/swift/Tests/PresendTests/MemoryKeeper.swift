import Foundation
import Presend

/// A journal's keeper and a store's vault in memory, which can be told to fail.
final class MemoryKeeper: JournalKeeper {
    private let texts = Locked<(chain: String, state: String?)>(("", nil))
    private let broken = Locked(false)

    func breakDown(_ isBroken: Bool = true) { broken.with { $0 = isBroken } }

    func state() throws -> String? {
        try check()
        return texts.now.state
    }

    func chain() throws -> String {
        try check()
        return texts.now.chain
    }

    func append(_ lines: String, state: String) throws {
        try check()
        texts.with { $0 = ($0.chain + lines, state) }
    }

    func replace(chain: String, state: String) throws {
        try check()
        texts.with { $0 = (chain, state) }
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
