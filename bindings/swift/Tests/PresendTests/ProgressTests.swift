import Foundation
import Presend
import Testing

@Suite("A scan tells what it begins to do")
struct ProgressTests {
    @Test("Bytes, pictures, sets, policy: in this order")
    func ofBytes() async throws {
        let cat = try Sample.cat()
        let steps = try await follow { await $0.scan(cat, following: $1) }
        let total = UInt64(cat.count)
        #expect(steps.first == .reading(doneBytes: 0, totalBytes: total))
        #expect(Array(steps.suffix(2)) == [.lookingUp, .deciding])
        #expect(steps.filter { $0 == .picture(frame: 0, time: nil) }.count == 1)
        #expect(
            steps.allSatisfy { step in
                if case .reading(let done, let all) = step { return done <= all && all == total }
                return true
            })
    }

    @Test("A file tells how far it is read")
    func ofAFile() async throws {
        let url = try Sample.folder().appendingPathComponent("large.txt")
        defer { try? FileManager.default.removeItem(at: url.deletingLastPathComponent()) }
        try Data(repeating: 0x61, count: 5_000_000).write(to: url)
        let steps = try await follow { await $0.scan(contentsOf: url, following: $1) }
        let done = steps.compactMap { step -> UInt64? in
            if case .reading(let done, _) = step { return done }
            return nil
        }
        #expect(done.count > 2 && zip(done, done.dropFirst()).allSatisfy { $0 < $1 })
        #expect((done.last ?? 0) > 2_500_000)
    }

    @Test("An animation tells each frame, and a video its end")
    func ofFrames() async throws {
        let url = Sample.url("decode/lossy_fields.webp")
        let steps = try await follow { await $0.scan(contentsOf: url, following: $1) }
        let frames = steps.compactMap { step -> UInt32? in
            if case .picture(let frame, .some) = step { return frame }
            return nil
        }
        #expect(frames.starts(with: 0..<3))
        let ofVideo = try await follow { scanner, follower in
            let session = scanner.frames(following: follower)
            return try await session.finish()
        }
        #expect(ofVideo == [.lookingUp, .deciding])
    }

    private func follow(
        _ scan: (AttachmentScanner, @escaping ScanFollower) async throws -> Checked
    ) async throws -> [ScanStep] {
        let steps = Locked([ScanStep]())
        _ = try await scan(AttachmentScanner(sets: [try Sample.list()])) { step in
            steps.with { $0.append(step) }
        }
        return steps.now
    }
}
