internal import PresendInternal

/// What a scan gives back: the facts, the choice, and whether the choice was recorded.
public struct Checked: Sendable {
    /// The facts.
    public let report: ScanReport
    /// What the app should do.
    public let decision: Decision
    /// Who decided: the policy, or the declared fallback.
    public let decidedBy: DecidedBy
    /// What the policy or the fallback answered, before it was weakened to what is allowed.
    public let answered: Action
    /// Whether the journal has it.
    public let recorded: Recorded
    let native: PresendInternal.Checked

    /// Digest, in hex, of ``AttachmentScanner/describePolicy()``, as every journal record of a decision has
    /// it.
    public var policyDigest: String { native.policyDigest() }
}

/// Whether the journal has a scan.
public enum Recorded: Sendable, Hashable {
    /// There is a record of the decision.
    case yes
    /// The scan was counted; its decision needs no record.
    case notNeeded
    /// The app keeps no journal, or the scan was cancelled: what is behind it is recorded when it ends.
    case noJournal
    /// It could be neither counted nor recorded, for this reason.
    case failed(reason: String)
}
