internal import PresendInternal

/// The bounds of one scan. All are inclusive: a value equal to the bound passes. What is over a bound is
/// undecided, with the bound's name; it is never clean.
public struct Limits: Sendable, Hashable {
    /// Largest attachment that is looked at, in bytes.
    public var maxInputBytes: UInt64
    /// Largest attachment that is held in memory, in bytes; a larger one is streamed.
    public var maxInputBytesInMemory: UInt64
    /// Most pixels of one picture or canvas: width times height.
    public var maxPixels: UInt64
    /// Longest side of a picture, in pixels.
    public var maxSidePixels: UInt32
    /// Most frames of one animation that are hashed; of a longer one, evenly spaced frames.
    public var maxFrames: UInt32
    /// Most frames that an app may push of one video.
    public var maxVideoFrames: UInt32
    /// Most parts of one attachment.
    public var maxParts: UInt32
    /// Deepest nesting of parts within parts.
    public var maxDepth: UInt32
    /// Largest part of an attachment once it is unpacked, in bytes.
    public var maxPartBytes: UInt64
    /// Most bytes of all parts of one attachment together, once they are unpacked.
    public var maxUnpackedBytes: UInt64
    /// Most memory a decoder may take for planes, coefficients and canvases, in bytes.
    public var maxDecodeBytes: UInt64
    /// Work budget of one scan, in decoded bytes over all frames and parts.
    public var maxWorkBytes: UInt64
    /// Longest text whose links are looked up, in bytes of UTF-8.
    public var maxTextBytes: UInt64
    /// Most links of one text that are looked up.
    public var maxLinks: UInt32
}

extension Limits {
    /// The default.
    public static var standard: Limits { Limits(defaultLimits()) }

    /// For an iOS share extension, which the system ends at little memory.
    public static var shareExtension: Limits { Limits(shareExtensionLimits()) }

    private init(_ limits: PresendInternal.Limits) {
        self.init(
            maxInputBytes: limits.maxInputBytes, maxInputBytesInMemory: limits.maxInputBytesInMemory,
            maxPixels: limits.maxPixels, maxSidePixels: limits.maxSidePixels, maxFrames: limits.maxFrames,
            maxVideoFrames: limits.maxVideoFrames, maxParts: limits.maxParts, maxDepth: limits.maxDepth,
            maxPartBytes: limits.maxPartBytes, maxUnpackedBytes: limits.maxUnpackedBytes,
            maxDecodeBytes: limits.maxDecodeBytes, maxWorkBytes: limits.maxWorkBytes,
            maxTextBytes: limits.maxTextBytes, maxLinks: limits.maxLinks)
    }
}
