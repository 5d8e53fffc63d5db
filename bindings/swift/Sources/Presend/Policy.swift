/// What an app does with a report: the hook.
///
/// **Contract.** ``decide(_:allowed:)`` is synchronous. It is called once for each scan, after the facts
/// are known, on a thread of its own that is neither the main thread nor one of Swift concurrency's, with
/// no lock held; scans that run at once call it at once. It may scan again with
/// ``AttachmentScanner/scanBlocking(_:at:)``. It has the deadline of ``HookTerms`` (250 ms by default); an
/// error that it throws, or no answer by then, makes the declared ``FailMode`` decide, and the journal
/// says so. A hook that never returns keeps its thread, and its scan goes on without it; while 64 calls of
/// one scanner have not returned, it is late without being called. Whatever it answers is weakened to what
/// the evidence and the sets allow.
///
/// ```swift
/// struct AskAboutEverything: Policy {
///     func decide(_ report: ScanReport, allowed: Allowed) throws -> PolicyAnswer {
///         report.outcome == .clean ? .allow : .ask()
///     }
///
///     var summary: String { "asks about everything that is not clean" }
/// }
/// ```
public protocol Policy: Sendable {
    /// Chooses. An answer above `allowed` is weakened, so a policy need not know the rules.
    func decide(_ report: ScanReport, allowed: Allowed) throws -> PolicyAnswer

    /// Everything this policy does, in lines a stranger can read. Equal policies give equal text; its
    /// digest is in every journal record of a decision. It is asked for once, when the scanner is made.
    var summary: String { get }
}

/// What a policy answers. The notice that goes with it is made from the report.
public enum PolicyAnswer: Sendable, Hashable {
    /// Send it; say nothing.
    case allow
    /// Send it, and tell the user.
    case warn
    /// The user chooses, with this friction.
    case ask(Friction = .least)
    /// Do not send it, and tell the user.
    case block
    /// Do not send it, tell the user, and offer a sealed report.
    case reportCandidate
}

/// What a decision about one report may be.
public struct Allowed: Sendable, Hashable {
    /// The allowed actions. ``Action/allow`` is always one: nothing obliges an app to act.
    public let actions: Set<Action>
    /// The strongest of them.
    public let strongest: Action
}

/// A policy that comes with Presend. Each states what it does for every outcome and reason.
public enum BuiltInPolicy: Sendable, Hashable {
    /// Allows everything; the day is counted.
    case observeOnly
    /// Tells the user and notifies nobody. The default.
    case warnOnly
    /// The user chooses before anything is sent.
    case askBeforeSend(Audience = .adult)
    /// Does not send what matches; asks about what is near.
    case blockMatch
    /// As ``blockMatch``, and offers a sealed report where set and threshold allow it.
    case reportCandidate
}

/// Who uses the app: it sets how much friction a question has.
public enum Audience: Sendable, CaseIterable {
    /// Grown-ups: one confirmation.
    case adult
    /// Teenagers: a short pause, then one confirmation.
    case teen
    /// Children: a longer pause, then two confirmations.
    case child
}

/// What is decided if a policy fails. It is weakened to what is allowed, like any answer.
public enum FailMode: Sendable, CaseIterable {
    /// Ask the user. The default.
    case ask
    /// Send it.
    case allow
    /// Do not send it.
    case block
}

/// What an app declares about its policy.
public struct HookTerms: Sendable, Hashable {
    /// What is decided if the policy fails.
    public var failMode: FailMode
    /// How long the policy may take, in whole milliseconds. Below one it has no time at all, and
    /// the fallback decides.
    public var deadline: Duration

    /// The default asks the user if there is no answer after 250 ms.
    public init(failMode: FailMode = .ask, deadline: Duration = .milliseconds(250)) {
        self.failMode = failMode
        self.deadline = deadline
    }
}
