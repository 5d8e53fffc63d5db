import Foundation
import XCTest

@testable import Presend

final class PixelTests: XCTestCase {
    func testAlphaIsTakenOutOfTheColours() {
        var bytes = Data([10, 20, 30, 255, 64, 128, 0, 128, 0, 0, 0, 0, 200, 5, 1, 1])
        PixelBuffer.unpremultiply(&bytes)
        XCTAssertEqual(Array(bytes), [10, 20, 30, 255, 128, 255, 0, 128, 0, 0, 0, 0, 255, 255, 255, 1])
    }

    func testExifTagsAreWhatAViewerDoes() {
        let expected: [Orientation] = [
            .upright, .upright, .mirror, .rotate180, .flip, .transpose, .rotate90, .transverse, .rotate270,
            .upright,
        ]
        XCTAssertEqual((0...9).map { Orientation(exif: $0) }, expected)
    }

    func testEvidenceIsOrderedFromWeakToStrong() {
        XCTAssertEqual(Evidence.allCases.sorted(), Evidence.allCases)
        XCTAssertLessThan(Evidence.perceptual, .exactWeak)
        XCTAssertFalse(Evidence.exact < .exact)
    }
}
