import Foundation
import Presend
import Testing

@Suite("A store refuses by name, and keeps what it has")
struct StoreRefusalTests {
    private let name = MadeSets.name

    @Test(
        "Sets that their makers forged",
        arguments: [
            ("3.khs", "UnderAttested", 2), ("2b.khs", "Equivocation", 1), ("cut.khs", "Truncated", 1),
        ])
    func forged(file: String, check: String, from version: UInt64) async throws {
        let journal = Journal(keptBy: MemoryKeeper())
        let store = try await MadeSets.store(journal: journal)
        try await store.install(try MadeSets.file("\(version).khs"), for: name)
        #expect(await refusal { try await store.install(try MadeSets.file(file), for: name) } == check)
        #expect(await refusal { try await store.install(contentsOf: MadeSets.url(file), for: name) } == check)
        #expect(try store.status(of: name).version == version)
        #expect(try journal.text().contains(" set_refused "))
    }

    @Test("Sets and deltas that were changed on the way")
    func changed() async throws {
        let store = try await MadeSets.store()
        let first = try MadeSets.file("1.khs")
        try await store.install(first, for: name)
        var (row, padding, law) = (first, first, first)
        row[row.count - 192] ^= 1
        padding[padding.count - 1] ^= 1
        law.replaceSubrange(
            try #require(law.range(of: Data("urn:example:law".utf8))), with: Data("urn:example:Law".utf8))
        for (bad, check) in [
            (row, "SectionDigest"), (padding, "BadLayout"), (law, "BadSignature"),
            (first.prefix(200), "Truncated"),
            (Data(), "Truncated"),
        ] {
            #expect(await refusal { try await store.install(bad, for: name) } == check)
        }
        let delta = try MadeSets.file("1-2.khd")
        #expect(await refusal { try await store.apply(delta.dropLast(), to: name) } == "DeltaLength")
        #expect(try store.status(of: name).version == 1)
        try await store.apply(delta, to: name)
        #expect(await refusal { try await store.apply(delta, to: name) } == "WrongBase")
        #expect(await refusal { try await store.install(first, for: name) } == "RolledBack")
        #expect(try store.status(of: name).version == 2)
    }

    @Test("A file that is damaged while the app is away is missing, by the name of the check")
    func damagedAtRest() async throws {
        let (folder, vault) = (try Sample.folder(), MemoryVault())
        let pins = try MadeSets.pins()
        let store = try await SetStore.open(at: folder, pins: pins, vault: vault)
        try await store.install(try MadeSets.file("1.khs"), for: name)
        for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        where file.hasSuffix(".khs") {
            let url = folder.appendingPathComponent(file)
            try Data(contentsOf: url).prefix(300).write(to: url)
        }
        let again = try await SetStore.open(at: folder, pins: pins, vault: vault)
        #expect(try again.status(of: name).freshness == .missing(refusedBy: "Truncated"))
        #expect(await again.scanner().scan(try Sample.cat()).report.outcome == .undecided(.noUsableSet))
    }

    @Test("A vault that throws is an error of the store; afterwards all is well")
    func vault() async throws {
        let vault = BreakableVault()
        vault.breakDown()
        #expect(await refusal { _ = try await MadeSets.store(vault: vault) } == "Vault")
        vault.breakDown(false)
        let store = try await MadeSets.store(vault: vault)
        vault.breakDown()
        #expect(await refusal { try await store.install(try MadeSets.file("1.khs"), for: name) } == "Vault")
        #expect(try store.status(of: name).version == nil)
        vault.breakDown(false)
        try await store.install(try MadeSets.file("1.khs"), for: name)
        #expect(try store.status(of: name).version == 1)
    }

    @Test("Bad pins, a folder that cannot be, and a file that is not there")
    func badArguments() async throws {
        let folder = try Sample.folder()
        await #expect(throws: PresendError.self) {
            try await SetStore.open(at: folder, pins: ["no pins"], vault: MemoryVault())
        }
        let pins = try MadeSets.pins()
        let nowhere = URL(fileURLWithPath: "/dev/null/sets")
        #expect(
            await refusal { _ = try await SetStore.open(at: nowhere, pins: pins, vault: MemoryVault()) }
                != nil)
        let store = try await MadeSets.store()
        #expect(await refusal { try await store.install(contentsOf: nowhere, for: name) } == "Files")
        #expect(await refusal { try await store.install(Data(), for: "other") } == "UnknownSet")
    }
}
