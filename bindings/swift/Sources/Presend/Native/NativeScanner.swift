import Foundation
internal import PresendInternal

/// Which policy a scanner has.
enum PolicyChoice: Sendable {
    case builtIn(BuiltInPolicy)
    case app(HookAdapter)
}

/// What a scanner is made of.
struct ScannerParts: Sendable {
    var store: PresendInternal.SetStore?
    var sets: [KnownSet] = []
    let policy: PolicyChoice
    let terms: HookTerms
    var journal: Journal?
    var appealDesk: AppealDesk?
    let limits: Limits
    let edits: EditProfile?
    var decoders: [any StillDecoder] = []
    var videoDecoders: [any VideoDecoder] = []
    var lentHashes: [any LentHash] = []
    var ownChecks: [any OwnCheck] = []

    fileprivate func native(_ policy: PresendInternal.PolicyChoice) -> PresendInternal.AttachmentScanner {
        let options = ScannerOptions(
            store: store, sets: sets.map(\.native), policy: policy, failMode: .init(terms.failMode),
            deadlineMs: terms.deadline.wholeMilliseconds(), journal: journal?.native,
            appealDesk: appealDesk?.address, limits: .init(limits), edits: edits.map { .init($0) },
            decoders: decoders.map(LentDecoder.init), videoDecoders: videoDecoders.map(LentVideoDecoder.init),
            hashes: lentHashes.map(LentCode.init), ownChecks: ownChecks.map(LentOwnCheck.init))
        do {
            return try .init(options: options)
        } catch {
            // A name that is none, or is there twice: the program is wrong.
            preconditionFailure("\(error)")
        }
    }
}

/// The scanner of the core, and one that answers for it when a task was cancelled. That one has the same
/// sets and terms; it never calls the app's policy, which may take its time, and writes no journal, which
/// the scan behind it does when it ends.
struct NativeScanner: Sendable {
    private let scanner: PresendInternal.AttachmentScanner
    private let whenCancelled: PresendInternal.AttachmentScanner

    init(_ parts: ScannerParts) {
        var silent = parts
        silent.journal = nil
        switch parts.policy {
        case .builtIn(let policy):
            scanner = parts.native(.init(policy))
            whenCancelled = silent.native(.init(policy))
        case .app(let hook):
            scanner = parts.native(.hook(hook: hook))
            whenCancelled = silent.native(.hook(hook: FailingHook(summary: hook.summary)))
        }
    }

    func scanBytes(_ data: Data, _ order: ScanOrder) -> Checked {
        Checked(scanner.scanBytes(bytes: data, context: order.context))
    }

    func scanSource(_ source: any ByteSource, _ order: ScanOrder) -> Checked {
        Checked(scanner.scanSource(source: SourceAdapter(source), context: order.context))
    }

    func scanPixels(_ pixels: PixelBuffer, _ order: ScanOrder) -> Checked {
        Checked(scanner.scanPixels(bytes: pixels.bytes, layout: .init(pixels), context: order.context))
    }

    func scanText(_ text: String, _ order: ScanOrder) -> Checked {
        Checked(scanner.scanText(text: text, context: order.context))
    }

    func frames(_ order: ScanOrder) -> PresendInternal.FrameSession {
        scanner.frames(context: order.context)
    }

    func describePolicy() -> String {
        scanner.describePolicy()
    }

    func notCompared() -> [NotCompared] {
        scanner.notCompared().map(NotCompared.init)
    }

    /// What the scan comes to now that it is cancelled.
    func cancelled(_ order: ScanOrder) -> Checked {
        let order = ScanOrder(now: order.now)
        order.cancel.cancel()
        return Checked(whenCancelled.scanBytes(bytes: Data([0]), context: order.context))
    }

    /// The same of a text: other sets speak of it.
    func cancelledText(_ order: ScanOrder) -> Checked {
        let order = ScanOrder(now: order.now)
        order.cancel.cancel()
        return Checked(whenCancelled.scanText(text: "-", context: order.context))
    }
}

/// What one scan is given besides the attachment.
struct ScanOrder: Sendable {
    let now: Date
    let cancel = CancelToken()
    var follower: ScanFollower?

    var context: ScanContext {
        ScanContext(
            nowUnixSeconds: now.unixSeconds, cancel: cancel, progress: follower.map(FollowerAdapter.init))
    }
}
