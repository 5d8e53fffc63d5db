import Foundation
import Presend
import Testing

/// So much of an MP4 file that it is known for one.
private let mp4 =
    Data([0, 0, 0, 24]) + Data("ftypisom".utf8) + Data(count: 4) + Data("isomiso2".utf8)
    + Data((0..<4_000).map { UInt8($0 % 256) })

/// A decoder that does what a test says.
private struct Lent: VideoDecoder {
    var kinds: Set<VideoKind> = [.mp4]
    let answer: @Sendable (VideoFile) throws -> VideoSeen

    func decode(_ video: VideoFile) throws -> VideoSeen { try answer(video) }
}

@Suite("Decoders of videos of the app's")
struct VideoDecoderTests {
    private func report(
        limits: Limits = .standard, kinds: Set<VideoKind> = [.mp4],
        _ answer: @escaping @Sendable (VideoFile) throws -> VideoSeen
    ) async throws -> ScanReport {
        let lent = Lent(kinds: kinds, answer: answer)
        let scanner = AttachmentScanner(sets: [try .demo()], limits: limits, videoDecoders: [lent])
        return await scanner.scan(mp4).report
    }

    /// Ten seconds of 25 frames, of which one shows the drawn picture.
    @Sendable private static func show(_ video: VideoFile, at shown: UInt32) throws -> Int {
        let drawn = Drawn.picture(.rgb8)
        let white = PixelBuffer(
            bytes: Data(repeating: 255, count: drawn.bytes.count), width: drawn.width, height: drawn.height,
            bytesPerRow: drawn.bytesPerRow, format: drawn.format)
        try video.begin(
            VideoHeader(width: drawn.width, height: drawn.height, frames: 250, duration: .seconds(10)))
        let taken = (0..<UInt32(250)).filter { video.takes(frame: $0, time: .milliseconds(40 * Int($0))) }
        for frame in taken {
            let pixels = frame == shown ? drawn : white
            try video.push(pixels, frame: frame, time: .milliseconds(40 * Int(frame)))
        }
        return taken.count
    }

    @Test("A listed picture is found at its second, in the very bytes that were digested")
    func found() async throws {
        let frames = Locked(0)
        let report = try await report { video in
            #expect(video.length == UInt64(mp4.count))
            #expect(try video.read(at: 1_000, count: 100) == mp4[1_000..<1_100])
            #expect(try video.read(at: video.length, count: 9).isEmpty)
            let shown = try Self.show(video, at: 175)
            frames.with { $0 = shown }
            return .whole
        }
        let finding = try #require(report.findings.first)
        #expect(finding.evidence == .perceptual && finding.frame == 175 && finding.time == .seconds(7))
        #expect(report.mediaType == "video/mp4" && frames.now == 10)
    }

    @Test("What it did not see has a name, and is never clean")
    func unseen() async throws {
        #expect(try await report { _ in .part }.outcome == .undecided(.corrupt))
        #expect(try await report { _ in .whole }.outcome == .undecided(.decoderFailed))
        #expect(try await report { _ in .unsupported }.outcome == .undecided(.unsupportedFormat))
        let sound = try await report { _ in .onlySound }
        #expect(sound.outcome == .clean && sound.coverage.isNotApplicable)
        #expect(try await report { _ in throw MadeUpFailure() }.outcome == .undecided(.decoderFailed))
        let other = try await report(kinds: [.webM]) { _ in .whole }
        #expect(other.outcome == .undecided(.unopenedContainer))
    }

    @Test("Over the limits the scan ends, whatever the decoder makes of it")
    func limits() async throws {
        let report = try await report { video in
            let huge = VideoHeader(width: 65_535, height: 65_535, frames: 1, duration: .seconds(1))
            #expect(throws: VideoScanEnded.self) { try video.begin(huge) }
            #expect(throws: VideoScanEnded.self) {
                try video.push(Drawn.picture(.rgb8), frame: 0, time: .zero)
            }
            return .whole
        }
        #expect(report.outcome == .undecided(.overLimit("max_pixels")))
    }

    @Test("A video that was kept is of no use later")
    func kept() async throws {
        let kept = Locked<VideoFile?>(nil)
        _ = try await report { video in
            kept.with { $0 = video }
            return .onlySound
        }
        let video = try #require(kept.now)
        #expect(throws: VideoScanEnded.self) { try video.read(at: 0, count: 1) }
    }
}
