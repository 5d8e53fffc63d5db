internal import PresendInternal

// A journal, from what the core gives to what an app reads.

extension JournalDay {
    init(_ day: PresendInternal.JournalDay) {
        self.init(
            day: CalendarDay(daysSince1970: day.day), counts: JournalCounts(day.counts),
            records: day.records.map(JournalRecord.init))
    }
}

extension JournalCounts {
    init(_ counts: PresendInternal.JournalCounts) {
        self.init(
            clean: counts.clean, matched: counts.matched, near: counts.near, undecided: counts.undecided,
            fallback: counts.fallback)
    }
}

extension JournalRecord {
    init(_ record: PresendInternal.JournalRecord) {
        self.init(
            index: record.index, day: CalendarDay(daysSince1970: record.day),
            event: JournalEvent(record.event), policy: record.policy)
    }
}

extension JournalEvent {
    init(_ event: PresendInternal.JournalEvent) {
        switch event {
        case .decided(let action, let outcome, let by, let strongest, let ownRemarks):
            self = .decided(
                action: Action(action), outcome: Outcome(outcome), by: DecidedBy(by),
                strongest: strongest.map(JournalFinding.init), ownRemarks: ownRemarks)
        case .counted(let counts): self = .counted(JournalCounts(counts))
        case .setChange(let set): self = .setChange(SetReference(set))
        case .setRefused(let set): self = .setRefused(SetReference(set))
        case .stateLost(let set): self = .stateLost(SetReference(set))
        case .noticeShown(let set): self = .noticeShown(SetReference(set))
        case .reportSealed(let set, let appeal): self = .reportSealed(SetReference(set), appeal: appeal)
        case .reportDeclined(let set): self = .reportDeclined(SetReference(set))
        case .deleted(let records): self = .deleted(records: records)
        case .repaired(let cutBytes): self = .repaired(cutBytes: cutBytes)
        }
    }
}

extension JournalFinding {
    init(_ finding: PresendInternal.JournalFinding) {
        self.init(evidence: Evidence(finding.evidence), set: SetReference(finding.set))
    }
}
