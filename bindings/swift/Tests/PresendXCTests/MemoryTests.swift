import Foundation
import Presend
import XCTest

#if os(Linux)
    /// XCTest runs one test after the other, so that memory of the process is the test's own.
    final class MemoryTests: XCTestCase {
        private let megabyte = 1_000_000

        func testMemoryIsFlatOverTenThousandScans() async throws {
            let scanner = AttachmentScanner(sets: [try list()], policy: Answering())
            let picture = try Data(contentsOf: Vectors.testdata("decode/rgb.jpg"))
            let text = Data("plain text".utf8)
            // Every tenth is a picture: one takes milliseconds.
            for number in 0..<1_000 { _ = await scanner.scan(number % 10 == 0 ? picture : text) }
            let before = try Memory.memory("VmRSS")
            for number in 0..<10_000 { _ = await scanner.scan(number % 10 == 0 ? picture : text) }
            let grown = try Memory.memory("VmRSS") - before
            print("memory after 10,000 scans: \(grown / 1024) KiB more than before")
            XCTAssertLessThan(grown, 4 * megabyte)
        }

        func testFiftyMegabytesInMemoryAreNotCopied() async throws {
            let scanner = AttachmentScanner(sets: [try list()])
            let text = Memory.text(megabytes: 50)
            let grown = try await Memory.peakGrowth {
                let checked = await scanner.scan(text)
                XCTAssertEqual(checked.report.mediaType, "text/plain")
            }
            print("peak while scanning 50 MB of Data: \(grown / 1024) KiB more than before")
            XCTAssertLessThan(grown, 5 * megabyte)
        }

        func testFiftyMegabytesOfAFileAreHeldOnce() async throws {
            let scanner = AttachmentScanner(sets: [try list()])
            let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).txt")
            defer { try? FileManager.default.removeItem(at: url) }
            try Memory.text(megabytes: 50).write(to: url)
            let grown = try await Memory.peakGrowth {
                let checked = await scanner.scan(contentsOf: url)
                XCTAssertEqual(checked.report.mediaType, "text/plain")
            }
            print("peak while scanning a file of 50 MB: \(grown / 1024) KiB more than before")
            XCTAssertLessThan(grown, 60 * megabyte)
        }

        func testAFileOverTheLimitInMemoryIsStreamed() async throws {
            var limits = Limits.standard
            limits.maxInputBytesInMemory = 1_000_000
            let scanner = AttachmentScanner(sets: [try list()], limits: limits)
            let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).txt")
            defer { try? FileManager.default.removeItem(at: url) }
            try Memory.text(megabytes: 50).write(to: url)
            let grown = try await Memory.peakGrowth {
                let checked = await scanner.scan(contentsOf: url)
                XCTAssertEqual(checked.report.outcome, .clean)
            }
            print("peak while streaming a file of 50 MB: \(grown / 1024) KiB more than before")
            XCTAssertLessThan(grown, 5 * megabyte)
        }

        func testMemoryFallsBackAfterACancelledScan() async throws {
            let scanner = AttachmentScanner(sets: [try list()])
            let before = try Memory.memory("VmRSS")
            for _ in 0..<5 {
                let task = Task { await scanner.scan(Memory.bitmap(megabytes: 50)) }
                try await Task.sleep(for: .milliseconds(300))
                task.cancel()
                _ = await task.value
            }
            try await Task.sleep(for: .milliseconds(1_500))
            let kept = try Memory.memory("VmRSS") - before
            print("memory after five cancelled scans of 50 MB: \(kept / 1024) KiB more than before")
            XCTAssertLessThan(kept, 30 * megabyte)
        }

        private func list() throws -> KnownSet {
            let elsewhere = String(repeating: "5a", count: 32)
            return try .fromListUnverified("\(elsewhere)\nsha256:\(elsewhere)", name: "elsewhere")
        }
    }

    private struct Answering: Policy {
        let summary = "answers"

        func decide(_ report: ScanReport, allowed: Allowed) throws -> PolicyAnswer { .allow }
    }
#endif
