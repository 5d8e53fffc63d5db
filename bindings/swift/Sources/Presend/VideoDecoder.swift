import Foundation
internal import PresendInternal

/// A kind of video.
public enum VideoKind: Sendable, CaseIterable {
    /// MP4.
    case mp4
    /// MOV.
    case quickTime
    /// WebM or Matroska.
    case webM
}

/// How much of a video a ``VideoDecoder`` saw.
public enum VideoSeen: Sendable, CaseIterable {
    /// All of it.
    case whole
    /// Frames are missing: without a finding the scan is undecided, `corrupt`.
    case part
    /// None, since this decoder cannot read such a file: `unsupportedFormat`.
    case unsupported
    /// All of it, and there is nothing to see: sound alone.
    case onlySound
}

/// Opens videos, for example with the system's decoder. Lent to a scanner, about one frame a second is
/// hashed and looked up in the scan of the file. Called on a thread of its own, also on several at once.
/// What it throws makes the scan undecided, `decoderFailed`.
public protocol VideoDecoder: Sendable {
    /// What it opens.
    var kinds: Set<VideoKind> { get }

    /// Gives the frames that are looked at to the video: first ``VideoFile/begin(_:)`` with what the header
    /// says; then, for each frame in the order in which they are shown, ``VideoFile/push(_:frame:time:)``
    /// if ``VideoFile/takes(frame:time:)`` says so. Let pass what the video's functions throw: the scan
    /// has ended then, and why is known.
    ///
    /// - Parameter video: The file, of no use once this has returned.
    /// - Returns: How much was seen.
    /// - Throws: If it failed.
    func decode(_ video: VideoFile) throws -> VideoSeen
}

/// What the header of a video says.
public struct VideoHeader: Sendable, Hashable {
    /// Width in pixels, before a viewer turns the pictures.
    public var width: UInt32
    /// Height in pixels, before a viewer turns the pictures.
    public var height: UInt32
    /// How many frames are shown.
    public var frames: UInt64
    /// For how long.
    public var duration: Duration

    /// Says what a header says.
    public init(width: UInt32, height: UInt32, frames: UInt64, duration: Duration) {
        (self.width, self.height) = (width, height)
        (self.frames, self.duration) = (frames, duration)
    }
}

/// What the functions of a ``VideoFile`` throw once the scan of this video has ended.
public struct VideoScanEnded: Error, Hashable {}

/// A video as a ``VideoDecoder`` sees it: bytes to read, and where frames go.
public struct VideoFile: Sendable {
    let native: PresendInternal.VideoFile

    /// The length of the file in bytes.
    public var length: UInt64 { native.length() }

    /// Reads the bytes whose digests are compared.
    ///
    /// - Parameters:
    ///   - offset: From where.
    ///   - count: How many.
    /// - Returns: Fewer only at the end, or if more than 16 MiB are asked for.
    /// - Throws: ``VideoScanEnded``.
    public func read(at offset: UInt64, count: Int) throws -> Data {
        try going { try native.readAt(offset: offset, count: UInt64(count)) }
    }

    /// Says what the header says, before anything is decoded.
    ///
    /// - Parameter header: The size of the pictures, how many there are, and for how long.
    /// - Throws: ``VideoScanEnded``, also if the pictures are larger than the limits allow.
    public func begin(_ header: VideoHeader) throws {
        try going {
            try native.begin(
                width: header.width, height: header.height, frames: header.frames,
                durationMs: header.duration.wholeMilliseconds())
        }
    }

    /// Asked in the order in which frames are shown.
    ///
    /// - Parameters:
    ///   - frame: Its number from 0.
    ///   - time: When it is shown, from the start of the video.
    /// - Returns: `true` if this frame is looked at.
    public func takes(frame: UInt32, time: Duration) -> Bool {
        native.takes(frame: frame, timeMs: time.wholeMilliseconds())
    }

    /// Hashes a frame that is looked at.
    ///
    /// - Parameters:
    ///   - pixels: Its pixels.
    ///   - frame: Its number from 0.
    ///   - time: When it is shown, from the start of the video.
    /// - Throws: ``VideoScanEnded``.
    public func push(_ pixels: PixelBuffer, frame: UInt32, time: Duration) throws {
        try going {
            try native.push(
                frame: frame, timeMs: time.wholeMilliseconds(), layout: .init(pixels), pixels: pixels.bytes)
        }
    }

    /// Takes a picture that lies in the file as a file of its own, its cover say: it becomes a part.
    ///
    /// - Parameter file: The bytes of the picture's file.
    /// - Throws: ``VideoScanEnded``.
    public func picture(_ file: Data) throws {
        try going { try native.picture(file: file) }
    }

    private func going<T>(_ step: () throws -> T) throws -> T {
        do { return try step() } catch { throw VideoScanEnded() }
    }
}
