/// The facts of one scan. What the app does with them is a ``Decision``.
public struct ScanReport: Sendable, Hashable {
    /// What it came to.
    public let outcome: Outcome
    /// Everything found, strongest first.
    public let findings: [Finding]
    /// Perceptual findings that a set's own exclusion list took away.
    public let cleared: UInt32
    /// What was looked at.
    public let coverage: Coverage
    /// The sets that were compared with.
    public let sets: [SetReference]
    /// The media type, by signature, `image/jpeg` say; a declared type is never trusted. `nil` if pixels were
    /// handed over.
    public let mediaType: String?
    /// What the app's own checks say, in the order in which they were added. It is no finding.
    public let ownChecks: [OwnResult]
    /// How long the stages took.
    public let timing: Timing?
}

/// What was looked at.
public struct Coverage: Sendable, Hashable {
    /// Pictures and frames that were hashed.
    public let partsSeen: UInt32
    /// Parts that were not, with the reason.
    public let partsSkipped: [PartSkipped]
    /// True if there is nothing in it to compare by picture: plain text, say.
    public let isNotApplicable: Bool
    /// Hashes of the sets that were not compared, for want of the ``LentHash`` say: the outcome says nothing
    /// about these.
    public let notCompared: [NotCompared]
}

/// A part that was not fully looked at.
public struct PartSkipped: Sendable, Hashable {
    /// Which part: empty for the attachment itself, `frame N` for frames.
    public let part: String
    /// Why.
    public let reason: SkipReason
}

/// Why a part has no perceptual comparison.
public enum SkipReason: Sendable, Hashable {
    /// Something kept the check from being finished.
    case undecided(Undecided)
    /// Too flat or blurred for PDQ to say anything: quality under the set's bound.
    case lowQuality
}

/// How long the stages of a scan took.
public struct Timing: Sendable, Hashable {
    /// Reading and exact digests.
    public let read: Duration
    /// Decoding, with the perceptual hash that runs along with it taken out.
    public let decode: Duration
    /// Perceptual hash.
    public let hash: Duration
    /// Look-up in all sets.
    public let lookup: Duration
    /// The whole scan, the policy excluded.
    public let total: Duration
}
