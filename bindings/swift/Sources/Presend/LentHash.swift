import Foundation
internal import PresendInternal

/// The app's code of a hash that sets have rows of and the library has none for: PhotoDNA, say, which only a
/// licence gives. Without it the rows are not compared, and ``Coverage/notCompared`` says so.
public protocol LentHash: Sendable {
    /// What is declared of it: part of ``AttachmentScanner/describePolicy()``.
    var terms: LentTerms { get }

    /// The value of one picture. Called on a thread of Presend's, also on several at once. What it throws,
    /// and no answer in time, makes the scan undecided, `lentHashFailed`.
    ///
    /// - Parameter picture: What ``LentTerms/input`` says.
    /// - Returns: As many bytes as were declared, or `nil` if the picture is too flat to be compared.
    /// - Throws: If it failed.
    func hash(_ picture: Data) throws -> Data?
}

/// What an app declares of its hash.
public struct LentTerms: Sendable, Hashable {
    /// Its name, as the sets have it.
    public let name: String
    /// Bytes of a value, as the sets have it.
    public let valueBytes: UInt16
    /// What it is computed from.
    public let input: LentInput
    /// How two values are compared.
    public let distance: LentDistance
    /// The largest distance that is a match.
    public let threshold: UInt32
    /// How long one picture may take, in whole milliseconds.
    public let deadline: Duration

    /// Terms, or `nil` if no hash can have them.
    ///
    /// - Parameters:
    ///   - name: Small letters, digits and `-`, at most 32.
    ///   - valueBytes: 8 to 1,024.
    ///   - input: What it is computed from.
    ///   - distance: How two values are compared.
    ///   - threshold: At least 1, at most a quarter of the largest distance that there is.
    ///   - deadline: A millisecond to a minute.
    public init?(
        name: String, valueBytes: UInt16, input: LentInput, distance: LentDistance, threshold: UInt32,
        deadline: Duration
    ) {
        (self.name, self.valueBytes, self.input) = (name, valueBytes, input)
        (self.distance, self.threshold, self.deadline) = (distance, threshold, deadline)
        guard lentTermsFault(terms: .init(self)) == nil else { return nil }
    }
}

/// What a lent hash is computed from.
public enum LentInput: Sendable, Hashable {
    /// A grey thumbnail of each picture and frame, 1 to 512 pixels a side: rows from the top, a byte a pixel,
    /// 0 is black. Turned as a person sees the picture, squeezed to the size, transparent pixels over white.
    case greyThumbnail(width: UInt16, height: UInt16)
    /// The bytes of each file that is a picture, also one that no decoder is there for.
    case bytes
}

/// How far two values of a lent hash are from each other. The raw value is the stable name.
public enum LentDistance: String, Sendable, CaseIterable {
    /// How many bits differ.
    case hamming
    /// The sum of the differences of the bytes.
    case l1
    /// The square root of the sum of their squares, rounded up.
    case l2
}
