import Foundation
import Presend
import Testing

@Suite("Cancelling")
struct CancelTests {
    @Test("In the middle of a large source: the answer is there while a read hangs, and few reads follow")
    func inTheMiddleOfASource() async throws {
        let (reads, wakes, steps) = (Locked(0), DispatchSemaphore(value: 0), Locked([ScanStep]()))
        struct Slow: ByteSource {
            let reads: Locked<Int>
            let wakes: DispatchSemaphore
            func length() throws -> UInt64 { 200_000_000 }
            func read(at offset: UInt64, count: Int) throws -> Data {
                reads.with { $0 += 1 }
                if offset > 0 { wakes.wait() }
                return Data(count: count)
            }
        }
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let source = Slow(reads: reads, wakes: wakes)
        let task = Task { await scanner.scan(source) { step in steps.with { $0.append(step) } } }
        while reads.now < 2 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let checked = await task.value
        #expect(checked.report.outcome == .undecided(.cancelled))
        #expect(checked.decision.action == .warn)
        #expect(reads.now == 2)
        // The scan behind it ends once its read does.
        (0..<1_000).forEach { _ in wakes.signal() }
        while steps.now.last != .deciding { try await Task.sleep(for: .milliseconds(1)) }
        #expect(reads.now <= 4)
    }

    @Test("In the middle of a large picture: the scan itself stops, long before its end")
    func inTheMiddleOfAPicture() async throws {
        let steps = Locked([ScanStep]())
        let side = 10_000
        let pixels = PixelBuffer(
            bytes: Data(repeating: 0x77, count: side * side), width: UInt32(side), height: UInt32(side),
            bytesPerRow: UInt64(side), format: .gray8)
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let task = Task { await scanner.scan(pixels) { step in steps.with { $0.append(step) } } }
        while steps.now.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        #expect(await task.value.report.outcome == .undecided(.cancelled))
        while steps.now.last != .deciding { try await Task.sleep(for: .milliseconds(1)) }
        #expect(steps.now.first == .picture(frame: 0))
    }

    @Test("Beforehand: nothing is scanned")
    func beforehand() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let cat = try Sample.cat()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await scanner.scan(cat)
        }
        #expect(await task.value.report.outcome == .undecided(.cancelled))
    }

    @Test("A policy of Presend's decides about it; of the app's, the declared fallback, without a call")
    func decision() async throws {
        let (cat, sets) = (try Sample.cat(), [try Sample.list()])
        let hook = Answering { _, _ in .allow }
        let terms = HookTerms(failMode: .block, deadline: .seconds(30))
        for (scanner, action, by) in [
            (AttachmentScanner(sets: sets, policy: .observeOnly), Action.allow, DecidedBy.policy),
            (AttachmentScanner(sets: sets, policy: .askBeforeSend()), .ask, .policy),
            // Undecided allows no more than a question.
            (AttachmentScanner(sets: sets, policy: hook, terms: terms), .ask, .fallbackFailed),
        ] {
            let digest = await scanner.scan(cat).policyDigest
            let checked = await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return await scanner.scan(cat)
            }.value
            #expect(checked.decision.action == action)
            #expect(checked.decidedBy == by)
            #expect(checked.policyDigest == digest)
            #expect(checked.recorded == .noJournal)
        }
    }

    @Test("The scan behind a cancel is in the journal")
    func isRecorded() async throws {
        let keeper = MemoryKeeper()
        let scanner = AttachmentScanner(
            sets: [try Sample.list()], policy: .askBeforeSend(), journal: Journal(keptBy: keeper))
        let cat = try Sample.cat()
        _ = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await scanner.scan(cat)
        }.value
        while try keeper.chain().isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try keeper.chain().contains("cancelled"))
    }
}
