import Foundation

/// Names one finding inside its report: random bytes, stored nowhere, so that a policy can speak of a
/// finding without ever seeing a hash or an entry number. It has no text form, so that it is not logged.
public struct FindingToken: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    init(_ bytes: Data) { self.bytes = Array(bytes) }

    /// Always the same words.
    public var description: String { "FindingToken(..)" }
}
