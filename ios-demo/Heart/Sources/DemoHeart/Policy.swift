import Presend

/// For whom the app is slowed down, as Presend has it.
public typealias Audience = Presend.Audience

/// What a scan may use, as Presend has it.
public typealias Limits = Presend.Limits

extension Settings {
    /// What the user chose, as a policy of Presend.
    var policy: BuiltInPolicy {
        switch reaction {
        case .warn: .warnOnly
        case .ask: .askBeforeSend(audience)
        case .block: .blockMatch
        case .observe: .observeOnly
        }
    }
}
