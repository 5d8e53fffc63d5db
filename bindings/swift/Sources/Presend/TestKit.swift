import Foundation
internal import PresendInternal

/// What anyone can see a check work with: harmless pictures, drawn by a formula, that every verified set
/// holds. Findings of them are marked as tests, and never lead to a report.
public enum TestKit {
    /// The pictures.
    public static var pictures: [TestPicture] {
        testPictures().map { TestPicture(name: $0.name, file: $0.file) }
    }
}

/// A harmless picture that every verified set holds.
public struct TestPicture: Sendable, Hashable {
    /// What it is called.
    public let name: String
    /// It, as a BMP file.
    public let file: Data
}
