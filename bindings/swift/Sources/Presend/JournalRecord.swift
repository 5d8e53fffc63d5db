/// One day of a journal, for its user to read.
public struct JournalDay: Sendable, Hashable {
    /// By the clock of the device; the time of day is never kept.
    public let day: CalendarDay
    /// How many scans of this day came to what; those of today included.
    public let counts: JournalCounts
    /// What happened, in order: every record but ``JournalEvent/counted(_:)``.
    public let records: [JournalRecord]
}

/// One record of a journal.
public struct JournalRecord: Sendable, Hashable {
    /// Its place in the chain, from 0.
    public let index: UInt64
    /// By the clock of the device; the time of day is never kept.
    public let day: CalendarDay
    /// What happened.
    public let event: JournalEvent
    /// Digest of the policy in force, in hex; nil for what no policy decides.
    public let policy: String?
}

/// What happened.
public enum JournalEvent: Sendable, Hashable {
    /// A scan led to a warning, a question, a block or a report candidate. `strongest` is its strongest
    /// finding, if there was one; `ownRemarks` names the app's own checks that had a remark.
    case decided(
        action: Action, outcome: Outcome, by: DecidedBy, strongest: JournalFinding?, ownRemarks: [String])
    /// The scans of a day, or of the part of it with one policy.
    case counted(JournalCounts)
    /// This set came into use.
    case setChange(SetReference)
    /// This set was refused.
    case setRefused(SetReference)
    /// What the device remembered of this set was gone or damaged: it started over.
    case stateLost(SetReference)
    /// The user was told that a report about this set's entries could be made.
    case noticeShown(SetReference)
    /// A report about this set's entries was sealed; `appeal` names it when the user contests it.
    case reportSealed(SetReference, appeal: String)
    /// The user declined a report about this set's entries.
    case reportDeclined(SetReference)
    /// The user deleted the journal; this many records went.
    case deleted(records: UInt64)
    /// What an interrupted write had left was mended; this many bytes of an unfinished record were cut off.
    case repaired(cutBytes: UInt64)
}

/// What a journal keeps of a finding.
public struct JournalFinding: Sendable, Hashable {
    /// How strong it was.
    public let evidence: Evidence
    /// In which set.
    public let set: SetReference
}
