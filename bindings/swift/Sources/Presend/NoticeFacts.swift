import Foundation
internal import PresendInternal

/// What a notice of a report says, for an app with its own words. It must say all of it.
public struct NoticeFacts: Sendable, Hashable {
    /// The set whose entries were found.
    public let set: String
    /// Its version.
    public let version: UInt64
    /// How many distinct entries the report would name.
    public let findings: UInt64
    /// Within so many days they count.
    public let windowDays: UInt64
    /// Who alone can open the report.
    public let recipient: String
    /// The legal basis.
    public let basis: String
    /// When the authorities last weighed it: they signed this version for the time from then on.
    public let weighed: Date
    /// When it ends, and with it every report.
    public let ends: Date
    /// The purpose, and the only one.
    public let purpose: String
    /// What names the report when the user contests it.
    public let appeal: String
    /// Where the user contests it.
    public let appealDesk: String
}

extension NoticeFacts {
    init(_ facts: PresendInternal.NoticeFacts) {
        self.init(
            set: facts.set, version: facts.version, findings: facts.findings, windowDays: facts.windowDays,
            recipient: facts.recipient, basis: facts.basis,
            weighed: Date(timeIntervalSince1970: Double(facts.weighedUnixSeconds)),
            ends: Date(timeIntervalSince1970: Double(facts.endsUnixSeconds)), purpose: facts.purpose,
            appeal: facts.appeal, appealDesk: facts.appealDesk)
    }
}
