import Foundation

/// Where scans run: threads that may block, which those of Swift concurrency may not. No more scans run
/// at once than the machine has cores, since each may hold a decoded picture.
private let scans: OperationQueue = {
    let queue = OperationQueue()
    queue.name = "Presend scans"
    queue.qualityOfService = .userInitiated
    queue.maxConcurrentOperationCount = max(2, ProcessInfo.processInfo.activeProcessorCount)
    return queue
}()

/// Runs `work` on such a thread and gives what it returns. If the task is cancelled first, `stop` is
/// called and gives the answer at once; `work` ends by itself, and what it returns is dropped. Apps do not see
/// it: it is for the package of advice, which is of the same version.
@_spi(Advice)
public func offload<Answer: Sendable>(
    work: @escaping @Sendable () -> Answer, stop: @escaping @Sendable () -> Answer
) async -> Answer {
    let answer = FirstAnswer<Answer>()
    return await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
            answer.wait(with: continuation)
            scans.addOperation { answer.give(work()) }
        }
    } onCancel: {
        answer.give(stop())
    }
}

/// Runs `work` on such a thread, to its end.
@_spi(Advice)
public func offload<Answer: Sendable>(work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        scans.addOperation { continuation.resume(with: Result(catching: work)) }
    }
}

/// Hands the first answer that is given to the one who waits; later ones are dropped. The answer may come
/// before anyone waits.
private final class FirstAnswer<Answer: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var waiting: CheckedContinuation<Answer, Never>?
    private var early: Answer?
    private var isDone = false

    func wait(with continuation: CheckedContinuation<Answer, Never>) {
        let early = lock.withLock {
            if self.early == nil { waiting = continuation }
            return self.early
        }
        if let early { continuation.resume(returning: early) }
    }

    func give(_ answer: Answer) {
        let continuation = lock.withLock { () -> CheckedContinuation<Answer, Never>? in
            if isDone { return nil }
            isDone = true
            if waiting == nil { early = answer }
            return waiting
        }
        continuation?.resume(returning: answer)
    }
}
