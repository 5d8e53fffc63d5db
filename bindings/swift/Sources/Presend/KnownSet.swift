internal import PresendInternal

/// A known-hash set that can be compared with. It never changes; copies share its bytes.
public struct KnownSet: Sendable {
    let native: PresendInternal.KnownSet

    /// A set from a plain list that nobody signed: for tests and desks. Every finding from it says that it
    /// is not verified, and it never allows a report.
    ///
    /// - Throws: ``PresendError/badList(reason:)`` with the first bad line.
    public static func fromListUnverified(_ text: String, name: String) throws -> KnownSet {
        try translated { KnownSet(native: try .fromListUnverified(name: name, text: text)) }
    }

    /// A set of the harmless pictures of ``TestKit``, which nobody signed: for a first try. Every finding
    /// from it is marked as a test.
    public static func demo() throws -> KnownSet {
        try translated { KnownSet(native: try demoSet()) }
    }

    /// Name, version and whether it is verified.
    public var reference: SetReference { SetReference(native.reference()) }

    /// How many rows it has: digests, picture hashes and video frames.
    public var rows: UInt64 { native.rows() }
}
