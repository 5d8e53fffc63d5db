import Foundation
import Presend
import Testing

/// A clock whose time is told.
private final class ToldClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Self { .init(offset: offset + duration) }
        func duration(to other: Self) -> Duration { other.offset - offset }
        static func < (one: Self, other: Self) -> Bool { one.offset < other.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Int: (until: Instant, wake: CheckedContinuation<Void, any Error>)] = [:]
        var number = 0
    }

    private let state = Locked(State())
    var now: Instant { state.with { $0.now } }
    let minimumResolution = Duration.zero
    /// How many wait.
    var sleeping: Int { state.with { $0.sleepers.count } }
    /// How many ever waited.
    var slept: Int { state.with { $0.number } }

    func sleep(until: Instant, tolerance: Duration?) async throws {
        let number = state.with { state in
            state.number += 1
            return state.number
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
                state.with { state in
                    // The handler may have run before.
                    if Task.isCancelled {
                        wake.resume(throwing: CancellationError())
                    } else if until <= state.now {
                        wake.resume()
                    } else {
                        state.sleepers[number] = (until, wake)
                    }
                }
            }
        } onCancel: {
            state.with { $0.sleepers.removeValue(forKey: number) }?.wake.resume(throwing: CancellationError())
        }
    }

    func pass(_ duration: Duration) {
        let woken = state.with { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.value.until <= state.now }
            due.keys.forEach { state.sleepers[$0] = nil }
            return due.values.map(\.wake)
        }
        woken.forEach { $0.resume() }
    }
}

@MainActor
@Suite("Texts that are checked while they are written")
struct TypedTextTests {
    private let evil = "http://evil.example/login"
    private let clock = ToldClock()
    private let told = Locked([Outcome]())
    /// Asked by each scan, on its own thread.
    private let asked = Locked(0)

    private func typed(deciding: @escaping @Sendable () -> Void = {}) throws -> TypedText {
        let links = try KnownSet.fromListUnverified("url:\(evil)", name: "links")
        let policy = Answering { [asked] _, _ in
            asked.with { $0 += 1 }
            deciding()
            return .allow
        }
        let terms = HookTerms(deadline: .seconds(60))
        let scanner = AttachmentScanner(sets: [links], policy: policy, terms: terms)
        return TypedText(scanner: scanner, clock: clock) { [told] checked in
            told.with { $0.append(checked.report.outcome) }
        }
    }

    /// Lets all that can run do so, until this holds.
    private func until(_ holds: () -> Bool) async {
        for _ in 0..<200_000 where !holds() { await Task.yield() }
        for _ in 0..<2_000 where !holds() { try? await Task.sleep(for: .milliseconds(10)) }
        #expect(holds())
    }

    private func write(_ text: String, cursor: Int? = nil, to typed: TypedText) async {
        let before = clock.slept
        let index = cursor.map { text.index(text.startIndex, offsetBy: $0) } ?? text.endIndex
        typed.changed(text, cursor: index)
        await until { clock.slept > before && clock.sleeping == 1 }
    }

    @Test("A text is checked once nothing changed for a quarter of a second")
    func quiet() async throws {
        let typed = try typed()
        for text in ["h", "he", "hel", "hello"] {
            await write(text, to: typed)
            clock.pass(.milliseconds(249))
        }
        #expect(asked.now == 0 && clock.sleeping == 1)
        clock.pass(.milliseconds(1))
        await until { told.now.count == 1 }
        #expect(told.now == [.clean] && asked.now == 1)
    }

    @Test("A link is checked when the cursor has left it, and once")
    func link() async throws {
        let typed = try typed()
        let text = "see \(evil)"
        typed.changed(text, cursor: text.endIndex)
        typed.changed(text, cursor: text.index(text.startIndex, offsetBy: 8))
        #expect(clock.slept == 0)
        await write(text + " ", to: typed)
        clock.pass(.milliseconds(250))
        await until { told.now == [.match] }
        typed.changed(text + " ", cursor: text.startIndex)
        #expect(clock.slept == 1, "only the cursor moved")
        await write(text, cursor: 2, to: typed)
        clock.pass(.milliseconds(250))
        await until { told.now == [.match, .match] }
    }

    @Test("A newer text cancels the scan of an older one, whose result is not told")
    func newer() async throws {
        let goesOn = DispatchSemaphore(value: 0)
        let typed = try typed { [asked] in
            if asked.now == 1 { goesOn.wait() }
        }
        await write("see \(evil) ", to: typed)
        clock.pass(.milliseconds(250))
        await until { asked.now == 1 }
        await write("never mind", to: typed)
        goesOn.signal()
        clock.pass(.milliseconds(250))
        await until { told.now.count == 1 && asked.now == 2 }
        #expect(told.now == [.clean])
    }

    @Test("What is stopped is not told")
    func stop() async throws {
        let typed = try typed()
        await write("see \(evil) ", to: typed)
        typed.stop()
        await until { clock.sleeping == 0 }
        clock.pass(.seconds(10))
        await write("hello", to: typed)
        clock.pass(.milliseconds(250))
        await until { told.now.count == 1 }
        #expect(told.now == [.clean] && asked.now == 1)
    }
}
