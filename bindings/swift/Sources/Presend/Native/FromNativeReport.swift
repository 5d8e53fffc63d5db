internal import PresendInternal

// The facts of a scan, from what the core gives to what an app reads.

extension ScanReport {
    init(_ report: PresendInternal.ScanReport) {
        self.init(
            outcome: Outcome(report.outcome), findings: report.findings.map(Finding.init),
            cleared: report.cleared,
            coverage: Coverage(
                partsSeen: report.partsSeen, partsSkipped: report.partsSkipped.map(PartSkipped.init),
                isNotApplicable: report.notApplicable,
                notCompared: report.notCompared.map(NotCompared.init)),
            sets: report.sets.map(SetReference.init), mediaType: report.kind,
            ownChecks: report.ownChecks.map(OwnResult.init), timing: report.timing.map(Timing.init))
    }
}

extension Outcome {
    init(_ outcome: PresendInternal.Outcome) {
        switch outcome {
        case .clean: self = .clean
        case .match: self = .match
        case .near: self = .near
        case .undecided(let reason): self = .undecided(Undecided(reason))
        }
    }
}

extension Undecided {
    init(_ reason: PresendInternal.Undecided) {
        switch reason {
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

extension SetReference {
    init(_ set: SetRef) {
        self.init(name: set.name, version: set.version, isVerified: set.verified)
    }
}

extension PartSkipped {
    init(_ skipped: PresendInternal.PartSkipped) {
        let undecided = skipped.undecided.map { SkipReason.undecided(Undecided($0)) }
        self.init(part: skipped.part, reason: undecided ?? .lowQuality)
    }
}

extension Timing {
    init(_ timing: PresendInternal.Timing) {
        self.init(
            read: .microseconds(timing.readUs), decode: .microseconds(timing.decodeUs),
            hash: .microseconds(timing.hashUs), lookup: .microseconds(timing.lookupUs),
            total: .microseconds(timing.totalUs))
    }
}
