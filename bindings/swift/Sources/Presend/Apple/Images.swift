#if canImport(CoreGraphics)
    import CoreGraphics
    import Foundation

    extension PixelBuffer {
        /// The pixels of an image, drawn as 8-bit sRGB with alpha. One that cannot be drawn has no bytes,
        /// and its scan is undecided.
        ///
        /// - Parameters:
        ///   - image: An image of the system's decoder, of a HEIC file say.
        ///   - orientation: What a viewer does to it: `Orientation(exif: cgOrientation.rawValue)`.
        public init(_ image: CGImage, orientation: Orientation = .upright) {
            let (width, height) = (image.width, image.height)
            var bytes = Data(count: width * height * 4)
            let isDrawn = bytes.withUnsafeMutableBytes { buffer in
                CGContext(
                    data: buffer.baseAddress, width: width, height: height, bitsPerComponent: 8,
                    bytesPerRow: width * 4,
                    space: CGColorSpace(name: CGColorSpace.sRGB) ?? CGColorSpaceCreateDeviceRGB(),
                    bitmapInfo: CGImageAlphaInfo.premultipliedLast.rawValue
                )?.draw(image, in: CGRect(x: 0, y: 0, width: width, height: height)) != nil
            }
            if isDrawn { Self.unpremultiply(&bytes) }
            self.init(
                bytes: isDrawn ? bytes : Data(), width: UInt32(width), height: UInt32(height),
                bytesPerRow: UInt64(width * 4), format: .rgba8, orientation: orientation)
        }
    }

    extension AttachmentScanner {
        /// Checks an image of the system's decoder. There are no bytes of a file, so no exact digest is
        /// compared: scan the file too, if there is one.
        ///
        /// - Parameters:
        ///   - image: The picture.
        ///   - orientation: What a viewer does to it: `Orientation(exif: cgOrientation.rawValue)`.
        ///   - now: The time.
        ///   - follower: Is told what the scan begins to do.
        /// - Returns: The facts and the choice.
        public func scan(
            _ image: sending CGImage, orientation: Orientation = .upright, at now: Date = Date(),
            following follower: ScanFollower? = nil
        ) async -> Checked {
            await scan(PixelBuffer(image, orientation: orientation), at: now, following: follower)
        }
    }
#endif
