#if canImport(CoreVideo)
    import CoreVideo
    import Foundation

    extension PixelBuffer {
        /// A copy of the pixels of a video frame or of the camera: 32-bit BGRA, 8-bit gray, or the luma
        /// plane of 8-bit 4:2:0. Another format has no bytes, and its scan is undecided.
        public init(_ buffer: CVPixelBuffer, orientation: Orientation = .upright) {
            CVPixelBufferLockBaseAddress(buffer, .readOnly)
            defer { CVPixelBufferUnlockBaseAddress(buffer, .readOnly) }
            let width = UInt32(CVPixelBufferGetWidth(buffer))
            let height = UInt32(CVPixelBufferGetHeight(buffer))
            var (address, stride, format) = (UnsafeMutableRawPointer?.none, 0, PixelFormat.gray8)
            switch CVPixelBufferGetPixelFormatType(buffer) {
            case kCVPixelFormatType_32BGRA:
                format = .bgra8
                fallthrough
            case kCVPixelFormatType_OneComponent8:
                address = CVPixelBufferGetBaseAddress(buffer)
                stride = CVPixelBufferGetBytesPerRow(buffer)
            case kCVPixelFormatType_420YpCbCr8BiPlanarVideoRange,
                kCVPixelFormatType_420YpCbCr8BiPlanarFullRange, kCVPixelFormatType_420YpCbCr8Planar:
                address = CVPixelBufferGetBaseAddressOfPlane(buffer, 0)
                stride = CVPixelBufferGetBytesPerRowOfPlane(buffer, 0)
            default: break
            }
            self.init(
                bytes: address.map { Data(bytes: $0, count: stride * Int(height)) } ?? Data(),
                width: width, height: height, bytesPerRow: UInt64(stride), format: format,
                orientation: orientation)
        }
    }

    extension AttachmentScanner {
        /// Checks one frame of the camera or of a video. For a whole video see ``frames(at:following:)``.
        ///
        /// - Parameters:
        ///   - buffer: The frame.
        ///   - orientation: What a viewer does to it.
        ///   - now: The time.
        ///   - follower: Is told what the scan begins to do.
        /// - Returns: The facts and the choice.
        public func scan(
            _ buffer: sending CVPixelBuffer, orientation: Orientation = .upright, at now: Date = Date(),
            following follower: ScanFollower? = nil
        ) async -> Checked {
            await scan(PixelBuffer(buffer, orientation: orientation), at: now, following: follower)
        }
    }
#endif
