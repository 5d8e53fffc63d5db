internal import PresendInternal

// A finding, from what the core gives to what an app reads.

extension Finding {
    init(_ finding: PresendInternal.Finding) {
        self.init(
            set: SetReference(finding.set), evidence: Evidence(finding.evidence),
            distanceBits: finding.distanceBits, thresholdBits: finding.thresholdBits,
            quality: finding.quality, part: finding.part, frame: finding.frame,
            time: finding.timeMs.map { .milliseconds($0) }, variant: finding.variant.map(Variant.init),
            lent: finding.lent.map(LentMatch.init), token: FindingToken(bytes: Array(finding.token)),
            isTest: finding.test)
    }
}

extension Evidence {
    init(_ evidence: PresendInternal.Evidence) {
        switch evidence {
        case .borderline: self = .borderline
        case .edited: self = .edited
        case .perceptual: self = .perceptual
        case .exactWeak: self = .exactWeak
        case .corroborated: self = .corroborated
        case .exact: self = .exact
        }
    }
}

extension Variant {
    init(_ variant: PresendInternal.Variant) {
        switch variant {
        case .overBlack: self = .overBlack
        case .edited(.inverted): self = .inverted
        case .edited(.trimmed): self = .trimmed
        case .edited(.rectangle): self = .rectangle
        case .edited(.straightened): self = .straightened
        case .edited(.uncropped): self = .uncropped
        case .edited(.tilted): self = .tilted
        case .turned(.upright): self = .upright
        case .turned(.rotate90): self = .rotate90
        case .turned(.rotate180): self = .rotate180
        case .turned(.rotate270): self = .rotate270
        case .turned(.mirror): self = .mirror
        case .turned(.flip): self = .flip
        case .turned(.transpose): self = .transpose
        case .turned(.transverse): self = .transverse
        }
    }
}
