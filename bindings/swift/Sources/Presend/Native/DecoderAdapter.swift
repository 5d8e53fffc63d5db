import Foundation
internal import PresendInternal

/// A decoder as the core calls it.
final class DecoderAdapter: PresendInternal.StillDecoder {
    private let decoder: any StillDecoder

    init(_ decoder: any StillDecoder) { self.decoder = decoder }

    func openFile(file: Data) throws -> (any PresendInternal.StillPicture)? {
        try decoder.open(file).map(PictureAdapter.init)
    }
}

/// A picture as the core calls it.
private final class PictureAdapter: PresendInternal.StillPicture {
    private let picture: any StillPicture

    init(_ picture: any StillPicture) { self.picture = picture }

    func layout() throws -> PresendInternal.PixelLayout { .init(try picture.layout) }

    func rows(first: UInt32, count: UInt32) throws -> Data {
        try picture.rows(from: Int(first), count: Int(count))
    }

    func done() throws { picture.close() }
}

extension PresendInternal.LentDecoder {
    init(_ decoder: any StillDecoder) {
        self.init(kind: .init(decoder.kind), decoder: DecoderAdapter(decoder))
    }
}

extension PresendInternal.StillKind {
    init(_ kind: StillKind) {
        switch kind {
        case .heic: self = .heic
        case .avif: self = .avif
        }
    }
}
