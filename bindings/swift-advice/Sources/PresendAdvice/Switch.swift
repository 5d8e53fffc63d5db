import Presend
internal import PresendAdviceInternal

/// Who switched advice on. The raw value is the stable name.
public enum SetBy: String, Sendable, CaseIterable {
    /// The user of the phone, who can switch it off again.
    case user
    /// A guardian: switching it off, and another audience, need a ``GuardianProof``.
    case guardian
}

/// Shows that a guardian is at the phone: a passcode on this device, say.
public protocol GuardianProof: Sendable {
    /// It is asked only if it is needed, on the thread that changes the switch.
    ///
    /// - Returns: True if the guardian showed it just now.
    /// - Throws: Then it does not hold.
    func holds() throws -> Bool
}

/// Whether advice is given, who switched it on, and for whom. It begins as off, and tells nobody. The app keeps
/// its ``text``.
public struct Switch: Sendable, Hashable {
    /// Off: no picture is looked at.
    public static var off: Switch { Switch(setBy: nil, audience: .adult) }

    /// Who switched it on; `nil` if it is off.
    public let setBy: SetBy?
    /// For whom it is; adults if it is off.
    public let audience: Presend.Audience

    /// Switches it on, or changes for whom it is.
    ///
    /// - Parameters:
    ///   - by: Who does.
    ///   - audience: For whom.
    ///   - proof: That a guardian is there; needed if a guardian set it.
    /// - Throws: ``AdviceError/guardianNeeded`` if a guardian set it and the proof does not hold or is missing.
    public mutating func turnOn(by: SetBy, for audience: Presend.Audience, proof: (any GuardianProof)? = nil)
        throws
    {
        self = try translated {
            Switch(
                try switchOn(
                    setting: native, by: .init(by), audience: .init(audience),
                    proof: proof.map(ProofAdapter.init)))
        }
    }

    /// Switches it off.
    ///
    /// - Parameter proof: That a guardian is there; needed if a guardian set it.
    /// - Throws: As ``turnOn(by:for:proof:)``.
    public mutating func turnOff(proof: (any GuardianProof)? = nil) throws {
        self = try translated { Switch(try switchOff(setting: native, proof: proof.map(ProofAdapter.init))) }
    }

    /// The switch as a line: for the app to keep, for a policy's summary, for the screen.
    public var text: String { switchText(setting: native) }

    /// The switch of a line that ``text`` gave; `nil` for any other.
    public init?(text: String) {
        guard let native = switchOfText(text: text) else { return nil }
        self.init(native)
    }

    private init(setBy: SetBy?, audience: Presend.Audience) {
        self.setBy = setBy
        self.audience = audience
    }
}

extension Switch {
    init(_ native: PresendAdviceInternal.Switch) {
        self.init(setBy: native.setBy.map(SetBy.init), audience: Presend.Audience(native.audience))
    }

    var native: PresendAdviceInternal.Switch {
        .init(setBy: setBy.map { .init($0) }, audience: .init(audience))
    }
}
