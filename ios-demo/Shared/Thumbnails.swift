import CoreGraphics
import Foundation
import ImageIO
import UniformTypeIdentifiers

/// A picture of a file, upright, decoded no larger than it is needed.
func thumbnail(of url: URL, longestSide: Int) -> CGImage? {
    CGImageSourceCreateWithURL(url as CFURL, nil).flatMap { thumbnail($0, longestSide) }
}

/// The same of bytes in memory.
func thumbnail(of bytes: Data, longestSide: Int) -> CGImage? {
    CGImageSourceCreateWithData(bytes as CFData, nil).flatMap { thumbnail($0, longestSide) }
}

/// A JPEG of a picture.
func jpeg(_ picture: CGImage) -> Data? {
    let bytes = NSMutableData()
    let type = UTType.jpeg.identifier as CFString
    guard let destination = CGImageDestinationCreateWithData(bytes, type, 1, nil) else { return nil }
    let quality = [kCGImageDestinationLossyCompressionQuality: 0.85] as CFDictionary
    CGImageDestinationAddImage(destination, picture, quality)
    return CGImageDestinationFinalize(destination) ? bytes as Data : nil
}

private func thumbnail(_ source: CGImageSource, _ longestSide: Int) -> CGImage? {
    let options: [CFString: Any] = [
        kCGImageSourceCreateThumbnailFromImageAlways: true,
        kCGImageSourceCreateThumbnailWithTransform: true,
        kCGImageSourceThumbnailMaxPixelSize: longestSide,
    ]
    return CGImageSourceCreateThumbnailAtIndex(source, 0, options as CFDictionary)
}
