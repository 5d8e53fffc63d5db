import Presend

/// Presend as one of the app's checks: attachments only, before they are encrypted.
public struct PictureCheck: OutgoingCheck {
    let sets: Sets
    let settings: Settings

    /// What Presend says of an attachment.
    public func check(_ item: Outgoing) async -> Verdict? {
        guard case .attachment(_, let bytes) = item else { return nil }
        let checked = await sets.scanner(settings.policy).scan(bytes)
        switch checked.decision {
        case .allow: return Verdict(.send, line: sentLine(checked), isFound: checked.isFound)
        case .warn(let notice): return told(.tell, notice, checked)
        case .ask(let question): return told(.tell, question.notice, checked, question.friction)
        case .block(let notice), .reportCandidate(let notice): return told(.stop, notice, checked)
        }
    }

    /// What is sent without a notice is not always clean, and the line must not say so.
    private func sentLine(_ checked: Checked) -> String {
        switch checked.report.outcome {
        case .clean: "line.checked"
        case .undecided: "line.could_not"
        case .match, .near: "line.observed"
        }
    }

    private func told(
        _ way: Way, _ notice: Notice, _ checked: Checked, _ friction: Presend.Friction = .least
    ) -> Verdict {
        var verdict = Verdict(way, isFound: checked.isFound)
        if case .undecided = checked.report.outcome { verdict.line = "line.seen_unchecked" }
        verdict.title = "title.\(notice.key.rawValue)"
        let words = { (level: ExplanationLevel) in Words { checked.explain(level, in: $0.explanations) } }
        verdict.body = words(.user)
        verdict.friction = Friction(
            pauseSeconds: Int(friction.pauseSeconds), confirmations: Int(friction.confirmations))
        verdict.why = Explanation(user: words(.user), engineer: words(.engineer), auditor: words(.auditor))
        return verdict
    }
}

/// Whatever it came to: something is known, or may be.
extension Checked { fileprivate var isFound: Bool { !report.findings.isEmpty } }

/// The language of what Presend explains.
extension AppLanguage { var explanations: ExplanationLanguage { self == .dutch ? .dutch : .english } }
