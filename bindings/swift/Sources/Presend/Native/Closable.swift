import Foundation

/// What is open until it is closed, and what takes its place.
final class Closable<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value
    private var closed: (() -> Value)?

    init(_ value: Value, closed: @escaping () -> Value) {
        self.value = value
        self.closed = closed
    }

    var current: Value { lock.withLock { value } }
    var isClosed: Bool { lock.withLock { closed == nil } }

    func close() {
        // Let go of outside of the lock: with it an app's hook may end, and its deinit may call back.
        let old = lock.withLock { () -> (Value, () -> Value)? in
            guard let closed else { return nil }
            let old = value
            value = closed()
            self.closed = nil
            return (old, closed)
        }
        withExtendedLifetime(old) {}
    }
}
