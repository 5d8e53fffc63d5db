import Foundation
internal import PresendInternal

// How sets stand and where they come from, from what the core gives to what an app reads.

extension Date {
    init(unixSeconds: UInt64) { self.init(timeIntervalSince1970: TimeInterval(unixSeconds)) }
}

extension SetStatus {
    init(_ status: PresendInternal.SetStatus) {
        self.init(
            freshness: Freshness(status.freshness), version: status.version,
            expires: status.expiresUnixSeconds.map(Date.init(unixSeconds:)), pinned: status.pinned,
            held: status.held, saved: status.saved)
    }
}

extension Freshness {
    init(_ freshness: PresendInternal.Freshness) {
        switch freshness {
        case .fresh: self = .fresh
        case .stale: self = .stale
        case .expired: self = .expired
        case .missing(let refusedBy): self = .missing(refusedBy: refusedBy)
        }
    }
}

extension SetOrigin {
    init(_ origin: PresendInternal.SetOrigin) {
        self.init(
            set: origin.set, version: origin.version, purpose: origin.purpose,
            notBefore: Date(unixSeconds: origin.notBefore), notAfter: Date(unixSeconds: origin.notAfter),
            basis: origin.basis, sunset: Date(unixSeconds: origin.sunset),
            signers: origin.signers.map { Signer(name: $0.name, jurisdiction: $0.jurisdiction) },
            witnesses: origin.witnesses.map {
                Witness(name: $0.name, seen: Date(unixSeconds: $0.unixSeconds))
            },
            log: origin.log, logIndex: origin.logIndex, leaf: origin.leaf)
    }
}

extension PendingFinding {
    init(_ pending: PresendInternal.PendingFinding) {
        self.init(
            day: CalendarDay(daysSince1970: pending.day), version: pending.version,
            evidence: Evidence(pending.evidence))
    }
}
