/// What the app should do with the attachment.
public enum Decision: Sendable, Hashable {
    /// Send it; say nothing.
    case allow
    /// Send it, and tell the user.
    case warn(Notice)
    /// The user chooses.
    case ask(Question)
    /// Do not send it, and tell the user.
    case block(Notice)
    /// Do not send it, tell the user, and offer a sealed report.
    case reportCandidate(Notice)

    /// The plain kind.
    public var action: Action {
        switch self {
        case .allow: .allow
        case .warn: .warn
        case .ask: .ask
        case .block: .block
        case .reportCandidate: .reportCandidate
        }
    }
}

/// The plain kind of a decision. Later cases are stronger; the raw value is the stable name.
public enum Action: String, Sendable, CaseIterable {
    /// Send it; say nothing.
    case allow
    /// Send it, and tell the user.
    case warn
    /// The user chooses.
    case ask
    /// Do not send it, and tell the user.
    case block
    /// Do not send it, tell the user, and offer a sealed report.
    case reportCandidate = "report"
}

/// What the user is told. Only a scan makes one, so that it cannot say what the facts do not.
public struct Notice: Sendable, Hashable {
    /// Which message. ``Checked/explain(_:in:)`` has words for it; an app may show its own.
    public let key: MessageKey
    /// Why it could not be checked, if that is the message.
    public let undecided: UndecidedReason?
}

/// What the user is asked.
public struct Question: Sendable, Hashable {
    /// What is said before the question.
    public let notice: Notice
    /// What the app asks of the user before "send anyway" works.
    public let friction: Friction
}

/// What the app asks of the user before "send anyway" works.
public struct Friction: Sendable, Hashable {
    /// How long "send anyway" stays disabled, in seconds.
    public let pauseSeconds: UInt8
    /// How often the user confirms.
    public let confirmations: UInt8

    /// A pause, then this many confirmations.
    public init(pauseSeconds: UInt8, confirmations: UInt8) {
        self.pauseSeconds = pauseSeconds
        self.confirmations = confirmations
    }

    /// One confirmation at once.
    public static let least = Friction(pauseSeconds: 0, confirmations: 1)
}

/// Names a message. The raw value is the stable name.
public enum MessageKey: String, Sendable, CaseIterable {
    /// Nothing was found.
    case nothingFound = "nothing_found"
    /// An exact digest is on a list.
    case knownMaterial = "known_material"
    /// A link of the message is on a list.
    case knownLink = "known_link"
    /// The picture is within the match distance of a listed one.
    case resemblesKnownMaterial = "resembles_known_material"
    /// The picture is within the borderline distance of a listed one.
    case mayResembleKnownMaterial = "may_resemble_known_material"
    /// The picture, after an edit was undone, is within the edit's distance of a listed one.
    case mayBeEditOfKnownMaterial = "may_be_edit_of_known_material"
    /// Only harmless test entries were found.
    case testMaterial = "test_material"
    /// Nothing was found, and a check of the app's own has a remark.
    case ownRemark = "own_remark"
    /// The check could not be finished.
    case couldNotBeChecked = "could_not_be_checked"
}

/// Who decided. The raw value is the stable name.
public enum DecidedBy: String, Sendable, CaseIterable {
    /// The policy.
    case policy
    /// The declared fallback, since the policy threw an error.
    case fallbackFailed = "fallback_failed"
    /// The declared fallback, since the policy broke down.
    case fallbackPanicked = "fallback_panicked"
    /// The declared fallback, since the policy gave no answer before the deadline.
    case fallbackLate = "fallback_late"
}
