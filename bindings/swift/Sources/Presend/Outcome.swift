/// What a scan came to.
///
/// `match` wins over `near`, `near` over `undecided`, `undecided` over `clean`.
public enum Outcome: Sendable, Hashable {
    /// Every check that the loaded sets call for was done on every part, and nothing was found.
    case clean
    /// Known material: exact, exact weak, corroborated or perceptual evidence.
    case match
    /// Only borderline evidence.
    case near
    /// The check could not be finished, for this reason. It never means clean.
    case undecided(Undecided)

    /// The stable name used in JSON: `clean`, `match`, `near` or `undecided`.
    public var name: String {
        switch self {
        case .clean: "clean"
        case .match: "match"
        case .near: "near"
        case .undecided: "undecided"
        }
    }
}

/// The reason for an undecided outcome. It carries a kind, never content, names or hashes.
public enum Undecided: Sendable, Hashable {
    /// The media kind is unknown, or known and not decoded by this build.
    case unsupportedFormat
    /// A video for which no decoder is lent, or that is compared by its digest alone.
    case unopenedContainer
    /// The picture ends before its header says it should.
    case truncated
    /// The bytes break the rules of their own format.
    case corrupt
    /// The content is locked with a password or key.
    case encrypted
    /// A bound of ``Limits`` would have been passed; this is its name, `max_pixels` say.
    case overLimit(String)
    /// The scan was cancelled.
    case cancelled
    /// No known-hash set was there to compare with.
    case noUsableSet
    /// The attachment has no bytes, or the app pushed no frame of a video.
    case empty
    /// The attachment's source returned an error.
    case unreadable
    /// The attachment's length or content changed between two reads.
    case changedWhileReading
    /// A decoder failed in a way it should not; the rest of the app is unharmed.
    case decoderFailed
    /// A ``LentHash`` failed, or is for values of another length than the set's.
    case lentHashFailed

    /// The stable name used in JSON and in the journal.
    public var name: String {
        switch self {
        case .unsupportedFormat: "unsupported_format"
        case .unopenedContainer: "unopened_container"
        case .truncated: "truncated"
        case .corrupt: "corrupt"
        case .encrypted: "encrypted"
        case .overLimit: "over_limit"
        case .cancelled: "cancelled"
        case .noUsableSet: "no_usable_set"
        case .empty: "empty"
        case .unreadable: "unreadable"
        case .changedWhileReading: "changed_while_reading"
        case .decoderFailed: "decoder_failed"
        case .lentHashFailed: "lent_hash_failed"
        }
    }
}
