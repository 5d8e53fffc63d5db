import Foundation
import Presend

/// The life of the verified set on this device: the first one comes with the app, updates as files. Beside it is
/// one of made-up links, which comes with Presend and stays as it is.
public final class Sets: Sendable {
    let journal: Journal
    private let store: SetStore
    private let name: String
    private let limits: Limits

    /// Opens the set and the journal in a folder. The set that comes with the app is put into use, unless
    /// there is one already; if it is refused, there is none, and nothing is clean.
    ///
    /// - Parameters:
    ///   - home: A folder of the app's own.
    ///   - files: What the app carries.
    ///   - vault: Keeps the state of the set.
    ///   - limits: What a scan may use: `.shareExtension` in one.
    /// - Throws: ``PresendError``, or what the system says of the files.
    public init(in home: URL, of files: URL, vault: any StateVault, limits: Limits = .standard) async throws {
        journal = try Journal(in: home.appending(path: "journal"))
        let pin = try String(contentsOf: files.appending(path: "sets/pins.txt"), encoding: .utf8)
        let (folder, links) = (home.appending(path: "sets"), TestKit.verifiedLinks)
        store = try await .open(at: folder, pins: [pin, links.pins], vault: vault, journal: journal)
        name = store.names[0]
        self.limits = limits
        if try store.status(of: name).version == nil {
            _ = try await update(from: files.appending(path: "sets/1.khs"))
            try await store.install(links.first, for: links.name)
        }
    }

    /// A scanner with the set as it is now.
    func scanner(_ policy: BuiltInPolicy) -> AttachmentScanner {
        store.scanner(policy: policy, journal: journal, limits: limits)
    }

    /// Offers an update: a delta (`.khd`) or a whole set. Whatever is wrong with it, the old set stays.
    func update(from file: URL) async throws -> SetNews {
        let (bytes, isDelta) = (try Data(contentsOf: file), file.pathExtension == "khd")
        return try await told { [store, name] in
            try await isDelta ? store.apply(bytes, to: name) : store.install(bytes, for: name)
        }
    }

    /// Back to the version before.
    func rollback() async throws -> SetNews { try await told { try await store.rollback(name) } }

    /// How the set stands.
    func freshness() async throws -> Freshness { try store.status(of: name).freshness }

    /// Where the set comes from, whether it is still valid or not; `nil` if there is none.
    func origin() async throws -> SetOrigin? { try? store.origin(of: name) }

    /// The records of the journal, one a line.
    func journalText() async throws -> String { try journal.text() }

    /// Deletes every record of the journal. That there were some stays.
    func forget() async throws { try journal.deleteAll() }

    private func told(_ change: () async throws -> Void) async throws -> SetNews {
        do { try await change() } catch PresendError.store(let check, _) { return .refused(check: check) }
        return .inUse(version: try store.status(of: name).version ?? 0)
    }
}
