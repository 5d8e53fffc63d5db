internal import PresendInternal

/// An app's policy as the core calls it. Its words are asked for once.
final class HookAdapter: PolicyHook {
    let summary: String
    private let policy: any Policy

    init(_ policy: any Policy) {
        self.policy = policy
        summary = policy.summary
    }

    func decide(report: PresendInternal.ScanReport, allowed: [PresendInternal.Action]) throws
        -> PresendInternal.PolicyAnswer
    {
        .init(try policy.decide(ScanReport(report), allowed: Allowed(allowed)))
    }

    func describe() throws -> String { summary }
}

/// A policy that leaves the decision to the declared fallback, in the words of the one that it replaces.
final class FailingHook: PolicyHook {
    private let summary: String

    init(summary: String) { self.summary = summary }

    func decide(report: PresendInternal.ScanReport, allowed: [PresendInternal.Action]) throws
        -> PresendInternal.PolicyAnswer
    {
        throw HostFailure.Failed
    }

    func describe() throws -> String { summary }
}

extension Allowed {
    init(_ allowed: [PresendInternal.Action]) {
        let actions = allowed.map(Action.init)
        self.init(actions: Set(actions), strongest: actions.last ?? .allow)
    }
}
