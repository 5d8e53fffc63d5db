import Foundation
internal import PresendInternal

// From what an app writes to what the core takes.

extension Date {
    /// Seconds since 1970; 0 before.
    var unixSeconds: UInt64 { UInt64(exactly: timeIntervalSince1970.rounded(.down)) ?? 0 }
}

extension Duration {
    /// In milliseconds, rounded down; 0 if it is negative, the largest if it is longer.
    func wholeMilliseconds<Number: FixedWidthInteger>() -> Number {
        let (seconds, attoseconds) = components
        if self <= .zero { return 0 }
        if seconds >= Int64.max / 1_000 { return .max }
        return Number(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
}

extension PresendInternal.PolicyChoice {
    init(_ policy: BuiltInPolicy) {
        switch policy {
        case .observeOnly: self = .observeOnly
        case .warnOnly: self = .warnOnly
        case .askBeforeSend(let audience): self = .askBeforeSend(audience: .init(audience))
        case .blockMatch: self = .blockMatch
        case .reportCandidate: self = .reportCandidate
        }
    }
}

extension PresendInternal.EditProfile {
    init(_ profile: EditProfile) {
        switch profile {
        case .off: self = .none
        case .small: self = .small
        case .full: self = .full
        }
    }
}

extension PresendInternal.Audience {
    init(_ audience: Audience) {
        switch audience {
        case .adult: self = .adult
        case .teen: self = .teen
        case .child: self = .child
        }
    }
}

extension PresendInternal.PolicyAnswer {
    init(_ answer: PolicyAnswer) {
        switch answer {
        case .allow: self = .allow
        case .warn: self = .warn
        case .ask(let friction):
            self = .ask(
                friction: .init(pauseSeconds: friction.pauseSeconds, confirmations: friction.confirmations))
        case .block: self = .block
        case .reportCandidate: self = .reportCandidate
        }
    }
}

extension PresendInternal.FailMode {
    init(_ mode: FailMode) {
        switch mode {
        case .ask: self = .ask
        case .allow: self = .allow
        case .block: self = .block
        }
    }
}

extension PresendInternal.Limits {
    init(_ limits: Limits) {
        self.init(
            maxInputBytes: limits.maxInputBytes, maxInputBytesInMemory: limits.maxInputBytesInMemory,
            maxPixels: limits.maxPixels, maxSidePixels: limits.maxSidePixels, maxFrames: limits.maxFrames,
            maxVideoFrames: limits.maxVideoFrames, maxParts: limits.maxParts, maxDepth: limits.maxDepth,
            maxPartBytes: limits.maxPartBytes, maxUnpackedBytes: limits.maxUnpackedBytes,
            maxDecodeBytes: limits.maxDecodeBytes, maxWorkBytes: limits.maxWorkBytes,
            maxTextBytes: limits.maxTextBytes, maxLinks: limits.maxLinks)
    }
}
