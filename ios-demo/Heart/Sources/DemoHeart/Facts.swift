import Presend

/// What Presend tells of set and journal, in words. It waits for the disk, off the main thread.
struct Facts: Sendable {
    let sets: Sets
    let texts: Texts

    /// How many scans came to what.
    func counts() async throws -> String {
        try readable {
            let counts = try sets.journal.counts()
            return texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided]
        }
    }

    /// How the set stands, and where it comes from: a line each.
    func list() async throws -> [String] {
        let state = state(try await sets.freshness())
        return [state] + (try await sets.origin().map(origin) ?? [])
    }

    /// Whether the journal is as it was written.
    func journal() async throws -> String {
        try readable { texts["checked.verified", try sets.journal.verify().records] }
    }

    /// A journal that was changed is said to be, wherever it is read.
    private func readable(_ text: () throws -> String) throws -> String {
        do {
            return try text()
        } catch PresendError.journal(let reason) {
            return texts["checked.broken", reason]
        }
    }

    private func state(_ freshness: Freshness) -> String {
        switch freshness {
        case .fresh: texts["set.fresh"]
        case .stale: texts["set.stale"]
        case .expired: texts["set.expired"]
        case .missing(let check?): texts["set.refused", texts.refusal(check)]
        case .missing: texts["set.missing"]
        }
    }

    private func origin(_ origin: SetOrigin) -> [String] {
        [texts["checked.set", origin.set, origin.version], texts["checked.purpose", origin.purpose]]
            + origin.signers.map { texts["checked.signer", $0.name, $0.jurisdiction.uppercased()] } + [
                texts["checked.expires", texts.day(min(origin.notAfter, origin.sunset))],
                texts["checked.log", origin.log, origin.logIndex],
            ]
    }
}
