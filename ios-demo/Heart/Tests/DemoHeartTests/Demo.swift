import Foundation
import Presend
import Testing

@testable import DemoHeart

/// Where things are in the repository.
enum Repository {
    static let root = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }
    /// What the demo carries, made by scripts/demo-files.
    static let files = root.appending(path: "target/demo-files")

    static func table() throws -> Texts.Table {
        try .init(contentsOf: root.appending(path: "android-demo/texts.tsv"))
    }

    static func file(_ name: String) throws -> Data { try Data(contentsOf: files.appending(path: name)) }

    /// A new empty folder.
    static func folder() throws -> URL {
        let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        return url
    }
}

/// A demo in a folder, and what its conversation put on the wire.
@MainActor
final class Demo {
    /// What went over it.
    final class Wire { var sealed: [Sealed] = [] }

    /// A clock that goes on only when it is told to.
    final class Clock { var now = ContinuousClock.now }

    let wire = Wire()
    /// What went to the one whom the user trusts.
    let trustedWire = Wire()
    let clock = Clock()
    let app: DemoApp
    private let session: Session
    private let receiver: Session
    var settings: DemoHeart.Settings { app.settings }
    var texts: Texts { settings.texts }

    init(home: URL? = nil, limits: Limits = .standard) async throws {
        let home = try home ?? Repository.folder()
        let (own, other) = (try KeyPair.new(), try KeyPair.new())
        session = try Session(between: own, and: other.publicKey)
        receiver = try Session(between: other, and: own.publicKey)
        let vault = FolderVault(folder: home.appending(path: "vault"))
        let sets = try await Sets(in: home, of: Repository.files, vault: vault, limits: limits)
        app = DemoApp(
            files: Repository.files, home: home, sets: sets,
            settings: Settings(table: try Repository.table()),
            conversation: Conversation(session: session) { [wire] in wire.sealed.append($0) },
            trusted: Conversation(session: session) { [trustedWire] in trustedWire.sealed.append($0) },
            now: { [clock] in clock.now })
    }

    /// A conversation with the same key that writes on this wire.
    func conversation(_ wire: Wire) -> Conversation {
        Conversation(session: session) { wire.sealed.append($0) }
    }

    /// So much time goes by.
    func pass(_ time: Duration) { clock.now += time }

    /// What the other end reads.
    func received(_ wire: Wire? = nil) throws -> [Data] {
        try (wire ?? self.wire).sealed.map { try receiver.open($0.ciphertext, number: $0.number) }
    }

    /// Every step of a scenario; each notice is answered with "don't send".
    func run(_ scenario: Scenario) async throws -> [Screen] { try await run(scenario.steps) }

    func run(_ steps: [Step]) async throws -> [Screen] {
        var screens = [Screen]()
        for step in steps {
            screens.append(try await app.perform(step))
            if case .notice = screens.last { _ = try await app.choose(.keep) }
        }
        return screens
    }

    /// What the screen of scenario 10 says.
    func checkedText() async throws -> String {
        try await app.checked.screen().reading.paragraphs.map(\.text).joined(separator: "\n")
    }
}

extension Screen {
    var notice: Notice {
        get throws {
            guard case .notice(let notice) = self else { throw NoSuchScreen(shown: self) }
            return notice
        }
    }

    var question: Question {
        get throws {
            guard case .question(let question) = self else { throw NoSuchScreen(shown: self) }
            return question
        }
    }

    var reading: Reading {
        get throws {
            guard case .reading(let reading) = self else { throw NoSuchScreen(shown: self) }
            return reading
        }
    }
}

struct NoSuchScreen: Error { let shown: Screen }

extension Screen.Notice {
    var actions: [Tap] { choices.map(\.action) }

    var send: Choice {
        get throws { try #require(choices.first { $0.action == .send }) }
    }
}
