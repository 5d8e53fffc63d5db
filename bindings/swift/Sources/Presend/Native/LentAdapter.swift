import Foundation
internal import PresendInternal

/// A hash of the app's as the core calls it.
final class LentAdapter: PresendInternal.LentHash {
    private let hash: any LentHash

    init(_ hash: any LentHash) { self.hash = hash }

    func valueOf(picture: Data) throws -> LentAnswer {
        try hash.hash(picture).map { .value(bytes: $0) } ?? .tooFlat
    }
}

extension LentCode {
    init(_ hash: any LentHash) {
        self.init(terms: .init(hash.terms), hash: LentAdapter(hash))
    }
}

extension PresendInternal.LentTerms {
    init(_ terms: LentTerms) {
        self.init(
            name: terms.name, valueBytes: terms.valueBytes, input: .init(terms.input),
            distance: .init(terms.distance), threshold: terms.threshold,
            deadlineMs: terms.deadline.wholeMilliseconds())
    }
}

extension PresendInternal.LentInput {
    init(_ input: LentInput) {
        switch input {
        case .greyThumbnail(let width, let height): self = .greyThumbnail(width: width, height: height)
        case .bytes: self = .bytes
        }
    }
}

extension PresendInternal.LentDistance {
    init(_ distance: LentDistance) {
        switch distance {
        case .hamming: self = .hamming
        case .l1: self = .l1
        case .l2: self = .l2
        }
    }
}

extension LentDistance {
    init(_ distance: PresendInternal.LentDistance) {
        switch distance {
        case .hamming: self = .hamming
        case .l1: self = .l1
        case .l2: self = .l2
        }
    }
}
