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
