import Foundation
internal import PresendInternal

/// What anyone can see a check work with: made-up links, and harmless pictures, drawn by a formula, that
/// every verified set holds. Findings of them are marked as tests, and never lead to a report.
public enum TestKit {
    /// The pictures.
    public static var pictures: [TestPicture] {
        testPictures().map { TestPicture(name: $0.name, file: $0.file) }
    }

    /// A verified set of pictures, to try a ``SetStore`` with.
    public static var verified: VerifiedTestSet { VerifiedTestSet(verifiedTestSet()) }

    /// A verified set of links, signed by others than ``verified``: for
    /// ``AttachmentScanner/scan(text:at:following:)``.
    public static var verifiedLinks: VerifiedTestSet { VerifiedTestSet(verifiedTestLinks()) }

    /// The links of ``verifiedLinks``, which nobody can have: one from version 1 on, and one since version 2.
    public static var links: [String] { testLinks() }
}

extension VerifiedTestSet {
    init(_ set: PresendInternal.VerifiedTestSet) {
        self.init(
            name: set.name, pins: set.pins, first: set.first, delta: set.delta, refused: set.refused)
    }
}

/// A verified set of harmless drawn pictures or of made-up links, signed with published test keys: never pin
/// them in an app that ships.
public struct VerifiedTestSet: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The pins of an app that uses it.
    public let pins: String
    /// The set file of version 1, valid for ten years from 2026-01-01.
    public let first: Data
    /// The delta to version 2.
    public let delta: Data
    /// Version 1, changed after it was signed: a store refuses it.
    public let refused: Data
}

/// A harmless picture that every verified set holds.
public struct TestPicture: Sendable, Hashable {
    /// What it is called.
    public let name: String
    /// It, as a BMP file.
    public let file: Data
}
