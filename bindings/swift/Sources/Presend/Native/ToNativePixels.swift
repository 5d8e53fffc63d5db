internal import PresendInternal

// From the pixels that an app hands over to what the core takes.

extension PresendInternal.PixelLayout {
    init(_ pixels: PixelBuffer) {
        self.init(
            width: pixels.width, height: pixels.height, strideBytes: pixels.bytesPerRow,
            format: .init(pixels.format), orientation: .init(pixels.orientation))
    }

    /// Rows have no gaps there.
    init(_ layout: PixelLayout) {
        self.init(
            width: layout.width, height: layout.height, strideBytes: 0, format: .init(layout.format),
            orientation: .init(layout.orientation))
    }
}

extension PresendInternal.PixelFormat {
    init(_ format: PixelFormat) {
        switch format {
        case .gray8: self = .gray8
        case .rgb8: self = .rgb8
        case .rgba8: self = .rgba8
        case .bgra8: self = .bgra8
        }
    }
}

extension PresendInternal.Orientation {
    init(_ orientation: Orientation) {
        switch orientation {
        case .upright: self = .upright
        case .rotate90: self = .rotate90
        case .rotate180: self = .rotate180
        case .rotate270: self = .rotate270
        case .mirror: self = .mirror
        case .flip: self = .flip
        case .transpose: self = .transpose
        case .transverse: self = .transverse
        }
    }
}
