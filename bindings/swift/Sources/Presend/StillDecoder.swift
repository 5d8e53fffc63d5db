import Foundation
internal import PresendInternal

/// A kind of picture that the core does not decode.
public enum StillKind: Sendable, CaseIterable {
    /// HEIC or HEIF.
    case heic
    /// AVIF.
    case avif
}

/// Decodes a kind of picture that the core does not, for example with the system's decoder. Lent to a
/// scanner, its picture is hashed and looked up in the scan of the file, with one question to the policy
/// and one record in the journal. Called on the thread that scans, also on several at once. What it throws
/// makes the scan undecided, `decoderFailed`.
public protocol StillDecoder: Sendable {
    /// What it decodes.
    var kind: StillKind { get }

    /// The picture in a whole file, or `nil` if this decoder cannot read it: the scan is then undecided,
    /// `unsupportedFormat`. Read the header only: a picture that is too large is never asked for its rows.
    ///
    /// - Parameter file: The bytes of the file.
    /// - Returns: The picture, of which nothing has to be decoded yet.
    /// - Throws: If it failed.
    func open(_ file: Data) throws -> (any StillPicture)?
}

/// A picture that a ``StillDecoder`` opened.
public protocol StillPicture: Sendable {
    /// Its size and layout.
    var layout: PixelLayout { get throws }

    /// Rows, without gaps. Every row is asked for once, from the top.
    ///
    /// - Parameters:
    ///   - first: The first row.
    ///   - count: How many.
    /// - Returns: Exactly their bytes.
    /// - Throws: If it failed.
    func rows(from first: Int, count: Int) throws -> Data

    /// The scan does not need it any more.
    func close()
}

/// How the pixels of a picture lie in its rows.
public struct PixelLayout: Sendable, Hashable {
    /// Width in pixels.
    public var width: UInt32
    /// Height in pixels.
    public var height: UInt32
    /// Layout of one pixel.
    public var format: PixelFormat
    /// What a viewer does to these pixels before showing them.
    public var orientation: Orientation

    /// Describes rows without gaps.
    public init(width: UInt32, height: UInt32, format: PixelFormat, orientation: Orientation = .upright) {
        (self.width, self.height) = (width, height)
        (self.format, self.orientation) = (format, orientation)
    }
}
