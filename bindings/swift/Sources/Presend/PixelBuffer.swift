import Foundation

/// Pixels that the system or the app decoded.
public struct PixelBuffer: Sendable {
    /// The rows, top to bottom. They are not copied.
    public let bytes: Data
    /// Width in pixels.
    public let width: UInt32
    /// Height in pixels.
    public let height: UInt32
    /// Bytes from the start of one row to the start of the next.
    public let bytesPerRow: UInt64
    /// Layout of one pixel.
    public let format: PixelFormat
    /// What a viewer does to these pixels before showing them.
    public let orientation: Orientation

    /// Describes pixels. Nothing is checked here: a layout that does not fit its bytes is undecided.
    public init(
        bytes: Data, width: UInt32, height: UInt32, bytesPerRow: UInt64, format: PixelFormat,
        orientation: Orientation = .upright
    ) {
        self.bytes = bytes
        self.width = width
        self.height = height
        self.bytesPerRow = bytesPerRow
        self.format = format
        self.orientation = orientation
    }
}

/// How the bytes of a ``PixelBuffer`` are to be read.
public enum PixelFormat: Sendable, CaseIterable {
    /// One byte a pixel: luma.
    case gray8
    /// Three bytes a pixel: red, green, blue.
    case rgb8
    /// Four bytes a pixel: red, green, blue, alpha (not premultiplied).
    case rgba8
    /// Four bytes a pixel: blue, green, red, alpha (not premultiplied).
    case bgra8
}

/// One of the eight symmetries of a rectangle's pixels, named as what is done to the picture.
public enum Orientation: Sendable, CaseIterable {
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

    /// What a viewer does for an EXIF orientation tag, which is also the raw value of
    /// `CGImagePropertyOrientation`. A value outside 1 to 8 means nothing is done, as viewers do.
    public init(exif tag: UInt32) {
        let byTag: [UInt32: Self] = [
            2: .mirror, 3: .rotate180, 4: .flip, 5: .transpose, 6: .rotate90, 7: .transverse, 8: .rotate270,
        ]
        self = byTag[tag] ?? .upright
    }
}
