import Presend
internal import PresendAdviceInternal

// Pixels, to an advisor and from the app.

extension PresendAdviceInternal.PixelLayout {
    init(_ pixels: PixelBuffer) {
        self.init(
            width: pixels.width, height: pixels.height, strideBytes: pixels.bytesPerRow,
            format: .init(pixels.format), orientation: .init(pixels.orientation))
    }
}

extension PresendAdviceInternal.PixelFormat {
    init(_ format: Presend.PixelFormat) {
        switch format {
        case .gray8: self = .gray8
        case .rgb8: self = .rgb8
        case .rgba8: self = .rgba8
        case .bgra8: self = .bgra8
        }
    }
}

extension Presend.PixelFormat {
    init(_ format: PresendAdviceInternal.PixelFormat) {
        switch format {
        case .gray8: self = .gray8
        case .rgb8: self = .rgb8
        case .rgba8: self = .rgba8
        case .bgra8: self = .bgra8
        }
    }
}

extension PresendAdviceInternal.Orientation {
    init(_ orientation: Presend.Orientation) {
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

extension Presend.Orientation {
    init(_ orientation: PresendAdviceInternal.Orientation) {
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
