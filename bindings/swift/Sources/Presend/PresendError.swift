internal import PresendInternal

/// Why something other than a scan was not done; a scan itself never fails. It never holds content, paths
/// or hashes.
public enum PresendError: Error, Sendable, Hashable {
    /// A list was refused: the first bad line, and why.
    case badList(reason: String)
    /// Pins were refused.
    case badPins(reason: String)
    /// A check of the app's own was refused.
    case badOwnCheck(reason: String)
    /// The store did not do it. `name` is the stable name of the check that a set failed, `WitnessQuorum`
    /// say, or of another reason. What was active before is active still.
    case store(name: String, reason: String)
    /// No report can be made or sealed. `name` is the stable name of the reason, `BelowThreshold` say.
    case noReport(name: String, reason: String)
    /// The journal is not as it was left, or cannot be read or written.
    case journal(reason: String)
    /// A frame of a video was not hashed. The session goes on, and is undecided without a finding.
    case frame(UndecidedReason)
    /// The session was finished before.
    case finished
}

/// Runs `call`, with errors of the core as the app sees them.
func translated<Value>(_ call: () throws -> Value) throws -> Value {
    do {
        return try call()
    } catch let failure as PresendFailure {
        throw PresendError(failure)
    }
}

extension PresendError {
    init(_ failure: PresendFailure) {
        switch failure {
        case .BadList(let reason): self = .badList(reason: reason)
        case .BadPins(let reason): self = .badPins(reason: reason)
        case .BadOwnCheck(let reason): self = .badOwnCheck(reason: reason)
        case .Store(let name, let reason): self = .store(name: name, reason: reason)
        case .NoReport(let name, let reason): self = .noReport(name: name, reason: reason)
        case .Journal(let reason): self = .journal(reason: reason)
        case .Frame(let undecided): self = .frame(UndecidedReason(undecided))
        case .Finished: self = .finished
        }
    }
}
