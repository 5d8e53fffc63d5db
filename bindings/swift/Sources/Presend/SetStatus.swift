import Foundation

/// How a set stands.
public struct SetStatus: Sendable, Hashable {
    /// In a word.
    public let freshness: Freshness
    /// The active version.
    public let version: UInt64?
    /// When it ends.
    public let expires: Date?
    /// The version that the user pinned.
    public let pinned: UInt64?
    /// The version that the user rolled back from.
    public let held: UInt64?
    /// False if the vault did not take the state the last time: the set is in use, and what happened since the
    /// vault last took one is forgotten when the process ends.
    public let saved: Bool
}

/// How a set stands, in a word.
public enum Freshness: Sendable, Hashable {
    /// Valid, and seen by witnesses not long ago.
    case fresh
    /// Valid, but an update is overdue.
    case stale
    /// No longer valid, or not yet.
    case expired
    /// There is none, or its file is refused: then `refusedBy` is the name of the check.
    case missing(refusedBy: String?)
}

/// Where a verified set comes from: all of it was checked on this device.
public struct SetOrigin: Sendable, Hashable {
    /// Name of the set.
    public let set: String
    /// Its version.
    public let version: UInt64
    /// What it is for; nothing else may use it.
    public let purpose: String
    /// Valid from then on.
    public let notBefore: Date
    /// Valid until then.
    public let notAfter: Date
    /// Its legal basis, by name. The authorities weigh it again for each version.
    public let basis: String
    /// When its legal basis ends.
    public let sunset: Date
    /// The pinned authorities that signed.
    public let signers: [Signer]
    /// The pinned witnesses that saw it in the log.
    public let witnesses: [Witness]
    /// The public log in which it stands.
    public let log: String
    /// Its place in that log.
    public let logIndex: UInt64
    /// Its leaf in that log, 32 bytes: SHA-256 of a zero byte and the manifest.
    public let leaf: Data
}

/// A pinned authority that signed a set.
public struct Signer: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its jurisdiction: ISO 3166-1, two lower-case letters.
    public let jurisdiction: String
}

/// A pinned witness of a log.
public struct Witness: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// When it saw the log with this set in it.
    public let seen: Date
}

/// A finding that counts towards a report and did not reach the threshold: the store forgets it when its
/// time is over.
public struct PendingFinding: Sendable, Hashable {
    /// By the clock of the device.
    public let day: CalendarDay
    /// Version of the set.
    public let version: UInt64
    /// How strong it was.
    public let evidence: Evidence
}
