internal import PresendInternal

// The choice, from what the core gives to what an app reads.

extension Checked {
    init(_ native: PresendInternal.Checked) {
        let decided = native.decided()
        self.init(
            report: ScanReport(native.report()), decision: Decision(decided.decision),
            decidedBy: DecidedBy(decided.by), answered: Action(decided.answered),
            recorded: Recorded(native.recorded()), native: native)
    }
}

extension Decision {
    init(_ decision: PresendInternal.Decision) {
        switch decision {
        case .allow: self = .allow
        case .warn(let notice): self = .warn(Notice(notice))
        case .ask(let notice, let friction):
            self = .ask(Question(notice: Notice(notice), friction: Friction(friction)))
        case .block(let notice): self = .block(Notice(notice))
        case .reportCandidate(let notice): self = .reportCandidate(Notice(notice))
        }
    }
}

extension Action {
    init(_ action: PresendInternal.Action) {
        switch action {
        case .allow: self = .allow
        case .warn: self = .warn
        case .ask: self = .ask
        case .block: self = .block
        case .reportCandidate: self = .reportCandidate
        }
    }
}

extension DecidedBy {
    init(_ by: PresendInternal.DecidedBy) {
        switch by {
        case .policy: self = .policy
        case .fallbackFailed: self = .fallbackFailed
        case .fallbackPanicked: self = .fallbackPanicked
        case .fallbackLate: self = .fallbackLate
        }
    }
}

extension Notice {
    init(_ notice: PresendInternal.Notice) {
        self.init(key: MessageKey(notice.key), undecided: notice.undecided.map(UndecidedReason.init))
    }
}

extension MessageKey {
    init(_ key: PresendInternal.MessageKey) {
        switch key {
        case .nothingFound: self = .nothingFound
        case .knownMaterial: self = .knownMaterial
        case .knownLink: self = .knownLink
        case .resemblesKnownMaterial: self = .resemblesKnownMaterial
        case .mayResembleKnownMaterial: self = .mayResembleKnownMaterial
        case .mayBeEditOfKnownMaterial: self = .mayBeEditOfKnownMaterial
        case .testMaterial: self = .testMaterial
        case .ownRemark: self = .ownRemark
        case .couldNotBeChecked: self = .couldNotBeChecked
        }
    }
}

extension Friction {
    init(_ friction: PresendInternal.Friction) {
        self.init(pauseSeconds: friction.pauseSeconds, confirmations: friction.confirmations)
    }
}

extension Recorded {
    init(_ recorded: PresendInternal.Recorded) {
        switch recorded {
        case .yes: self = .yes
        case .notNeeded: self = .notNeeded
        case .noJournal: self = .noJournal
        case .failed(let reason): self = .failed(reason: reason)
        }
    }
}
