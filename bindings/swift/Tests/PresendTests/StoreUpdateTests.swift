import Foundation
import Presend
import Testing

@Suite("A store that is updated")
struct StoreUpdateTests {
    private let name = MadeSets.name

    @Test("By a delta while eight tasks scan: they keep their version, the next scanner has the new one")
    func whileScanning() async throws {
        let store = try await MadeSets.store()
        try await store.install(try MadeSets.file("1.khs"), for: name)
        let (old, picture) = (store.scanner(), try Data(contentsOf: MadeSets.listed))
        let (delta, isUpdated) = (try MadeSets.file("1-2.khd"), Locked(false))
        let outcomes = try await withThrowingTaskGroup(of: [Outcome].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var seen = [Outcome]()
                    // One more after the update, whenever that comes.
                    var isLast = false
                    while !isLast {
                        isLast = isUpdated.now
                        seen.append(await old.scan(picture).report.outcome)
                    }
                    return seen
                }
            }
            try await store.apply(delta, to: name)
            isUpdated.with { $0 = true }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(outcomes.count >= 8 && outcomes.allSatisfy { $0 == .match })
        #expect(try store.status(of: name).version == 2)
        #expect(await store.scanner().scan(picture).report.outcome == .clean)
        #expect(await old.scan(picture).report.outcome == .match)
    }

    @Test("The user rolls back, and the version left stays away; the user pins")
    func rollback() async throws {
        let store = try await MadeSets.store()
        try await store.install(try MadeSets.file("1.khs"), for: name)
        await #expect(throws: PresendError.self) { try await store.rollback(name) }
        try await store.install(try MadeSets.file("2.khs"), for: name)
        try await store.rollback(name)
        #expect(try store.status(of: name).version == 1)
        #expect(try store.status(of: name).held == 2)
        #expect(
            await refusal { try await store.install(try MadeSets.file("2.khs"), for: name) } == "RolledBack")

        #expect(await refusal { try await store.pin(name, to: 7) } != nil)
        try await store.pin(name, to: 1)
        #expect(try store.status(of: name).pinned == 1)
        try await store.pin(name, to: nil)
        #expect(try store.status(of: name).pinned == nil)
    }

    @Test("A pinned version stays")
    func pinned() async throws {
        let store = try await MadeSets.store()
        try await store.install(try MadeSets.file("1.khs"), for: name)
        try await store.pin(name, to: 1)
        #expect(await refusal { try await store.install(try MadeSets.file("2.khs"), for: name) } == "Pinned")
        try await store.pin(name, to: nil)
        try await store.install(try MadeSets.file("2.khs"), for: name)
        #expect(try store.status(of: name).version == 2)
    }
}

/// The name under which the store refused to do it; `nil` if it did.
func refusal(_ work: () async throws -> Void) async -> String? {
    do {
        try await work()
        return nil
    } catch PresendError.store(let name, let reason) {
        #expect(!reason.isEmpty)
        return name
    } catch {
        Issue.record("\(error) is no refusal of the store")
        return nil
    }
}
