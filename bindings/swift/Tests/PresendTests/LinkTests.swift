import Foundation
import Presend
import Testing

@Suite("A set of pictures and a set of links on one scanner, each with its own pins")
struct LinkTests {
    private let pictures = TestKit.verified
    private let links = TestKit.verifiedLinks

    private func store(_ pins: String...) async throws -> SetStore {
        try await SetStore.open(at: try Sample.folder(), pins: pins, vault: MemoryVault())
    }

    @Test("A picture is found by one set and a link by the other")
    func both() async throws {
        let store = try await store(pictures.pins, links.pins)
        try await store.install(pictures.first, for: pictures.name)
        try await store.install(links.first, for: links.name)
        let scanner = store.scanner()
        let picture = await scanner.scan(TestKit.pictures[0].file)
        let link = await scanner.scan(text: "is this you? \(TestKit.links[0])")
        for (checked, set) in [(picture, pictures), (link, links)] {
            #expect(checked.report.outcome == .match && !checked.report.findings.isEmpty)
            #expect(checked.report.findings.allSatisfy { $0.set.name == set.name && $0.set.isVerified })
        }
        #expect(link.explain(.user).contains("harmless test link"))
        #expect(try store.origin(of: links.name).purpose == "phishing")
    }

    @Test("A delta brings a new link")
    func delta() async throws {
        let store = try await store(links.pins)
        try await store.install(links.first, for: links.name)
        #expect(await store.scanner().scan(text: TestKit.links[1]).report.outcome == .clean)
        try await store.apply(links.delta, to: links.name)
        #expect(await store.scanner().scan(text: TestKit.links[1]).report.outcome == .match)
    }

    @Test("A set is refused by the pins of the other")
    func refused() async throws {
        let store = try await store(pictures.pins, links.pins)
        let foreign = "AuthorityQuorum"
        #expect(await refusal { try await store.install(links.first, for: pictures.name) } == foreign)
        #expect(await refusal { try await store.install(pictures.first, for: links.name) } == foreign)
        // The pins of the links, with the authorities of the pictures.
        let swapped = pictures.pins.replacingOccurrences(of: pictures.name, with: links.name)
            .replacingOccurrences(of: "known-images", with: "phishing")
        let other = try await self.store(swapped)
        #expect(await refusal { try await other.install(links.first, for: links.name) } == foreign)
        #expect(await other.scanner().scan(text: "hello").report.outcome == .undecided(.noUsableSet))
    }
}
