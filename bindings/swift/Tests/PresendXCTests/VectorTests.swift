import Foundation
import XCTest

@testable import Presend

final class VectorTests: XCTestCase {
    func testEveryScanComesToTheOutcomeDecisionAndFindingsOfTheVectors() async throws {
        let scans = try Vectors.load().scans.scans
        XCTAssertGreaterThanOrEqual(scans.count, 9)
        for wanted in scans {
            let scanner = AttachmentScanner(sets: [try .fromListUnverified(wanted.list, name: "vectors")])
            let checked = await scanner.scan(contentsOf: Vectors.testdata(wanted.file))
            XCTAssertEqual(checked.report.outcome.name, wanted.outcome, wanted.name)
            XCTAssertEqual(checked.decision.action.rawValue, wanted.decision, wanted.name)
            XCTAssertEqual(checked.report.findings.map(Vectors.Expected.init), wanted.findings, wanted.name)
        }
    }

    func testEveryFileHasTheKindTheDigestsAndTheHashesOfTheVectors() async throws {
        let files = try Vectors.load().files.files
        XCTAssertGreaterThanOrEqual(files.count, 19)
        for wanted in files {
            let data = try Data(contentsOf: Vectors.testdata(wanted.file))
            XCTAssertEqual(data.count, wanted.bytes, wanted.file)
            try await digestIsFound("sha256:" + wanted.sha256, .exact, wanted, data)
            try await digestIsFound("md5:" + wanted.md5, .exactWeak, wanted, data)
            for frame in wanted.frames {
                if let hash = frame.pdq {
                    let finding = try await hashIsFound("pdq:" + hash, frame, wanted, data)
                    XCTAssertEqual(finding?.quality, frame.quality, wanted.file)
                }
                if let hash = frame.pdq512 {
                    _ = try await hashIsFound("pdq512:" + hash, frame, wanted, data)
                }
            }
            if let reason = wanted.undecided { try await isUndecided(reason, wanted, data) }
        }
    }

    private func digestIsFound(
        _ digest: String, _ evidence: Evidence, _ wanted: Vectors.File, _ data: Data
    ) async throws {
        let report = try await Vectors.scan(data, list: digest)
        XCTAssertEqual(report.outcome, .match, wanted.file)
        XCTAssertEqual(report.mediaType, wanted.kind, wanted.file)
        let finding = try XCTUnwrap(report.findings.first)
        XCTAssertEqual(finding.evidence, evidence, wanted.file)
        XCTAssertNil(finding.distanceBits)
        XCTAssertNil(finding.frame)
        XCTAssertFalse(finding.set.isVerified)
        XCTAssertEqual(finding.set.name, "vectors")
    }

    private func hashIsFound(
        _ hash: String, _ frame: Vectors.Frame, _ wanted: Vectors.File, _ data: Data
    ) async throws -> Finding? {
        let report = try await Vectors.scan(data, list: hash)
        let finding = report.findings.first
        XCTAssertEqual(finding?.distanceBits, 0, "\(wanted.file) \(hash)")
        XCTAssertEqual(finding?.frame, frame.frame, wanted.file)
        XCTAssertEqual(finding?.variant, .upright, wanted.file)
        XCTAssertEqual(finding?.evidence, .perceptual, wanted.file)
        XCTAssertEqual(Int(report.coverage.partsSeen), wanted.frames.count, wanted.file)
        return finding
    }

    private func isUndecided(_ reason: String, _ wanted: Vectors.File, _ data: Data) async throws {
        let report = try await Vectors.scan(data, list: "pdq:" + String(repeating: "1", count: 64))
        guard case .undecided(let undecided) = report.outcome else {
            return XCTFail("\(wanted.file) is undecided")
        }
        XCTAssertEqual(undecided.name, reason, wanted.file)
        let skipped = PartSkipped(part: "", reason: .undecided(undecided), codec: nil)
        XCTAssertEqual(report.coverage.partsSkipped, [skipped])
    }
}

extension Vectors {
    static func scan(_ data: Data, list: String) async throws -> ScanReport {
        let set = try KnownSet.fromListUnverified(list, name: "vectors")
        return await AttachmentScanner(sets: [set]).scan(data).report
    }
}

extension Vectors.Expected {
    init(_ finding: Finding) {
        self.init(
            evidence: finding.evidence.rawValue, distanceBits: finding.distanceBits,
            variant: finding.variant?.rawValue)
    }
}
