/// What the user cannot have tapped.
public enum FlowError: Error, Hashable {
    /// No notice is shown, or it does not offer this.
    case notOffered(Tap)
}

/// From "attach" to "sent" or "kept": check, tell, let the user choose, encrypt. One item at a time.
@MainActor
public final class SendFlow {
    private struct Pending {
        let item: Outgoing
        let verdict: Verdict
        let notice: Screen.Notice
        var confirmed = 0
    }

    private let conversation: Conversation
    private let checks: [any OutgoingCheck]
    private let settings: Settings
    private var pending: Pending?

    /// A flow into this conversation, with these checks in order.
    public init(_ conversation: Conversation, checks: [any OutgoingCheck], settings: Settings) {
        self.conversation = conversation
        self.checks = checks
        self.settings = settings
    }

    /// Checks an item before it is encrypted. What needs no word goes out at once.
    ///
    /// - Parameter item: What is about to be sent.
    /// - Returns: What is shown now.
    /// - Throws: What the conversation says if it cannot send.
    public func attach(_ item: Outgoing) async throws -> Screen {
        pending = nil
        guard settings.checks else { return try sent(item, "line.unchecked") }
        for check in checks {
            guard let verdict = await check.check(item) else { continue }
            if verdict.way == .send { return try sent(item, verdict.line) }
            let notice = notice(item, verdict)
            pending = Pending(item: item, verdict: verdict, notice: notice)
            return .notice(notice)
        }
        return try sent(item, "line.nothing")
    }

    /// The user tapped this on the notice.
    ///
    /// - Parameter action: What was tapped.
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` without a notice that offers it; else as ``attach(_:)``.
    public func choose(_ action: Tap) async throws -> Screen {
        guard let now = pending,
            action == .back || now.notice.choices.contains(where: { $0.action == action })
        else { throw FlowError.notOffered(action) }
        switch action {
        case .send: return try confirm(now)
        case .correct: return try await attach(.text(now.verdict.correction ?? ""))
        case .keep: return kept("line.kept")
        case .delete: return kept("line.deleted")
        case .help: return help()
        case .why: return why(now.verdict)
        case .back: return .notice(now.notice)
        case .export: throw FlowError.notOffered(action)
        }
    }

    private func notice(_ item: Outgoing, _ verdict: Verdict) -> Screen.Notice {
        var send = choice(.send)
        send.friction = verdict.friction
        // A file that is only damaged is no reason to offer help.
        let isUnreadable = verdict.title == "title.could_not_be_checked"
        let offered: [(Choice, Bool)] = [
            (choice(.correct), verdict.correction != nil), (choice(.delete), verdict.why != nil),
            (choice(.keep), true), (choice(.help), verdict.why != nil && !isUnreadable),
            (send, verdict.way == .tell), (choice(.why), verdict.why != nil),
        ]
        return Screen.Notice(
            item: item, title: settings.texts[verdict.title], body: verdict.body,
            choices: offered.filter(\.1).map(\.0))
    }

    /// "Send anyway" may have to be said more than once.
    private func confirm(_ now: Pending) throws -> Screen {
        var now = now
        now.confirmed += 1
        pending = now
        if now.confirmed >= now.verdict.friction.confirmations {
            let screen = try sent(now.item, now.verdict.line)
            pending = nil
            return screen
        }
        let again = Choice(action: .send, label: settings.texts["choice.send_again"])
        return .notice(
            Screen.Notice(
                item: now.item, title: now.notice.title, body: now.notice.body,
                choices: now.notice.choices.map { $0.action == .send ? again : $0 }))
    }

    private func sent(_ item: Outgoing, _ line: String) throws -> Screen {
        try conversation.send(item, line: settings.texts[line])
        return .sent(settings.texts[line])
    }

    private func kept(_ line: String) -> Screen {
        pending = nil
        return .kept(settings.texts[line])
    }
}

/// What can be read from a notice.
extension SendFlow {
    private func help() -> Screen {
        reading("help.title", [Paragraph(heading: "", text: settings.texts["help.body"])])
    }

    private func why(_ verdict: Verdict) -> Screen {
        let levels = verdict.why.map {
            [("why.user", $0.user), ("why.engineer", $0.engineer), ("why.auditor", $0.auditor)]
        }
        return reading(
            "why.title", (levels ?? []).map { Paragraph(heading: settings.texts[$0.0], text: $0.1) })
    }

    private func reading(_ title: String, _ paragraphs: [Paragraph]) -> Screen {
        .reading(
            Screen.Reading(title: settings.texts[title], paragraphs: paragraphs, choices: [choice(.back)]))
    }

    private func choice(_ action: Tap) -> Choice {
        Choice(action: action, label: settings.texts["choice.\(action.rawValue)"])
    }
}
