import Foundation
import Presend
import Testing

@Suite("A video whose frames the app decodes")
struct FrameTests {
    private let other = PixelBuffer(
        bytes: Data((0..<64 * 64).map { UInt8(truncatingIfNeeded: $0 * $0 / 97) }), width: 64, height: 64,
        bytesPerRow: 64, format: .gray8)
    private let empty = PixelBuffer(
        bytes: Data(), width: 64, height: 64, bytesPerRow: 64, format: .gray8)

    @Test("It is found by one of its frames, and finished once")
    func isFound() async throws {
        let session = AttachmentScanner(sets: [try .demo()]).frames()
        try await session.push(other, at: .zero)
        try await session.push(Drawn.picture(.bgra8, gap: 4), at: .seconds(1))
        let report = try await session.finish().report
        #expect(report.outcome == .match && report.coverage.partsSeen == 2)
        #expect(report.findings.first?.frame == 1 && report.findings.first?.distanceBits == 0)
        await #expect(throws: PresendError.finished) { try await session.finish() }
        await #expect(throws: PresendError.finished) { try await session.push(other, at: .seconds(2)) }
    }

    @Test("A frame that cannot be read leaves it undecided, for its reason")
    func brokenFrame() async throws {
        let session = AttachmentScanner(sets: [try Sample.list()]).frames()
        try await session.push(other, at: .zero)
        var reason: UndecidedReason?
        do {
            try await session.push(empty, at: .seconds(1))
        } catch PresendError.frame(let undecided) {
            reason = undecided
        }
        try await session.push(other, at: .seconds(2))
        let report = try await session.finish().report
        #expect(report.coverage.partsSeen == 2)
        #expect(reason != nil && report.outcome == reason.map(Outcome.undecided))
    }

    @Test("Without a frame it is not clean")
    func noFrames() async throws {
        let session = AttachmentScanner(sets: [try Sample.list()]).frames()
        #expect(try await session.finish().report.outcome == .undecided(.empty))
    }

    @Test("More frames than the limit are undecided, with its name")
    func limit() async throws {
        var limits = Limits.standard
        limits.maxVideoFrames = 1
        let session = AttachmentScanner(sets: [try Sample.list()], limits: limits).frames()
        try await session.push(other, at: .zero)
        await #expect(throws: PresendError.frame(.overLimit("max_video_frames"))) {
            try await session.push(other, at: .seconds(1))
        }
    }

    @Test("A task that is cancelled while it pushes cancels the session")
    func cancelled() async throws {
        let session = AttachmentScanner(sets: [try Sample.list()]).frames()
        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            do {
                try await session.push(other, at: .zero)
            } catch {
                return error as? PresendError
            }
            return nil
        }.value
        #expect(error == .frame(.cancelled))
        #expect(try await session.finish().report.outcome == .undecided(.cancelled))
    }
}
