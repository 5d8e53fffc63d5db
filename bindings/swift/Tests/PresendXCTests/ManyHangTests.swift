import Foundation
import XCTest

@testable import Presend

/// The threads of policies are counted for the whole process. So this runs where tests run one by one: beside
/// it every other hook would be late.
final class ManyHangTests: XCTestCase {
    func testEightyThatHangAtOnceTakeNoMoreThan64ThreadsAndAllScansComeBack() async throws {
        let hook = Hanging()
        defer { (0..<80).forEach { _ in hook.wakes.signal() } }
        let terms = HookTerms(failMode: .block, deadline: .milliseconds(1))
        let picture = TestKit.pictures[0].file
        let set = try KnownSet.demo()
        let decided = await withTaskGroup(of: Checked.self) { group in
            for _ in 0..<80 {
                // A scanner for each attachment, as apps may have.
                let scanner = AttachmentScanner(sets: [set], policy: hook, terms: terms)
                group.addTask { await scanner.scan(picture) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        XCTAssertEqual(decided.count, 80)
        XCTAssertTrue(decided.allSatisfy { $0.decidedBy == .fallbackLate && $0.decision.action == .block })
        XCTAssertLessThanOrEqual(hook.calls, 64)
    }
}

private final class Hanging: Presend.Policy, @unchecked Sendable {
    let wakes = DispatchSemaphore(value: 0)
    let summary = "hangs"
    private let lock = NSLock()
    private var called = 0

    var calls: Int { lock.withLock { called } }

    func decide(_ report: ScanReport, allowed: Allowed) throws -> PolicyAnswer {
        lock.withLock { called += 1 }
        wakes.wait()
        return .allow
    }
}
