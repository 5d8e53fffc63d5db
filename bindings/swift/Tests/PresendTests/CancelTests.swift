import Foundation
import Presend
import Testing

@Suite("Cancelling")
struct CancelTests {
    @Test("In the middle of a large source: the answer is there while a read hangs, and none follows")
    func inTheMiddleOfASource() async throws {
        struct Slow: ByteSource {
            let later = Locked(0)
            let wakes = DispatchSemaphore(value: 0)
            func length() throws -> UInt64 { 200_000_000 }
            func read(at offset: UInt64, count: Int) throws -> Data {
                if offset > 0 {
                    later.with { $0 += 1 }
                    wakes.wait()
                }
                return Data(count: count)
            }
        }
        let (scanner, steps) = (AttachmentScanner(sets: [try Sample.list()]), Locked([ScanStep]()))
        let source = Slow()
        let task = Task { await scanner.scan(source) { step in steps.with { $0.append(step) } } }
        while source.later.now == 0 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let checked = await task.value
        #expect(checked.report.outcome == .undecided(.cancelled))
        #expect(checked.decision.action == .warn)
        #expect(source.later.now == 1)
        // The scan behind it ends once its read does.
        (0..<1_000).forEach { _ in source.wakes.signal() }
        while steps.now.last != .deciding { try await Task.sleep(for: .milliseconds(1)) }
        #expect(source.later.now <= 2)
    }

    @Test("In the middle of a large picture: the scan behind it stops, and is in the journal as cancelled")
    func inTheMiddleOfAPicture() async throws {
        let (keeper, side) = (MemoryKeeper(), 10_000)
        let pixels = PixelBuffer(
            bytes: Data(repeating: 0x77, count: side * side), width: UInt32(side), height: UInt32(side),
            bytesPerRow: UInt64(side), format: .gray8)
        let scanner = AttachmentScanner(
            sets: [try Sample.list()], policy: .askBeforeSend(), journal: Journal(keptBy: keeper))
        let (hasBegun, goesOn) = (Locked(false), DispatchSemaphore(value: 0))
        let task = Task {
            await scanner.scan(pixels) { step in
                guard step == .picture(frame: 0, time: nil) else { return }
                hasBegun.with { $0 = true }
                goesOn.wait()
            }
        }
        while !hasBegun.now { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        #expect(await task.value.report.outcome == .undecided(.cancelled))
        #expect(try keeper.state() == nil)
        goesOn.signal()
        while try keeper.state() == nil { try await Task.sleep(for: .milliseconds(1)) }
        #expect(try keeper.chain().contains("cancelled"))
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
}
