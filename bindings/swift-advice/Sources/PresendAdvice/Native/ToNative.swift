import Presend
internal import PresendAdviceInternal

extension PresendAdviceInternal.AdviceClass {
    init(_ value: AdviceClass) {
        switch value {
        case .nudity: self = .nudity
        case .violence: self = .violence
        case .test: self = .test
        }
    }
}

extension PresendAdviceInternal.Band {
    init(_ value: Band) {
        switch value {
        case .unlikely: self = .unlikely
        case .possible: self = .possible
        case .likely: self = .likely
        }
    }
}

extension PresendAdviceInternal.Moment {
    init(_ value: Moment) {
        switch value {
        case .beforeSending: self = .beforeSending
        case .beforeShowing: self = .beforeShowing
        }
    }
}

extension PresendAdviceInternal.SetBy {
    init(_ value: SetBy) {
        switch value {
        case .user: self = .user
        case .guardian: self = .guardian
        }
    }
}

extension PresendAdviceInternal.Audience {
    init(_ value: Presend.Audience) {
        switch value {
        case .adult: self = .adult
        case .teen: self = .teen
        case .child: self = .child
        }
    }
}
