import Presend
internal import PresendAdviceInternal

extension Verdict {
    init(_ verdict: PresendAdviceInternal.Verdict) {
        switch verdict {
        case .off: self = .off
        case .nothing: self = .nothing
        case .ask(let question): self = .ask(AdviceQuestion(question))
        case .notLooked(let reason): self = .notLooked(NoAdvice(reason))
        }
    }
}

extension AdviceQuestion {
    init(_ question: PresendAdviceInternal.Question) {
        self.init(
            adviceClass: AdviceClass(question.class), moment: Moment(question.moment),
            friction: Friction(pauseSeconds: question.pauseSeconds, confirmations: question.confirmations),
            sentences: Dictionary(
                uniqueKeysWithValues: question.sentences.map { (ExplanationLanguage($0.language), $0.text) }))
    }
}

extension NoAdvice {
    init(_ reason: PresendAdviceInternal.NoAdvice) {
        switch reason {
        case .unread(let reason): self = .unread(Presend.UndecidedReason(reason))
        case .advisorFailed: self = .advisorFailed
        }
    }
}

extension Presend.UndecidedReason {
    init(_ undecided: PresendAdviceInternal.Undecided) {
        switch undecided {
        case .unsupportedFormat: self = .unsupportedFormat
        case .unopenedContainer: self = .unopenedContainer
        case .truncated: self = .truncated
        case .corrupt: self = .corrupt
        case .encrypted: self = .encrypted
        case .overLimit(let limit): self = .overLimit(limit)
        case .cancelled: self = .cancelled
        case .noUsableSet: self = .noUsableSet
        case .empty: self = .empty
        case .unreadable: self = .unreadable
        case .changedWhileReading: self = .changedWhileReading
        case .decoderFailed: self = .decoderFailed
        case .lentHashFailed: self = .lentHashFailed
        }
    }
}

extension AdviceClass {
    init(_ native: PresendAdviceInternal.AdviceClass) {
        switch native {
        case .nudity: self = .nudity
        case .violence: self = .violence
        case .test: self = .test
        }
    }
}

extension Moment {
    init(_ native: PresendAdviceInternal.Moment) {
        switch native {
        case .beforeSending: self = .beforeSending
        case .beforeShowing: self = .beforeShowing
        }
    }
}

extension ExplanationLanguage {
    init(_ native: PresendAdviceInternal.Language) {
        switch native {
        case .english: self = .english
        case .dutch: self = .dutch
        }
    }
}

extension SetBy {
    init(_ native: PresendAdviceInternal.SetBy) {
        switch native {
        case .user: self = .user
        case .guardian: self = .guardian
        }
    }
}

extension Presend.Audience {
    init(_ native: PresendAdviceInternal.Audience) {
        switch native {
        case .adult: self = .adult
        case .teen: self = .teen
        case .child: self = .child
        }
    }
}
