import Presend

/// Presend as one of the app's checks: pictures and links, before they are encrypted.
public struct PictureCheck: OutgoingCheck {
    let sets: Sets
    let settings: Settings

    /// What Presend says of an attachment, and of a text with a known link: of others the next check has more to say.
    public func check(_ item: Outgoing) async -> Verdict? {
        let (scanner, text) = (sets.scanner(settings.policy), item.text)
        let checked = await text == nil ? scanner.scan(item.bytes) : scanner.scan(text: text ?? "")
        if text != nil, !checked.isFound, case .allow = checked.decision { return nil }
        switch checked.decision {
        case .allow: return Verdict(.send, line: checked.sentLine, isFound: checked.isFound)
        case .warn(let notice): return checked.told(.tell, notice)
        case .ask(let question): return checked.told(.tell, question.notice, question.friction)
        case .block(let notice), .reportCandidate(let notice): return checked.told(.stop, notice)
        }
    }
}

extension Checked {
    /// Whatever it came to: something is known, or may be.
    fileprivate var isFound: Bool { !report.findings.isEmpty }

    /// What is sent without a notice is not always clean, and the line must not say so.
    fileprivate var sentLine: String {
        if case .undecided = report.outcome { return "line.could_not" }
        return report.outcome == .clean ? "line.checked" : "line.observed"
    }

    fileprivate func told(_ way: Way, _ notice: Notice, _ ask: Presend.Friction = .least) -> Verdict {
        var told = Verdict(way, isFound: isFound)
        if case .undecided = report.outcome { told.line = "line.seen_unchecked" }
        let words = { (level: ExplanationLevel) in Words { explain(level, in: $0.explanations) } }
        (told.title, told.body) = ("title.\(notice.key.rawValue)", words(.user))
        told.friction = Friction(pauseSeconds: Int(ask.pauseSeconds), confirmations: Int(ask.confirmations))
        told.why = Explanation(user: words(.user), engineer: words(.engineer), auditor: words(.auditor))
        return told
    }
}

/// The language of what Presend explains.
extension AppLanguage { var explanations: ExplanationLanguage { self == .dutch ? .dutch : .english } }
