internal import PresendInternal

/// A decoder of videos as the core calls it.
final class VideoAdapter: PresendInternal.VideoDecoder {
    private let decoder: any VideoDecoder

    init(_ decoder: any VideoDecoder) { self.decoder = decoder }

    func decode(video: PresendInternal.VideoFile) throws -> PresendInternal.VideoSeen {
        .init(try decoder.decode(VideoFile(native: video)))
    }
}

extension PresendInternal.LentVideoDecoder {
    init(_ decoder: any VideoDecoder) {
        self.init(kinds: decoder.kinds.map { .init($0) }, decoder: VideoAdapter(decoder))
    }
}

extension PresendInternal.VideoKind {
    init(_ kind: VideoKind) {
        switch kind {
        case .mp4: self = .mp4
        case .quickTime: self = .quickTime
        case .webM: self = .webM
        }
    }
}

extension PresendInternal.VideoSeen {
    init(_ seen: VideoSeen) {
        switch seen {
        case .whole: self = .whole
        case .part: self = .part
        case .unsupported: self = .unsupported
        case .onlySound: self = .onlySound
        }
    }
}
