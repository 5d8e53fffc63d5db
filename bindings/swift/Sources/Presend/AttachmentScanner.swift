import Foundation
internal import PresendInternal

/// Checks attachments against known-hash sets and asks its policy what to do.
///
/// It never changes, and may be used from any number of tasks and threads at once.
///
/// ```swift
/// let scanner = AttachmentScanner(sets: [try KnownSet.demo()])
/// let checked = await scanner.scan(TestKit.pictures[0].file)
/// print(checked.explain(.user))
/// ```
///
/// An app's scanner is made by a ``SetStore``.
public final class AttachmentScanner: Sendable {
    private let open: Closable<NativeScanner>

    /// A scanner with a policy that comes with Presend.
    ///
    /// - Parameters:
    ///   - sets: What is compared with. Without any, every scan is undecided.
    ///   - policy: What is done about a report.
    ///   - journal: What the user may read afterwards; `nil` keeps none.
    ///   - limits: The bounds of a scan.
    ///   - edits: Which edits are undone before a picture is compared. `nil`: all, or few with limits as
    ///     tight as those of a share extension.
    ///   - decoders: What decodes pictures that the core does not: HEIC and AVIF. Of two for one kind the
    ///     first is asked.
    ///   - videoDecoders: What opens videos. Of two for one kind the first is asked.
    ///   - lentHashes: The app's code of hashes that sets have rows of and the library has none for.
    ///   - ownChecks: Checks of the app's own, 4 at most.
    public convenience init(
        sets: [KnownSet], policy: BuiltInPolicy = .warnOnly, journal: Journal? = nil,
        limits: Limits = .standard, edits: EditProfile? = nil, decoders: [any StillDecoder] = [],
        videoDecoders: [any VideoDecoder] = [], lentHashes: [any LentHash] = [],
        ownChecks: [any OwnCheck] = []
    ) {
        self.init(
            ScannerParts(
                sets: sets, policy: .builtIn(policy), terms: HookTerms(), journal: journal, limits: limits,
                edits: edits, decoders: decoders, videoDecoders: videoDecoders, lentHashes: lentHashes,
                ownChecks: ownChecks))
    }

    /// A scanner with the app's own policy. See ``Policy`` for what it must keep to.
    ///
    /// - Parameters:
    ///   - sets: What is compared with. Without any, every scan is undecided.
    ///   - policy: What is done about a report.
    ///   - terms: What is done if the policy fails, and how long it may take.
    ///   - journal: What the user may read afterwards; `nil` keeps none.
    ///   - limits: The bounds of a scan.
    ///   - edits: Which edits are undone before a picture is compared. `nil`: all, or few with limits as
    ///     tight as those of a share extension.
    ///   - decoders: What decodes pictures that the core does not: HEIC and AVIF. Of two for one kind the
    ///     first is asked.
    ///   - videoDecoders: What opens videos. Of two for one kind the first is asked.
    ///   - lentHashes: The app's code of hashes that sets have rows of and the library has none for.
    ///   - ownChecks: Checks of the app's own, 4 at most.
    public convenience init(
        sets: [KnownSet], policy: any Policy, terms: HookTerms = HookTerms(), journal: Journal? = nil,
        limits: Limits = .standard, edits: EditProfile? = nil, decoders: [any StillDecoder] = [],
        videoDecoders: [any VideoDecoder] = [], lentHashes: [any LentHash] = [],
        ownChecks: [any OwnCheck] = []
    ) {
        self.init(
            ScannerParts(
                sets: sets, policy: .app(HookAdapter(policy)), terms: terms, journal: journal,
                limits: limits, edits: edits, decoders: decoders,
                videoDecoders: videoDecoders, lentHashes: lentHashes,
                ownChecks: ownChecks))
    }

    init(_ parts: ScannerParts) {
        var closed = parts
        closed.store = nil
        closed.sets = []
        open = Closable(NativeScanner(parts)) { [closed] in NativeScanner(closed) }
    }

    /// Checks the frames of a video, which the app decodes and pushes in order, one a second or more.
    ///
    /// - Parameters:
    ///   - now: The time.
    ///   - follower: Is told of the end: the look-up, and the policy.
    /// - Returns: A session for one video.
    public func frames(at now: Date = Date(), following follower: ScanFollower? = nil) -> FrameSession {
        FrameSession(open.current, ScanOrder(now: now, follower: follower))
    }

    /// Checks files one after the other, as the loop asks for them. It ends early if its task is cancelled.
    ///
    /// - Parameter urls: File URLs.
    /// - Returns: A verdict on each, in order.
    public func verdicts(for urls: [URL]) -> Verdicts {
        Verdicts(scanner: self, urls: urls)
    }

    /// Everything that decides besides the facts: the policy's own words, what happens if it fails, what
    /// each grade of evidence allows, what each set allows. Its digest is in every journal record.
    public func describePolicy() -> String {
        open.current.describePolicy()
    }

    /// Hashes that the sets have rows of and no attachment is compared by, as is known before the first scan: no
    /// ``LentHash`` is lent for them, or one for values of another length. With the latter nothing is clean.
    public var notCompared: [NotCompared] {
        open.current.notCompared()
    }

    /// Lets go of the sets. Scans that run go on; later ones are undecided, `noUsableSet`. Closing twice
    /// is harmless. A scanner that is no longer referenced is closed by itself.
    public func close() {
        open.close()
    }

    /// True once ``close()`` was called.
    public var isClosed: Bool { open.isClosed }

    /// The scanner of the core, as it is now.
    var native: NativeScanner { open.current }
}
