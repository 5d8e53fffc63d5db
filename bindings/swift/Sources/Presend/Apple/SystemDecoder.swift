#if canImport(ImageIO)
    import CoreGraphics
    import Foundation
    import ImageIO

    /// The system's decoder for a kind that the core does not decode, where the system has one. What it
    /// cannot decode stays undecided, `unsupportedFormat`.
    public struct SystemDecoder: StillDecoder {
        /// What it decodes.
        public let kind: StillKind

        /// The decoders for every kind that the core leaves to the system.
        public static let all: [any StillDecoder] = StillKind.allCases.map(SystemDecoder.init)

        /// The system's decoder for a kind.
        public init(kind: StillKind) { self.kind = kind }

        /// Reads the header of the primary picture.
        public func open(_ file: Data) -> (any StillPicture)? {
            let uncached = [kCGImageSourceShouldCache: false] as CFDictionary
            guard let source = CGImageSourceCreateWithData(file as CFData, uncached) else { return nil }
            let primary = CGImageSourceGetPrimaryImageIndex(source)
            let header = CGImageSourceCopyPropertiesAtIndex(source, primary, uncached) as? [CFString: Any]
            guard let width = header?[kCGImagePropertyPixelWidth] as? UInt32,
                let height = header?[kCGImagePropertyPixelHeight] as? UInt32
            else { return nil }
            let orientation = Orientation(exif: header?[kCGImagePropertyOrientation] as? UInt32 ?? 1)
            let layout = PixelLayout(
                width: width, height: height, format: .rgba8, orientation: orientation)
            return SystemPicture(source: source, index: primary, layout: layout)
        }
    }

    /// Decoded at the first rows that are asked for.
    private final class SystemPicture: StillPicture, @unchecked Sendable {
        let layout: PixelLayout
        private let source: CGImageSource
        private let index: Int
        /// Asked for by one scan, on its thread.
        private var pixels: PixelBuffer?

        init(source: CGImageSource, index: Int, layout: PixelLayout) {
            (self.source, self.index, self.layout) = (source, index, layout)
        }

        func rows(from first: Int, count: Int) throws -> Data {
            let pixels = try pixels ?? decoded()
            self.pixels = pixels
            let start = pixels.bytes.startIndex + first * Int(pixels.bytesPerRow)
            return pixels.bytes[start..<start + count * Int(pixels.bytesPerRow)]
        }

        func close() { pixels = nil }

        private func decoded() throws -> PixelBuffer {
            guard let image = CGImageSourceCreateImageAtIndex(source, index, nil),
                image.width == layout.width, image.height == layout.height
            else { throw CocoaError(.fileReadCorruptFile) }
            let pixels = PixelBuffer(image)
            guard !pixels.bytes.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
            return pixels
        }
    }
#endif
