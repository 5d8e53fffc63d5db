/// One fact: something in the attachment equals or resembles an entry of a set.
public struct Finding: Sendable, Hashable {
    /// Which set.
    public let set: SetReference
    /// How strong it is.
    public let evidence: Evidence
    /// Hamming distance in bits; `nil` for exact digests and a lent hash.
    public let distanceBits: UInt32?
    /// The largest distance that still gives this evidence, in bits; `nil` for exact digests and a
    /// lent hash.
    public let thresholdBits: UInt32?
    /// PDQ quality of the compared picture, 0 to 100; `nil` for exact digests and a lent hash.
    public let quality: UInt8?
    /// Which part of the attachment: empty for the attachment itself.
    public let part: String
    /// Which frame, from 0; `nil` for exact digests.
    public let frame: UInt32?
    /// When that frame is shown, from the start; `nil` for stills and exact digests.
    public let time: Duration?
    /// Which form of the picture; `nil` for exact digests and a lent hash.
    public let variant: Variant?
    /// By which lent hash, if it rests on one.
    public let lent: LentMatch?
    /// Names this finding within its report.
    public let token: FindingToken
    /// True for harmless test entries.
    public let isTest: Bool
}

/// A known-hash set as a report names it.
public struct SetReference: Sendable, Hashable {
    /// Name of the set.
    public let name: String
    /// Version of the set; 0 for a plain list.
    public let version: UInt64
    /// False for a plain list that nobody signed.
    public let isVerified: Bool
}

/// How strong a finding is. Later cases are stronger; the raw value is the stable name.
public enum Evidence: String, Sendable, CaseIterable, Comparable {
    /// A perceptual hash between the match and the borderline distance.
    case borderline
    /// One perceptual hash within the match distance, after an edit was undone: it says less of the whole.
    case edited
    /// One perceptual hash within the match distance.
    case perceptual
    /// An MD5 or SHA-1 digest, or both: such digests can be forged.
    case exactWeak = "exact_weak"
    /// A perceptual match, an MD5 and a SHA-1 digest, same part, same entry.
    case corroborated
    /// A BLAKE3 or SHA-256 digest.
    case exact

    /// True if the first is weaker.
    public static func < (first: Self, second: Self) -> Bool {
        for evidence in allCases where evidence == first || evidence == second {
            return evidence == first && first != second
        }
        return false
    }
}

/// Which form of the picture a perceptual hash was taken of. The raw value is the stable name.
public enum Variant: String, Sendable, CaseIterable {
    /// As it is.
    case upright
    /// A quarter turn clockwise.
    case rotate90
    /// A half turn.
    case rotate180
    /// A quarter turn counter-clockwise.
    case rotate270
    /// Left and right swapped.
    case mirror
    /// Top and bottom swapped.
    case flip
    /// Rows and columns swapped.
    case transpose
    /// Mirrored along the other diagonal.
    case transverse
    /// The picture as seen, transparent pixels over black.
    case overBlack = "over_black"
    /// With light and dark swapped.
    case inverted
    /// Without a flat border around it.
    case trimmed
    /// One rectangle of what is seen: of a screenshot, a page with a caption, a chat.
    case rectangle
    /// Turned back, of a picture that lies turned on a flat ground.
    case straightened
    /// As it was before a part was cut away.
    case uncropped
    /// Turned back a little, of a picture that was turned and cut to a rectangle.
    case tilted
}

/// Names one finding inside its report: random bytes, stored nowhere, so that a policy can speak of a
/// finding without ever seeing a hash or an entry number. It has no text form, so that it is not logged.
public struct FindingToken: Sendable, Hashable, CustomStringConvertible {
    let bytes: [UInt8]

    /// Always the same words.
    public var description: String { "FindingToken(..)" }
}
