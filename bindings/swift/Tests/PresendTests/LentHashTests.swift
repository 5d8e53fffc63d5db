import Foundation
import Presend
import Testing

private let valueBytes = 144

private func made(
    _ input: LentInput = .greyThumbnail(width: 12, height: 12), deadline: Duration = .seconds(10)
) -> LentTerms? {
    LentTerms(
        name: "made-up", valueBytes: UInt16(valueBytes), input: input, distance: .l1, threshold: 300,
        deadline: deadline)
}

/// A made-up hash: a thumbnail of 12 by 12 pixels, or the first 144 bytes of a file.
private struct Code: LentHash {
    let terms: LentTerms
    var answer: @Sendable (Data) throws -> Data? = { $0.prefix(valueBytes) }
    let seen = Locked(Data())

    func hash(_ picture: Data) throws -> Data? {
        seen.with { $0 = picture }
        return try answer(picture)
    }
}

@Suite("Hashes that the app lends")
struct LentHashTests {
    private let none = Data(repeating: 1, count: valueBytes)

    private func scanner(_ value: Data, _ hashes: [any LentHash]) throws -> AttachmentScanner {
        let digits = value.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let list = "lent:made-up:\(digits) md5:0123456789abcdef0123456789abcdef"
        return AttachmentScanner(
            sets: [try .fromListUnverified(list, name: "lent")], lentHashes: hashes)
    }

    private func scanned(_ value: Data, _ hashes: [any LentHash]) async throws -> ScanReport {
        try await scanner(value, hashes).scan(TestKit.pictures[0].file).report
    }

    private func left(_ report: ScanReport) -> [LentFault] {
        #expect(report.coverage.notCompared.allSatisfy { $0.hash == "made-up" && $0.part.isEmpty })
        return report.coverage.notCompared.map(\.reason)
    }

    @Test("A listed picture is found, and told in the unit of its hash")
    func found() async throws {
        let code = Code(terms: try #require(made()))
        let clean = try await scanned(none, [code])
        #expect(clean.outcome == .clean && left(clean).isEmpty)
        var near = code.seen.now
        #expect(near.count == valueBytes)
        near[near.startIndex + 7] ^= 1
        let finding = try #require(try await scanned(near, [code]).findings.first)
        let lent = try #require(finding.lent)
        #expect(finding.evidence == .perceptual && lent.hash == "made-up" && lent.measure == .l1)
        #expect(lent.distance == 1 && lent.threshold == 300)
        #expect(finding.distanceBits == nil && finding.quality == nil && finding.variant == nil)
    }

    @Test("A hash of the file is given the file")
    func file() async throws {
        let (file, code) = (TestKit.pictures[0].file, Code(terms: try #require(made(.bytes))))
        #expect(try await scanned(file.prefix(valueBytes), [code]).outcome == .match)
        #expect(code.seen.now == file)
    }

    @Test("Before the first scan it is known what will not be compared")
    func beforeTheFirstScan() throws {
        let code = Code(terms: try #require(made()))
        let missing = try scanner(none, []).notCompared
        #expect(missing.map(\.reason) == [.noCodeLent] && missing.first?.hash == "made-up")
        #expect(try scanner(none + [1], [code]).notCompared.map(\.reason) == [.otherLength])
        #expect(try scanner(none, [code]).notCompared.isEmpty)
    }

    @Test("Without the code the report names what was not compared")
    func withoutCode() async throws {
        let report = try await scanned(none, [])
        #expect(report.outcome == .clean && left(report) == [.noCodeLent])
    }

    @Test("Code that fails has a name")
    func failures() async throws {
        let terms = try #require(made())
        typealias Answer = @Sendable (Data) throws -> Data?
        let flat: Answer = { _ in nil }
        let throwing: Answer = { _ in throw MadeUpFailure() }
        let short: Answer = { $0.dropLast() }
        let empty: Answer = { _ in Data() }
        let ways: [(LentFault, Answer)] = [
            (.tooFlat, flat), (.failed, throwing), (.wrongLength, short), (.wrongLength, empty),
        ]
        for (fault, answer) in ways {
            let report = try await scanned(none, [Code(terms: terms, answer: answer)])
            #expect(left(report) == [fault])
            #expect(report.outcome == (fault == .tooFlat ? .clean : .undecided(.lentHashFailed)))
        }
        let report = try await scanned(none + [1], [Code(terms: terms)])
        #expect(report.outcome == .undecided(.lentHashFailed) && left(report) == [.otherLength])
    }

    @Test("Code that hangs holds no scan up beyond its deadline, and is not asked again meanwhile")
    func hangs() async throws {
        let (asked, returns) = (Locked(0), DispatchSemaphore(value: 0))
        let code = Code(terms: try #require(made(deadline: .milliseconds(50)))) { picture in
            asked.with { $0 += 1 }
            returns.wait()
            returns.signal()
            return picture
        }
        let scanner = try scanner(none, [code])
        for _ in 0..<3 {
            let report = await scanner.scan(TestKit.pictures[0].file).report
            #expect(report.outcome == .undecided(.lentHashFailed) && left(report) == [.late])
        }
        #expect(asked.now == 1)
        returns.signal()
        var outcome = Outcome.near
        for _ in 0..<1_000 where outcome != .clean {
            try await Task.sleep(for: .milliseconds(10))
            outcome = await scanner.scan(TestKit.pictures[0].file).report.outcome
        }
        #expect(outcome == .clean)
    }

    @Test("Terms that no hash can have are none, and those of a scanner are in its policy")
    func terms() throws {
        let code = Code(terms: try #require(made(deadline: .milliseconds(700))))
        let words = AttachmentScanner(sets: [try .demo()], lentHashes: [code]).describePolicy()
        #expect(words.contains("\nlent made-up 144 bytes of grey 12x12 l1 300 deadline_ms 700\n"))
        #expect(made(.greyThumbnail(width: 0, height: 12)) == nil)
        #expect(made(.greyThumbnail(width: 12, height: 513)) == nil)
        #expect(made(deadline: .zero) == nil && made(deadline: .seconds(61)) == nil)
        for (name, bytes, threshold) in [("pdq", 144, 300), ("made-up", 7, 1), ("made-up", 144, 0)] {
            let terms = LentTerms(
                name: name, valueBytes: UInt16(bytes), input: .bytes, distance: .l1,
                threshold: UInt32(threshold), deadline: .seconds(1))
            #expect(terms == nil)
        }
    }
}
