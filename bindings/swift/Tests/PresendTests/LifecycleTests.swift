import Foundation
import Presend
import Testing

@Suite("Closing and sharing")
struct LifecycleTests {
    @Test("Closing twice is harmless; a closed scanner finds nothing clean")
    func close() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let cat = try Sample.cat()
        let session = scanner.frames()
        #expect(await scanner.scan(cat).report.outcome == .match)
        scanner.close()
        scanner.close()
        #expect(scanner.isClosed)
        #expect(await scanner.scan(cat).report.outcome == .undecided(.noUsableSet))
        #expect(scanner.scanBlocking(cat).report.outcome == .undecided(.noUsableSet))
        #expect(try await scanner.frames().finish().report.outcome == .undecided(.noUsableSet))
        // A session that began before keeps its sets.
        #expect(try await session.finish().report.sets.map(\.name) == ["cats"])
    }

    @Test("Closing while scans run lets them finish")
    func closeWhileScanning() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let cat = try Sample.cat()
        let outcomes = await withTaskGroup(of: Outcome.self) { group in
            (0..<16).forEach { _ in group.addTask { await scanner.scan(cat).report.outcome } }
            scanner.close()
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 16)
        #expect(outcomes.allSatisfy { $0 == .match || $0 == .undecided(.noUsableSet) })
    }

    @Test("Eight tasks share a scanner")
    func tasks() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let cat = try Sample.cat()
        let outcomes = await withTaskGroup(of: Outcome.self) { group in
            (0..<8).forEach { _ in group.addTask { await scanner.scan(cat).report.outcome } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .match, count: 8))
    }

    @Test("Eight threads share a scanner")
    func threads() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let cat = try Sample.cat()
        let outcomes = Locked([Outcome]())
        await withCheckedContinuation { continuation in
            for _ in 0..<8 {
                Thread.detachNewThread {
                    let outcome = scanner.scanBlocking(cat).report.outcome
                    let isLast = outcomes.with { seen in
                        seen.append(outcome)
                        return seen.count == 8
                    }
                    if isLast { continuation.resume() }
                }
            }
        }
        #expect(outcomes.now == Array(repeating: .match, count: 8))
    }

    @Test("A batch tells its progress in order, and ends when its task is cancelled")
    func batch() async throws {
        let scanner = AttachmentScanner(sets: [try Sample.list()])
        let urls = ["cat", "dogs", "fig"].map { Sample.url("photos/\($0).jpg") }
        var seen = [ScanProgress]()
        for await progress in scanner.verdicts(for: urls) { seen.append(progress) }
        #expect(seen.map(\.url) == urls)
        #expect(seen.map(\.done) == [1, 2, 3])
        #expect(seen.allSatisfy { $0.total == 3 })
        #expect(seen.map(\.checked.report.outcome) == [.match, .clean, .clean])

        let counted = Locked(0)
        let many = Array(repeating: Sample.url("photos/cat.jpg"), count: 1_000)
        let task = Task {
            for await _ in scanner.verdicts(for: many) { counted.with { $0 += 1 } }
        }
        while counted.now < 2 { try await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        await task.value
        #expect(counted.now < 1_000)
    }
}
