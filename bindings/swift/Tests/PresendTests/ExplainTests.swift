import Foundation
import Presend
import Testing

@Suite("An explanation")
struct ExplainTests {
    @Test("Is another text at each level and in each language")
    func differs() async throws {
        let checked = await AttachmentScanner(sets: [try Sample.list()]).scan(try Sample.cat())
        let texts = ExplanationLevel.allCases.flatMap { level in
            ExplanationLanguage.allCases.map { checked.explain(level, in: $0) }
        }
        #expect(texts.count == 6 && Set(texts).count == 6)
        #expect(texts.allSatisfy { $0.count > 20 && !$0.contains(Sample.catHash) })
        #expect(checked.explain(.user).split(separator: " ").count <= 25)
        #expect(checked.explain(.engineer).contains("perceptual"))
        #expect(checked.explain(.auditor).contains(checked.policyDigest))
    }

    @Test("For an auditor it says who signed, and which log has it")
    func auditor() async throws {
        let store = try await MadeSets.store()
        try await store.install(try MadeSets.file("1.khs"), for: MadeSets.name)
        let checked = await store.scanner().scan(contentsOf: MadeSets.listed)
        let text = checked.explain(.auditor)
        let origin = try store.origin(of: MadeSets.name)
        for signer in origin.signers {
            #expect(text.contains("\(signer.name) (\(signer.jurisdiction))"))
        }
        #expect(origin.witnesses.allSatisfy { text.contains($0.name) })
        #expect(text.contains(origin.log))
        #expect(text.contains(origin.leaf.base64EncodedString()))
    }

    @Test("Of the test pictures it says that they are harmless, and so do their findings")
    func testKit() async throws {
        let scanner = AttachmentScanner(sets: [try .demo()])
        #expect(TestKit.pictures.count >= 2)
        for picture in TestKit.pictures {
            let checked = await scanner.scan(picture.file)
            #expect(checked.report.outcome == .match && checked.report.mediaType == "image/bmp")
            #expect(checked.report.findings.allSatisfy { $0.isTest && $0.evidence == .exact })
            guard case .warn(let notice) = checked.decision else {
                Issue.record("it warns")
                return
            }
            #expect(notice.key == .testMaterial && notice.undecided == nil)
            #expect(checked.explain(.user).contains("harmless test picture"))
        }
    }
}
