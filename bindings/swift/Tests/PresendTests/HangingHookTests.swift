import Foundation
import Presend
import Testing

@Suite("A policy hook that never returns holds nothing up", .timeLimit(.minutes(10)))
struct HangingHookTests {
    @Test("It is replaced at the deadline")
    func hangs() async throws {
        let wakes = DispatchSemaphore(value: 0)
        defer { wakes.signal() }
        let began = ContinuousClock.now
        let checked = try await decide { _, _ in
            wakes.wait()
            return .allow
        }
        #expect(ContinuousClock.now - began < .seconds(20))
        #expect(checked.decidedBy == .fallbackLate)
        #expect(checked.decision.action == .ask)
    }

    @Test("Eighty that hang at once take no more than 64 threads, and all scans come back")
    func manyHang() async throws {
        let (calls, wakes) = (Locked(0), DispatchSemaphore(value: 0))
        defer { (0..<80).forEach { _ in wakes.signal() } }
        let hook = Answering { _, _ in
            calls.with { $0 += 1 }
            wakes.wait()
            return .allow
        }
        let terms = HookTerms(failMode: .block, deadline: .milliseconds(1))
        let scanner = AttachmentScanner(sets: [try .demo()], policy: hook, terms: terms)
        let picture = TestKit.pictures[0].file
        let decided = await withTaskGroup(of: Checked.self) { group in
            (0..<80).forEach { _ in group.addTask { await scanner.scan(picture) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(decided.count == 80)
        #expect(decided.allSatisfy { $0.decidedBy == .fallbackLate && $0.decision.action == .block })
        #expect(calls.now <= 64)
    }

    @Test("A deadline is in whole milliseconds, from none to the longest")
    func deadlines() throws {
        for (deadline, words) in [
            (Duration.microseconds(1_999), "deadline_ms 1\n"), (.seconds(-5), "deadline_ms 0\n"),
            (.seconds(Int64.max), "deadline_ms 4294967295\n"),
        ] {
            let scanner = AttachmentScanner(
                sets: [], policy: Answering { _, _ in .allow }, terms: HookTerms(deadline: deadline))
            #expect(scanner.describePolicy().contains(words))
        }
    }
}
