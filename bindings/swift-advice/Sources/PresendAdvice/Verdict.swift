import Presend

/// When a picture is looked at.
public enum Moment: Sendable, CaseIterable {
    /// Before the user sends it.
    case beforeSending
    /// Before a picture that was received is shown.
    case beforeShowing
}

/// What the app does. There is no stronger kind, and none becomes a `Decision` of `Presend`.
public enum Verdict: Sendable, Hashable {
    /// Advice is switched off: nobody looked.
    case off
    /// Nothing to say.
    case nothing
    /// The user chooses. Until then the picture is neither sent nor shown.
    case ask(AdviceQuestion)
    /// Nobody could look. It is not "nothing": the app says so, or asks.
    case notLooked(NoAdvice)
}

/// What the user is asked. Only an ``AdviceCheck`` makes one.
public struct AdviceQuestion: Sendable, Hashable {
    /// What the picture may show.
    public let adviceClass: AdviceClass
    /// What was about to happen.
    public let moment: Moment
    /// What the app asks of the user before "send anyway" or "show" works.
    public let friction: Friction
    let sentences: [ExplanationLanguage: String]

    /// One sentence for the screen. It says "may", since it is a guess.
    ///
    /// - Parameter language: In which language.
    /// - Returns: The sentence.
    public func text(in language: ExplanationLanguage = .english) -> String {
        sentences[language] ?? ""
    }
}

/// Why there is no advice. It is never taken for "nothing to see".
public enum NoAdvice: Sendable, Hashable {
    /// The picture could not be read.
    case unread(UndecidedReason)
    /// The advisor failed, or too many that never answered still run.
    case advisorFailed

    /// The stable name.
    public var name: String {
        switch self {
        case .unread(let reason): reason.name
        case .advisorFailed: "advisor_failed"
        }
    }
}
