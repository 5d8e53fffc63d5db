import Foundation
internal import PresendInternal

/// Where users contest a report: a page or a letter box.
public struct AppealDesk: Sendable, Hashable {
    /// Printable ASCII without blanks.
    public let address: String

    /// - Parameter address: Printable ASCII without blanks, at most 255; `nil` for anything else.
    public init?(_ address: String) {
        guard isAppealDesk(address: address) else { return nil }
        self.address = address
    }
}

/// So many distinct entries were found as their set asks for: the first step to a sealed report.
///
/// A step cannot be copied, and each consumes the one before: no other order compiles.
///
/// ```swift
/// guard let reached = checked.thresholdReached() else { return }
/// let notice = try await reached.notice()
/// await show(notice.text())
/// let report = try await notice.shown().seal()
/// ```
public struct ThresholdReached: ~Copyable, Sendable {
    let native: PresendInternal.ThresholdReached

    /// The set whose threshold was reached.
    public var set: String { native.setName() }

    /// What the user is to be told before anything can be sealed.
    ///
    /// - Parameter now: The time.
    /// - Returns: The notice.
    /// - Throws: ``PresendError/noReport(name:reason:)``.
    public consuming func notice(at now: Date = Date()) async throws -> ReportNotice {
        let native = self.native
        return ReportNotice(native: try await step { try native.notice(nowUnixSeconds: now.unixSeconds) })
    }
}

/// What the user is to be told: ``text(in:)``, or all of ``facts`` in the app's own words.
public struct ReportNotice: ~Copyable, Sendable {
    let native: PresendInternal.ReportNotice

    /// What it says.
    public var facts: NoticeFacts { NoticeFacts(native.facts()) }

    /// The same in words: a sentence a line.
    ///
    /// - Parameter language: In which language.
    /// - Returns: The notice.
    public func text(in language: ExplanationLanguage = .english) -> String {
        native.text(language: .init(language))
    }

    /// Says that the user has seen it; the journal records it.
    ///
    /// - Parameter now: The time.
    /// - Returns: The step at which the user answers.
    /// - Throws: ``PresendError/noReport(name:reason:)`` if the journal does not.
    public consuming func shown(at now: Date = Date()) async throws -> NoticeShown {
        let native = self.native
        return NoticeShown(native: try await step { try native.shown(nowUnixSeconds: now.unixSeconds) })
    }
}

/// The user has seen the notice. The user's answer is next.
public struct NoticeShown: ~Copyable, Sendable {
    let native: PresendInternal.NoticeShown

    /// Seals the report. Nothing is sent: the app does that, visibly, or not at all.
    ///
    /// - Parameter now: The time.
    /// - Returns: What only the recipient can open.
    /// - Throws: ``PresendError/noReport(name:reason:)``.
    public consuming func seal(at now: Date = Date()) async throws -> SealedReport {
        let native = self.native
        let report = try await step { try native.seal(nowUnixSeconds: now.unixSeconds) }
        return SealedReport(bytes: report.bytes, appeal: report.appeal)
    }

    /// The user declines: nothing is sealed, and what was counted is forgotten.
    ///
    /// - Parameter now: The time.
    /// - Throws: ``PresendError/noReport(name:reason:)`` if it could not be forgotten or recorded.
    public consuming func decline(at now: Date = Date()) async throws {
        let native = self.native
        try await step { try native.decline(nowUnixSeconds: now.unixSeconds) }
    }
}

/// What only the recipient can open.
public struct SealedReport: Sendable {
    /// 4,208 of every report.
    public let bytes: Data
    /// What names it when the user contests it.
    public let appeal: String
}

extension Checked {
    /// The first step to a sealed report, if the decision is a report candidate and the scanner has an
    /// appeal desk.
    ///
    /// - Returns: The step, or `nil`.
    public func thresholdReached() -> ThresholdReached? {
        guard let native = native.thresholdReached() else { return nil }
        return ThresholdReached(native: native)
    }
}

private func step<Answer: Sendable>(_ call: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await offload { try translated(call) }
}
