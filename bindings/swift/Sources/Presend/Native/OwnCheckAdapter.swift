internal import PresendInternal

/// An own check as the core calls it.
final class OwnCheckAdapter: PresendInternal.OwnCheck {
    private let check: any OwnCheck

    init(_ check: any OwnCheck) { self.check = check }

    func check(seen: PresendInternal.OwnSeen) throws -> PresendInternal.OwnAnswer {
        switch try check.check(OwnSeen(seen)) {
        case .nothing: .nothing
        case .remark: .remark
        }
    }
}

extension PresendInternal.LentOwnCheck {
    init(_ check: any OwnCheck) {
        self.init(
            name: check.name, looksAt: .init(check.looksAt),
            deadlineMs: check.deadline.wholeMilliseconds(), check: OwnCheckAdapter(check))
    }
}

extension PresendInternal.OwnInput {
    init(_ input: OwnInput) {
        switch input {
        case .text: self = .text
        case .bytes: self = .bytes
        case .pixels: self = .pixels
        }
    }
}

extension OwnSeen {
    init(_ seen: PresendInternal.OwnSeen) {
        switch seen {
        case .text(let text): self = .text(text)
        case .bytes(let bytes): self = .bytes(bytes)
        case .pixels(let bytes, let layout):
            self = .pixels(
                PixelBuffer(
                    bytes: bytes, width: layout.width, height: layout.height,
                    bytesPerRow: layout.strideBytes, format: PixelFormat(layout.format),
                    orientation: Orientation(layout.orientation)))
        }
    }
}

extension PixelFormat {
    init(_ format: PresendInternal.PixelFormat) {
        switch format {
        case .gray8: self = .gray8
        case .rgb8: self = .rgb8
        case .rgba8: self = .rgba8
        case .bgra8: self = .bgra8
        }
    }
}

extension OwnResult {
    init(_ result: PresendInternal.OwnResult) {
        self.init(check: result.check, said: OwnSaid(result.said))
    }
}

extension OwnSaid {
    init(_ said: PresendInternal.OwnSaid) {
        switch said {
        case .notAsked: self = .notAsked
        case .nothing: self = .nothing
        case .remark: self = .remark
        case .failed: self = .failed
        case .panicked: self = .panicked
        case .late: self = .late
        case .unread: self = .unread
        }
    }
}

extension Orientation {
    init(_ orientation: PresendInternal.Orientation) {
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
