import Foundation
import Presend

/// What the suites share: a listed photograph, an unlisted one, and the hooks under test.
enum Sample {
    static let root = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }
    static let catHash = "5feb5321f01da156898e2bf629a5d3438412cdbd23f48942464526315db33ffd"

    static func url(_ name: String) -> URL { root.appendingPathComponent("core/testdata/\(name)") }

    static func cat() throws -> Data { try Data(contentsOf: url("photos/cat.jpg")) }

    /// A new empty folder.
    static func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }

    static func list() throws -> KnownSet { try .fromListUnverified(catHash, name: "cats") }
}

struct Answering: Policy {
    let answer: @Sendable (ScanReport, Allowed) throws -> PolicyAnswer
    let summary = "a hook under test"

    func decide(_ report: ScanReport, allowed: Allowed) throws -> PolicyAnswer {
        try answer(report, allowed)
    }
}

struct MadeUpFailure: Error {}

/// A value that several threads change.
final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) { self.value = value }

    @discardableResult
    func with<Answer>(_ change: (inout Value) throws -> Answer) rethrows -> Answer {
        try lock.withLock { try change(&value) }
    }

    var now: Value { with { $0 } }
}
