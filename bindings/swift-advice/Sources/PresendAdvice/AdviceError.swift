internal import PresendAdviceInternal

/// Why something was refused. A check of a picture never throws it. It never holds content or paths.
public enum AdviceError: Error, Sendable, Hashable {
    /// The text of a pin was refused; the reason has the line.
    case badPin(reason: String)
    /// A model was refused. The name is stable: `too_large`, `wrong_digest`, `not_a_model`,
    /// `unsupported_operation`, `wrong_input`, `wrong_output` or `too_much_work`.
    case model(name: String, reason: String)
    /// A guardian set the switch, and only a guardian changes it. Nothing was changed.
    case guardianNeeded
}

/// Runs `call`, with errors of the core as the app sees them.
func translated<Value>(_ call: () throws -> Value) throws -> Value {
    do {
        return try call()
    } catch let failure as AdviceFailure {
        throw AdviceError(failure)
    }
}

extension AdviceError {
    init(_ failure: AdviceFailure) {
        switch failure {
        case .BadPin(let reason): self = .badPin(reason: reason)
        case .Model(let name, let reason): self = .model(name: name, reason: reason)
        case .GuardianNeeded: self = .guardianNeeded
        }
    }
}
