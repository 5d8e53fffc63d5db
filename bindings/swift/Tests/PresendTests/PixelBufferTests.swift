import Foundation
import Presend
import Testing

@Suite("Pixels")
struct PixelBufferTests {
    @Test(
        "Every format and stride gives the same picture", arguments: [PixelFormat.rgb8, .rgba8, .bgra8],
        [0, 13])
    func formats(format: PixelFormat, gap: Int) async throws {
        let scanner = AttachmentScanner(sets: [try .demo()])
        let report = await scanner.scan(Drawn.picture(format, gap: gap)).report
        let finding = try #require(report.findings.first)
        #expect(finding.evidence == .perceptual && finding.distanceBits == 0 && finding.thresholdBits == 31)
        #expect(finding.variant == .upright && finding.isTest)
        #expect(report.mediaType == nil)
    }

    @Test(
        "The orientation is what a viewer does",
        arguments: zip(
            Orientation.allCases,
            [Variant.upright, .rotate270, .rotate180, .rotate90, .mirror, .flip, .transpose, .transverse]))
    func orientations(orientation: Orientation, undone: Variant) async throws {
        let scanner = AttachmentScanner(sets: [try .demo()])
        let report = await scanner.scan(Drawn.picture(.rgb8, orientation: orientation)).report
        let finding = try #require(report.findings.first)
        #expect(finding.variant == undone)
        #expect((finding.distanceBits ?? .max) <= 2)
    }

    @Test("Pixels that are not there are never read, and never clean")
    func wrongLayouts() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let right = Drawn.picture(.rgb8)
        let side = right.width
        for (bytes, width, height, stride) in [
            (right.bytes.dropLast(), side, side, right.bytesPerRow),
            (right.bytes, .max, .max, right.bytesPerRow), (right.bytes, side, side, .max),
            (right.bytes, side, side, right.bytesPerRow - 1), (right.bytes, 0, side, right.bytesPerRow),
            (Data(), side, side, right.bytesPerRow),
        ] as [(Data, UInt32, UInt32, UInt64)] {
            let wrong = PixelBuffer(
                bytes: bytes, width: width, height: height, bytesPerRow: stride, format: .rgb8)
            #expect(await scanner.scan(wrong).report.outcome.name == "undecided")
        }
    }
}
