import Foundation
import Presend
import Testing

/// So much of a HEIC file that it is known for one.
private let heic = Data([0, 0, 0, 24]) + Data("ftypheic".utf8) + Data(count: 4) + Data("mif1heic".utf8)

/// A decoder that shows the drawn picture, and what it was asked for.
private struct Lent: StillDecoder, StillPicture {
    var kind = StillKind.heic
    var opens: @Sendable () throws -> Bool = { true }
    var layout = PixelLayout(
        width: Drawn.picture(.rgb8).width, height: Drawn.picture(.rgb8).height, format: .rgb8)
    var answer: @Sendable (Data) throws -> Data = { $0 }
    let asked = Locked<[Int]>([])
    let closed = Locked(0)

    func open(_ file: Data) throws -> (any StillPicture)? {
        #expect(file == heic)
        return try opens() ? self : nil
    }

    func rows(from first: Int, count: Int) throws -> Data {
        asked.with { $0 += [first, count] }
        let drawn = Drawn.picture(.rgb8)
        let row = Int(drawn.bytesPerRow)
        return try answer(drawn.bytes.dropFirst(first * row).prefix(count * row))
    }

    func close() { closed.with { $0 += 1 } }
}

@Suite("Decoders of the app's")
struct StillDecoderTests {
    private func outcome(_ decoders: [any StillDecoder]) async throws -> Outcome {
        await AttachmentScanner(sets: [try .demo()], decoders: decoders).scan(heic).report.outcome
    }

    @Test("Its picture is found in the scan of the file, and the policy is asked once")
    func found() async throws {
        let lent = Lent()
        let questions = Locked(0)
        let policy = Answering { _, _ in
            questions.with { $0 += 1 }
            return .warn
        }
        let scanner = AttachmentScanner(sets: [try .demo()], policy: policy, decoders: [lent])
        let report = await scanner.scan(heic).report
        let finding = try #require(report.findings.first)
        #expect(finding.evidence == .perceptual && finding.distanceBits == 0)
        #expect(report.mediaType == "image/heic")
        #expect(lent.asked.now == [0, Int(lent.layout.height)])
        #expect(lent.closed.now == 1 && questions.now == 1)
    }

    @Test("Of two for one kind the first is asked, and none for another kind")
    func kinds() async throws {
        let (first, second) = (Lent(), Lent())
        #expect(try await outcome([Lent(kind: .avif), first, second]) == .match)
        #expect(first.closed.now == 1 && second.closed.now == 0)
        #expect(try await outcome([Lent(kind: .avif)]) == .undecided(.unsupportedFormat))
        #expect(try await outcome([]) == .undecided(.unsupportedFormat))
    }

    @Test("What it cannot read or fails at has a name, and is closed")
    func failures() async throws {
        #expect(try await outcome([Lent(opens: { false })]) == .undecided(.unsupportedFormat))
        #expect(try await outcome([Lent(opens: { throw MadeUpFailure() })]) == .undecided(.decoderFailed))
        for answer in [{ _ in throw MadeUpFailure() }, { $0.dropLast() }, { $0 + [0] }, { _ in Data() }]
            as [@Sendable (Data) throws -> Data]
        {
            let lent = Lent(answer: answer)
            #expect(try await outcome([lent]) == .undecided(.decoderFailed))
            #expect(lent.closed.now == 1)
        }
    }

    @Test("A picture over the limits is never asked for its rows")
    func limits() async throws {
        let huge = Lent(layout: PixelLayout(width: 65_535, height: 65_535, format: .rgba8))
        #expect(try await outcome([huge]) == .undecided(.overLimit("max_pixels")))
        #expect(huge.asked.now.isEmpty && huge.closed.now == 1)
    }
}
