import Presend

/// What Presend tells of set and journal, in words. It waits for the disk, off the main thread.
struct Facts: Sendable {
    let sets: Sets
    let texts: Texts

    /// How many scans came to what, whether the journal is as it was written, and what it has of each day, the last one
    /// first. A journal that was changed is said to be.
    func journal() async throws -> (counts: String, state: String, days: [Paragraph]) {
        do {
            let (counts, records) = (try sets.journal.counts(), try sets.journal.verify().records)
            return (
                texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided],
                texts["checked.verified", records],
                try sets.journal.days().reversed().flatMap { day($0.day.components, $0.records.map(entry)) }
            )
        } catch PresendError.journal(let reason) {
            return (texts["checked.broken", reason], texts["checked.broken", reason], [])
        }
    }

    /// How the set stands, and where it comes from: a line each.
    func list() async throws -> [String] {
        [state(try await sets.freshness())] + (try await sets.origin().map(origin) ?? [])
    }

    private func entry(_ record: JournalRecord) -> Paragraph {
        switch record.event {
        case .decided(_, .match, _, _, _): marked(.found, "event.match")
        case .decided(_, .near, _, _, _): marked(.found, "event.near")
        case .decided(_, .undecided, _, _, _): marked(.undecided, "event.undecided")
        case .decided(_, .clean, _, _, _), .counted: marked(.clean, "event.clean")
        case .setChange: marked(.list, "event.list")
        case .setRefused: marked(.list, "event.refused")
        case .stateLost: marked(.list, "event.lost")
        case .noticeShown, .reportSealed, .reportDeclined: marked(.list, "event.report")
        case .deleted: marked(.list, "event.deleted")
        case .repaired: marked(.list, "event.repaired")
        }
    }

    private func state(_ freshness: Freshness) -> String {
        switch freshness {
        case .fresh: texts["set.fresh"]
        case .stale: texts["set.stale"]
        case .expired: texts["set.expired"]
        case .missing(let by): by.map { texts["set.refused", texts.refusal($0)] } ?? texts["set.missing"]
        }
    }

    private func origin(_ origin: SetOrigin) -> [String] {
        [texts["checked.set", origin.set, origin.version], texts["checked.purpose", origin.purpose]]
            + origin.signers.map { texts["checked.signer", $0.name, $0.jurisdiction.uppercased()] } + [
                texts["checked.expires", texts.day(min(origin.notAfter, origin.sunset))],
                texts["checked.weighed", texts.day(origin.notBefore), origin.basis, texts.day(origin.sunset)],
                texts["checked.log", origin.log, origin.logIndex],
            ]
    }
}
