import Foundation
internal import PresendInternal

/// The verified sets of an app on its device. A scanner keeps the sets that the store had when it was made,
/// so that a store may be updated while it scans; after an update make a new one.
///
/// ```swift
/// let store = try await SetStore.open(at: folder, pins: pins, vault: vault)
/// try await store.install(file, for: "made-up/images")
/// let scanner = store.scanner(policy: .askBeforeSend(.adult))
/// ```
public final class SetStore: Sendable {
    let native: PresendInternal.SetStore

    private init(native: PresendInternal.SetStore) { self.native = native }

    /// Opens the sets that are pinned. One that cannot be opened is missing, and ``status(of:at:)`` says
    /// why; the others are there.
    ///
    /// - Parameters:
    ///   - folder: Where the set files are; made if it is not there.
    ///   - pins: The text of the pins of each set: whom the app trusts. Compiled into the app.
    ///   - vault: Where the state of each set is kept.
    ///   - journal: Is told of every set that comes into use or is refused.
    ///   - now: The time. It never goes back: the state remembers the latest.
    /// - Returns: The store.
    /// - Throws: ``PresendError/badPins(reason:)``, or ``PresendError/store(name:reason:)`` if folder or vault
    ///   cannot be read.
    public static func open(
        at folder: URL, pins: [String], vault: any StateVault, journal: Journal? = nil, now: Date = Date()
    ) async throws -> SetStore {
        try await open(folder, pins, { .app(vault: VaultAdapter(vault)) }, journal, now)
    }

    /// The same with the state in a folder, for desktops: whoever can write it can put an old state back.
    ///
    /// - Parameters:
    ///   - folder: Where the set files are; made if it is not there.
    ///   - pins: The text of the pins of each set.
    ///   - stateFolder: Where the state of each set is kept; made if it is not there.
    ///   - journal: Is told of every set that comes into use or is refused.
    ///   - now: The time.
    /// - Returns: The store.
    /// - Throws: As the other.
    public static func open(
        at folder: URL, pins: [String], stateIn stateFolder: URL, journal: Journal? = nil,
        now: Date = Date()
    ) async throws -> SetStore {
        try await open(folder, pins, { .folder(path: stateFolder.path) }, journal, now)
    }

    private static func open(
        _ folder: URL, _ pins: [String], _ vault: @escaping @Sendable () -> VaultChoice, _ journal: Journal?,
        _ now: Date
    ) async throws -> SetStore {
        try await offload {
            try translated {
                SetStore(
                    native: try .open(
                        folder: folder.path, pins: pins, vault: vault(), journal: journal?.native,
                        nowUnixSeconds: now.unixSeconds))
            }
        }
    }

    /// Names of the sets that are pinned.
    public var names: [String] { native.names() }

    /// A scanner of every set as it is now, with a policy that comes with Presend. Findings count towards
    /// the report thresholds of the sets. While a pinned set is missing nothing is clean: a scan without a
    /// finding is undecided, `noUsableSet`.
    ///
    /// - Parameters:
    ///   - policy: What is done about a report.
    ///   - journal: What the user may read afterwards; `nil` keeps none.
    ///   - limits: The bounds of a scan.
    ///   - edits: Which edits are undone before a picture is compared. `nil`: all, or few with limits as
    ///     tight as those of a share extension.
    ///   - decoders: What decodes pictures that the core does not: HEIC and AVIF.
    ///   - videoDecoders: What opens videos.
    ///   - lentHashes: The app's code of hashes that sets have rows of.
    ///   - ownChecks: Checks of the app's own, 4 at most.
    ///   - appealDesk: Switches sealed reports on, with the address where users contest them. It also takes
    ///     a journal, a policy that may report, and sets that lead to reports; `nil` never seals one.
    /// - Returns: The scanner.
    public func scanner(
        policy: BuiltInPolicy = .warnOnly, journal: Journal? = nil, limits: Limits = .standard,
        edits: EditProfile? = nil, decoders: [any StillDecoder] = [],
        videoDecoders: [any VideoDecoder] = [], lentHashes: [any LentHash] = [],
        ownChecks: [any OwnCheck] = [],
        appealDesk: AppealDesk? = nil
    ) -> AttachmentScanner {
        AttachmentScanner(
            ScannerParts(
                store: native, policy: .builtIn(policy), terms: HookTerms(), journal: journal,
                appealDesk: appealDesk, limits: limits, edits: edits, decoders: decoders,
                videoDecoders: videoDecoders, lentHashes: lentHashes,
                ownChecks: ownChecks))
    }

    /// The same with the app's own policy.
    ///
    /// - Parameters:
    ///   - policy: What is done about a report.
    ///   - terms: What is done if the policy fails, and how long it may take.
    ///   - journal: What the user may read afterwards; `nil` keeps none.
    ///   - limits: The bounds of a scan.
    ///   - edits: Which edits are undone before a picture is compared. `nil`: all, or few with limits as
    ///     tight as those of a share extension.
    ///   - decoders: What decodes pictures that the core does not: HEIC and AVIF.
    ///   - videoDecoders: What opens videos.
    ///   - lentHashes: The app's code of hashes that sets have rows of.
    ///   - ownChecks: Checks of the app's own, 4 at most.
    ///   - appealDesk: Switches sealed reports on, with the address where users contest them. It also takes
    ///     a journal, a policy that may report, and sets that lead to reports; `nil` never seals one.
    /// - Returns: The scanner.
    public func scanner(
        policy: any Policy, terms: HookTerms = HookTerms(), journal: Journal? = nil,
        limits: Limits = .standard, edits: EditProfile? = nil, decoders: [any StillDecoder] = [],
        videoDecoders: [any VideoDecoder] = [], lentHashes: [any LentHash] = [],
        ownChecks: [any OwnCheck] = [],
        appealDesk: AppealDesk? = nil
    ) -> AttachmentScanner {
        AttachmentScanner(
            ScannerParts(
                store: native, policy: .app(HookAdapter(policy)), terms: terms, journal: journal,
                appealDesk: appealDesk, limits: limits, edits: edits, decoders: decoders,
                videoDecoders: videoDecoders, lentHashes: lentHashes,
                ownChecks: ownChecks))
    }
}
