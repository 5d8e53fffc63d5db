import Foundation
import Presend
import Testing

@Suite("A vault that calls back into its store", .timeLimit(.minutes(2)))
struct ReentryTests {
    @Test("A change is refused by name, and reading is not")
    func vault() async throws {
        let vault = CallingVault()
        let store = try await MadeSets.store(vault: vault)
        vault.store.with { $0 = store }
        try await store.install(try MadeSets.file("1.khs"), for: MadeSets.name)
        #expect(vault.seen.now == ["Reentered", "missing"])
        #expect(vault.store.now == nil)
        #expect(try store.status(of: MadeSets.name).version == 1)
        try store.forgetPending(for: MadeSets.name)
    }
}

private final class CallingVault: StateVault, @unchecked Sendable {
    private let memory = MemoryVault()
    let store = Locked<SetStore?>(nil)
    let seen = Locked([String]())

    func load(set: String) throws -> String? { try memory.load(set: set) }

    func save(_ text: String, set: String) throws {
        if let store = store.now {
            do {
                try store.forgetPending(for: set)
            } catch PresendError.store(let name, _) {
                seen.with { $0.append(name) }
            }
            if try store.status(of: set).version == nil { seen.with { $0.append("missing") } }
            self.store.with { $0 = nil }
        }
        try memory.save(text, set: set)
    }
}
