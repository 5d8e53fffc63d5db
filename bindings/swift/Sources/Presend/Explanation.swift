internal import PresendInternal

/// For whom an explanation is.
public enum ExplanationLevel: Sendable, CaseIterable {
    /// The person who sends: at most 25 plain words. What was found, what happens now, and what leaves the
    /// phone.
    case user
    /// Whoever wants to know why: a line for each stage and each finding.
    case engineer
    /// Whoever checks the checker: by whose list, in which log, by which policy.
    case auditor
}

/// The language of an explanation.
public enum ExplanationLanguage: Sendable, CaseIterable {
    /// English.
    case english
    /// Dutch.
    case dutch

    /// Why a set was refused, in words for a user: part of a sentence such as "The new list was refused: it is
    /// no longer valid."
    ///
    /// - Parameter check: The stable name of the check, as ``PresendError/store(name:reason:)`` and
    ///   ``Freshness/missing(refusedBy:)`` have it. Of one that this library does not know, the words say no more
    ///   than that a check failed.
    /// - Returns: The words, without a full stop.
    public func refusal(_ check: String) -> String {
        refusalWords(check: check, language: .init(self))
    }
}

extension Checked {
    /// The same facts and choice as text. It holds no hash of the attachment, and names no file.
    ///
    /// - Parameters:
    ///   - level: For whom it is.
    ///   - language: In which language.
    /// - Returns: One sentence or two for ``ExplanationLevel/user``; lines for the others.
    public func explain(_ level: ExplanationLevel, in language: ExplanationLanguage = .english) -> String {
        native.explain(level: .init(level), language: .init(language))
    }
}

extension ExplainLevel {
    init(_ level: ExplanationLevel) {
        switch level {
        case .user: self = .user
        case .engineer: self = .engineer
        case .auditor: self = .auditor
        }
    }
}

extension ExplainLanguage {
    init(_ language: ExplanationLanguage) {
        switch language {
        case .english: self = .english
        case .dutch: self = .dutch
        }
    }
}
