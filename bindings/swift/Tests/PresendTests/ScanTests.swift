import Foundation
import Presend
import Testing

@Suite("A scan")
struct ScanTests {
    @Test("The same file as bytes, as a file and as a source comes to the same")
    func inputsAgree() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let url = Sample.url("photos/cat.jpg")
        let fromBytes = await scanner.scan(try Data(contentsOf: url)).report
        let fromFile = await scanner.scan(contentsOf: url).report
        let fromSource = await scanner.scan(try FileSource(url: url)).report
        #expect(fromBytes.outcome == .match)
        #expect(fromFile.outcome == .match && fromSource.outcome == .match)
        #expect(fromFile.findings.map(\.distanceBits) == fromBytes.findings.map(\.distanceBits))
        // A slice, whose first index is not 0.
        let slice = try Data(contentsOf: url).reduce(into: Data([0, 0, 0])) { $0.append($1) }.dropFirst(3)
        #expect(await scanner.scan(slice).report.findings.map(\.distanceBits) == [0])
        #expect(fromBytes.mediaType == "image/jpeg")
        #expect(fromBytes.timing.map { $0.total >= $0.hash } == true)
        #expect(fromBytes.sets.map(\.name) == ["cats"] && fromBytes.sets.allSatisfy { !$0.isVerified })
    }

    @Test("A file that is not there, and a source that throws, are undecided as unreadable")
    func unreadable() async throws {
        struct Broken: ByteSource {
            func length() throws -> UInt64 { 1_000 }
            func read(at offset: UInt64, count: Int) throws -> Data { throw MadeUpFailure() }
        }
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let nowhere = Sample.url("photos/nowhere.jpg")
        #expect(await scanner.scan(contentsOf: nowhere).report.outcome == .undecided(.unreadable))
        #expect(await scanner.scan(Broken()).report.outcome == .undecided(.unreadable))
        let web = try #require(URL(string: "https://example.org/cat.jpg"))
        #expect(await scanner.scan(contentsOf: web).report.outcome == .undecided(.unreadable))
    }

    @Test("A source that gives more than it was asked for does no harm")
    func overlong() async throws {
        struct Generous: ByteSource {
            func length() throws -> UInt64 { 1_000 }
            func read(at offset: UInt64, count: Int) throws -> Data { Data(count: count + 100) }
        }
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        #expect(await scanner.scan(Generous()).report.outcome == .undecided(.unreadable))
    }

    @Test("Without a set nothing is clean")
    func noSet() async throws {
        let checked = await AttachmentScanner(sets: []).scan(try Sample.cat())
        #expect(checked.report.outcome == .undecided(.noUsableSet))
    }

    @Test("A list that is no list is refused with its line")
    func badList() throws {
        var reason: String?
        do {
            _ = try KnownSet.fromListUnverified("# a comment\nabc", name: "bad")
        } catch PresendError.badList(let why) {
            reason = why
        }
        #expect(reason?.contains("2") == true)
    }

    @Test("Limits are kept, and named")
    func limits() async throws {
        var limits = Limits.standard
        limits.maxPixels = 100
        let scanner = AttachmentScanner(sets: [try Sample.list()], limits: limits)
        let checked = await scanner.scan(try Sample.cat())
        #expect(checked.report.outcome == .undecided(.overLimit("max_pixels")))
        #expect(Limits.shareExtension.maxDecodeBytes < Limits.standard.maxDecodeBytes)
    }
}
