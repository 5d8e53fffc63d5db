import Foundation
import Presend
import Testing

@Suite("A policy hook, whatever it does, leaves a decision")
struct HookTests {
    @Test("Its answer decides, and a notice is made for it")
    func answers() async throws {
        let checked = try await decide { _, allowed in
            #expect(allowed.actions == [.allow, .warn, .ask, .block])
            #expect(allowed.strongest == .block)
            return .ask(Friction(pauseSeconds: 3, confirmations: 2))
        }
        guard case .ask(let question) = checked.decision else {
            Issue.record("it asks")
            return
        }
        #expect(question.friction == Friction(pauseSeconds: 3, confirmations: 2))
        #expect(question.notice.key == .resemblesKnownMaterial)
        #expect(checked.decidedBy == .policy)
    }

    @Test(
        "Every answer counts, and what is too strong is weakened",
        arguments: [
            (PolicyAnswer.allow, Action.allow), (.warn, .warn), (.ask(), .ask), (.block, .block),
            (.reportCandidate, .block),
        ])
    func isClamped(answer: PolicyAnswer, action: Action) async throws {
        let checked = try await decide { _, _ in answer }
        #expect(checked.decision.action == action)
        #expect(checked.answered == (answer == .reportCandidate ? .reportCandidate : action))
        #expect(checked.decidedBy == .policy)
    }

    @Test(
        "One that throws is replaced by the declared fallback",
        arguments: zip(FailMode.allCases, [Action.ask, .allow, .block]))
    func throwsAnError(mode: FailMode, action: Action) async throws {
        let checked = try await decide(terms: HookTerms(failMode: mode)) { _, _ in throw MadeUpFailure() }
        #expect(checked.decision.action == action)
        #expect(checked.decidedBy == .fallbackFailed)
    }

    @Test("One that scans again gets an answer")
    func reenters() async throws {
        let cat = try Sample.cat()
        let (inner, scanner) = (Locked<Outcome?>(nil), Locked<AttachmentScanner?>(nil))
        let isInside = Locked(false)
        let hook = Answering { _, _ in
            if isInside.with({ inside in (inside, inside = true).0 }) { return .warn }
            let outcome = scanner.now?.scanBlocking(cat).report.outcome
            inner.with { $0 = outcome }
            return .block
        }
        let outer = AttachmentScanner(
            sets: [try Sample.list()], policy: hook, terms: HookTerms(deadline: .seconds(30)))
        scanner.with { $0 = outer }
        let checked = await outer.scan(cat)
        scanner.with { $0 = nil }
        #expect(checked.decision.action == .block)
        #expect(inner.now == .match)
    }

    @Test("It is called off the main thread, once for each scan, and describes itself once")
    func isCalledOnceOffTheMainThread() async throws {
        let calls = Locked([Bool]())
        _ = try await decide { _, _ in
            calls.with { $0.append(Thread.isMainThread) }
            return .allow
        }
        #expect(calls.now == [false])
    }

    @Test("Its words and terms, and the sets, are in what the journal's digest is of")
    func describes() async throws {
        let scanner = AttachmentScanner(
            sets: [try Sample.list()], policy: Answering { _, _ in .allow },
            terms: HookTerms(deadline: .seconds(2)))
        let text = scanner.describePolicy()
        #expect(text.contains("policy a hook under test"))
        #expect(text.contains("deadline_ms 2000"))
        #expect(text.contains("set cats version 0 unverified"))
        #expect(await scanner.scan(try Sample.cat()).policyDigest.count == 64)
    }
}

func decide(
    terms: HookTerms = HookTerms(),
    _ answer: @escaping @Sendable (ScanReport, Allowed) throws -> PolicyAnswer
) async throws -> Checked {
    let hook = Answering(answer: answer)
    let scanner = AttachmentScanner(sets: [try Sample.list()], policy: hook, terms: terms)
    return await scanner.scan(try Sample.cat())
}
