import Foundation
import Presend
import Testing

@Suite("A store of verified sets")
struct StoreTests {
    private let name = MadeSets.name

    @Test("Without its set nothing is clean; with it scanners find what is in it, and say it is verified")
    func install() async throws {
        let store = try await MadeSets.store()
        #expect(store.names == [name])
        #expect(try store.status(of: name).freshness == .missing(refusedBy: nil))
        let early = store.scanner()
        #expect(await early.scan(try Sample.cat()).report.outcome == .undecided(.noUsableSet))

        try await store.install(try MadeSets.file("1.khs"), for: name)
        let status = try store.status(of: name)
        #expect(status.freshness == .fresh && status.version == 1)
        let checked = await store.scanner(policy: .blockMatch).scan(contentsOf: MadeSets.listed)
        #expect(checked.report.outcome == .match && checked.decision.action == .block)
        #expect(!checked.report.findings.isEmpty)
        #expect(checked.report.findings.allSatisfy { $0.set.isVerified && $0.set.name == name && $0.isTest })
        let ownPolicy = store.scanner(
            policy: Answering { _, allowed in allowed.actions.contains(.ask) ? .ask() : .allow })
        #expect(await ownPolicy.scan(contentsOf: MadeSets.listed).decision.action == .ask)
        #expect(await store.scanner().scan(try Sample.cat()).report.outcome == .clean)
        // A scanner keeps what it was made with.
        #expect(await early.scan(try Sample.cat()).report.outcome == .undecided(.noUsableSet))
        #expect(try store.pending(for: name).isEmpty)
    }

    @Test("The test kit has a set to install, update and refuse")
    func testKit() async throws {
        let (kit, folder) = (TestKit.verified, try Sample.folder())
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SetStore.open(at: folder, pins: [kit.pins], vault: MemoryVault())
        await #expect(throws: PresendError.self) { try await store.install(kit.refused, for: kit.name) }
        #expect(try store.status(of: kit.name).freshness == .missing(refusedBy: nil))
        try await store.install(kit.first, for: kit.name)
        let checked = await store.scanner().scan(TestKit.pictures[0].file)
        #expect(checked.report.outcome == .match && checked.report.findings.allSatisfy { $0.isTest })
        try await store.apply(kit.delta, to: kit.name)
        #expect(try store.status(of: kit.name).version == 2)
    }

    @Test("A set is checked against the time at every scan")
    func time() async throws {
        let store = try await MadeSets.store()
        try await store.install(contentsOf: MadeSets.url("1.khs"), for: name)
        let (scanner, cat) = (store.scanner(), try Sample.cat())
        let later = Date().addingTimeInterval(31 * 86_400)
        #expect(await scanner.scan(cat).report.outcome == .clean)
        #expect(await scanner.scan(cat, at: later).report.outcome == .undecided(.noUsableSet))
        #expect(try store.status(of: name, at: later).freshness == .expired)
        #expect(try store.status(of: name).expires.map { $0 < later } == true)
    }

    @Test("What counts towards a report is shown, and forgotten when the user says so")
    func pending() async throws {
        let (vault, folder) = (MemoryVault(), try Sample.folder())
        let first = try await MadeSets.store(in: folder, vault: vault)
        try await first.install(try MadeSets.file("1.khs"), for: name)
        let today = UInt32(Date().timeIntervalSince1970) / 86_400
        let state = try #require(try vault.load(set: name))
        // The key of the device and the entries that were found under it, in base64: here made up.
        let tags = ["A", "B"].map { String(repeating: "A", count: 41) + $0 + "A=" }
        let found = [
            "key \(tags[0])", "pending \(today) 1 3 30 \(tags[0]) exact 0",
            "pending \(today) 1 3 30 \(tags[1]) corroborated 7", "",
        ].joined(separator: "\n")
        try vault.save(state.replacingOccurrences(of: "key none\n", with: found), set: name)
        let store = try await MadeSets.store(in: folder, vault: vault)
        #expect(try store.pending(for: name).map(\.evidence) == [.exact, .corroborated])
        #expect(try store.pending(for: name).allSatisfy { $0.day.daysSince1970 == today && $0.version == 1 })
        try store.forgetPending(for: name)
        #expect(try store.pending(for: name).isEmpty)
        #expect(try await MadeSets.store(in: folder, vault: vault).pending(for: name).isEmpty)
    }

    @Test("The origin names who signed and who saw it")
    func origin() async throws {
        let store = try await MadeSets.store()
        #expect(throws: PresendError.self) { try store.origin(of: name) }
        try await store.install(try MadeSets.file("1.khs"), for: name)
        let origin = try store.origin(of: name)
        #expect(origin.set == name && origin.version == 1 && origin.purpose == "known-images")
        #expect(origin.basis == "urn:example:law")
        let places = origin.signers.map { "\($0.name) \($0.jurisdiction)" }.sorted()
        let test = "test.presend.invalid"
        #expect(places == ["\(test)/one nl", "\(test)/three de", "\(test)/two nl"])
        #expect(origin.witnesses.map(\.name).sorted() == ["\(test)/w1", "\(test)/w2"])
        #expect(origin.witnesses.allSatisfy { abs($0.seen.timeIntervalSinceNow) < 86_400 })
        #expect(origin.log == "\(test)/log" && origin.logIndex == 0 && origin.leaf.count == 32)
        #expect(origin.notBefore < Date() && Date() < origin.sunset && origin.sunset < origin.notAfter)
    }

    @Test("Opened again with its vault or its folder of states, it has its set; a journal is told")
    func reopened() async throws {
        let (folder, states, pins) = (try Sample.folder(), try Sample.folder(), try MadeSets.pins())
        let journal = Journal(keptBy: MemoryKeeper())
        let store = try await SetStore.open(at: folder, pins: pins, stateIn: states, journal: journal)
        try await store.install(try MadeSets.file("2.khs"), for: name)
        let again = try await SetStore.open(at: folder, pins: pins, stateIn: states)
        #expect(try again.status(of: name).version == 2)
        #expect(try again.snapshot(of: name).reference.version == 2)
        #expect(try again.snapshot(of: name).rows > 0)
        #expect(try journal.text().contains(" set_change "))
        #expect(throws: PresendError.self) { try again.status(of: "other") }
    }
}
