import Foundation
import Presend
import XCTest

final class DrawnVectorTests: XCTestCase {
    /// Under this quality a plain list compares nothing.
    private let leastQuality = 50

    func testEveryDrawnPictureHasTheHashesOfTheVectorsInEightOrientations() async throws {
        let pictures = try Vectors.load().pdq.pictures
        XCTAssertGreaterThanOrEqual(pictures.count, 11)
        var compared = 0
        for wanted in pictures {
            XCTAssertEqual(wanted.pdq.count, 8, wanted.name)
            for expected in wanted.pdq.values {
                compared += try await compare(wanted, "pdq", expected)
            }
            compared += try await compare(wanted, "pdq512", wanted.pdq512)
        }
        XCTAssertGreaterThanOrEqual(compared, 80)
    }

    /// Scans a drawn picture for one hash; 0 if the vectors leave the hash open, or if it is flat: a list
    /// refuses that, since there is nothing to compare it with.
    private func compare(_ wanted: Vectors.Picture, _ form: String, _ expected: Vectors.Hash) async throws
        -> Int
    {
        guard let hash = expected.hash, hash.contains(where: { $0 != "0" }) else { return 0 }
        let name = "\(wanted.name) \(form)"
        let set = try KnownSet.fromListUnverified("\(form):\(hash)", name: "vectors")
        let report = await AttachmentScanner(sets: [set]).scan(wanted.pixels).report
        XCTAssertNil(report.mediaType, name)
        guard expected.quality >= leastQuality else {
            XCTAssertEqual(report.outcome, .clean, name)
            XCTAssertEqual(report.coverage.partsSkipped.map(\.reason), [.lowQuality], name)
            return 1
        }
        let finding = try XCTUnwrap(report.findings.first, name)
        XCTAssertEqual(finding.distanceBits, 0, name)
        XCTAssertEqual(finding.quality, expected.quality, name)
        XCTAssertEqual(finding.frame, 0, name)
        // Some orientations of a picture may have one hash; the first of them is named.
        let variant = try XCTUnwrap(finding.variant, name)
        let named = form == "pdq" ? wanted.pdq[variant.rawValue]?.hash : variant == .upright ? hash : nil
        XCTAssertEqual(named, hash, name)
        return 1
    }
}

extension Vectors.Picture {
    fileprivate var pixels: PixelBuffer {
        PixelBuffer(
            bytes: samples, width: UInt32(width), height: UInt32(height),
            bytesPerRow: UInt64(width * channels.count), format: channels.count == 1 ? .gray8 : .rgb8)
    }
}
