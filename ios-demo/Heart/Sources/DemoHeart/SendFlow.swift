/// What the user cannot have tapped.
public enum FlowError: Error, Hashable {
    /// No notice is shown, or it does not offer this.
    case notOffered(Tap)
}

/// From "attach" to "sent" or "kept": check, tell, let the user choose, encrypt. One item at a time.
@MainActor
public final class SendFlow {
    /// What the user has to choose about since then, checked by these rules.
    struct Pending {
        let item: Outgoing
        let verdict: Verdict
        let rules: Settings.Rules
        let since: ContinuousClock.Instant
        var confirmed = 0
        var isCovered = true
    }

    let settings: Settings
    let helplines: Helplines
    private let conversation: Conversation
    private let trusted: Conversation
    private let checks: [any OutgoingCheck]
    private let now: () -> ContinuousClock.Instant
    private var pending: Pending?
    /// What is shown, to be said in the language of now.
    private var shown: (() -> Screen)?

    /// A flow into this conversation, with these checks in order, someone whom the user trusts, helplines,
    /// and a clock for pauses.
    public init(
        _ conversation: Conversation, trusted: Conversation, checks: [any OutgoingCheck], settings: Settings,
        helplines: Helplines, now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        (self.conversation, self.trusted, self.helplines) = (conversation, trusted, helplines)
        self.checks = checks
        self.settings = settings
        self.now = now
    }

    /// Checks an item before it is encrypted. What needs no word goes out at once.
    ///
    /// - Parameter item: What is about to be sent.
    /// - Returns: What is shown now.
    /// - Throws: What the conversation says if it cannot send.
    public func attach(_ item: Outgoing) async throws -> Screen {
        keepPending()
        guard settings.checks else { return try sent(item, "line.unchecked") }
        let rules = settings.rules
        for check in checks {
            guard let verdict = await check.check(item) else { continue }
            if verdict.way == .send { return try sent(item, verdict.line, verdict.isFound) }
            return ask(Pending(item: item, verdict: verdict, rules: rules, since: now()))
        }
        return try sent(item, "line.nothing")
    }

    /// What comes is covered until it is asked for. It is compared with nothing: only what is sent is.
    func receive(_ item: Outgoing) -> Screen {
        keepPending()
        conversation.receive(item, line: "received.covered")
        return show { [settings] in .news(settings.texts["received.covered"]) }
    }

    /// The user tapped this on the notice.
    ///
    /// - Parameter action: What was tapped.
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` without a notice that offers it; else as ``attach(_:)``.
    public func choose(_ action: Tap) async throws -> Screen {
        guard var now = pending, offered(now).contains(action) else { throw FlowError.notOffered(action) }
        guard now.rules == settings.rules else { return try again() }
        switch action {
        case .send: return try confirm(now)
        case .correct:
            pending = nil
            return try await attach(.text(now.verdict.correction ?? ""))
        case .keep:
            keepPending()
            return kept("line.kept")
        case .delete:
            pending = nil
            return kept("line.deleted")
        case .help: return show { [self] in help() }
        case .trust: return try entrust()
        case .why: return show { [self, verdict = now.verdict] in why(verdict) }
        case .details: return show { [self, verdict = now.verdict] in details(verdict) }
        case .show, .cover:
            now.isCovered = action == .cover
            return ask(now)
        case .back: return ask(now)
        case .export, .forget: throw FlowError.notOffered(action)
        }
    }

    /// What the notice offers, and what is offered from there.
    private func offered(_ now: Pending) -> [Tap] {
        let taps = choices(now).map(\.action) + [.back]
        let further = [(Tap.why, Tap.details), (.help, .trust)].filter { taps.contains($0.0) }.map(\.1)
        return taps + further + (cover(now) == nil ? [] : [.show, .cover])
    }

    /// The prepared words go to someone whom the user trusts. They say nothing of the item, which is not sent.
    private func entrust() throws -> Screen {
        try trusted.send(.text(settings.texts["help.message"]), line: "help.sent")
        keepPending()
        return show { [settings] in .news(settings.texts["help.sent"]) }
    }

    /// Something else is shown now: what waited for a choice stays with its sender.
    public func leave() { keepPending() }

    /// What is shown, in the language of now. An item that was checked by other rules than those of now is
    /// kept.
    ///
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` if nothing was shown.
    public func again() throws -> Screen {
        if let now = pending, now.rules != settings.rules {
            keepPending()
            return kept(settings.checks ? "line.rules" : "line.off")
        }
        guard let shown else { throw FlowError.notOffered(.back) }
        return shown()
    }

    private func ask(_ now: Pending) -> Screen {
        pending = now
        return show { [self] in .notice(notice(now)) }
    }

    /// What is still asked: reading the help does not restart the pause.
    func friction(_ pending: Pending) -> Friction {
        var friction = pending.verdict.friction
        let passed = Int(pending.since.duration(to: now()).components.seconds)
        friction.pauseSeconds = max(0, friction.pauseSeconds - passed)
        return friction
    }

    /// "Send anyway" may have to be said more than once. Whatever a button does: what comes before the
    /// pause is over is no answer.
    private func confirm(_ now: Pending) throws -> Screen {
        guard friction(now).pauseSeconds == 0 else { return ask(now) }
        var now = now
        now.confirmed += 1
        guard now.confirmed >= now.verdict.friction.confirmations else {
            pending = now
            return show { [self, verdict = now.verdict] in question(verdict) }
        }
        let screen = try sent(now.item, now.verdict.line, now.verdict.isFound)
        pending = nil
        return screen
    }

    private func sent(_ item: Outgoing, _ line: String, _ isFound: Bool = false) throws -> Screen {
        try conversation.send(item, line: line, isFound: isFound)
        return show { [settings] in .sent(settings.texts[line]) }
    }

    private func kept(_ line: String) -> Screen { show { [settings] in .kept(settings.texts[line]) } }

    /// What nobody chose to send stays with its sender.
    private func keepPending() {
        if let now = pending { conversation.keep(now.item, line: "line.kept", isFound: now.verdict.isFound) }
        pending = nil
    }

    private func show(_ screen: @escaping () -> Screen) -> Screen {
        shown = screen
        return screen()
    }
}
