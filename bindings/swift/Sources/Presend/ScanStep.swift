internal import PresendInternal

/// What a scan begins to do: for a progress bar.
public enum ScanStep: Sendable, Hashable {
    /// It reads or digests the attachment from `doneBytes` on, of `totalBytes`.
    case reading(doneBytes: UInt64, totalBytes: UInt64)
    /// It decodes and hashes this frame, counted from 0, shown at this time; `nil` for a still.
    case picture(frame: UInt32, time: Duration?)
    /// It compares with the sets.
    case lookingUp
    /// It asks the policy.
    case deciding
}

/// Follows one scan, on the thread that scans: it should return soon. After a cancel it may be called until
/// the scan behind it has stopped.
public typealias ScanFollower = @Sendable (ScanStep) -> Void

/// A follower as the core calls it.
final class FollowerAdapter: PresendInternal.ScanProgress {
    private let follower: ScanFollower

    init(_ follower: @escaping ScanFollower) { self.follower = follower }

    func step(step: PresendInternal.ScanStep) throws {
        follower(ScanStep(step))
    }
}

extension ScanStep {
    init(_ step: PresendInternal.ScanStep) {
        switch step {
        case .reading(let done, let total): self = .reading(doneBytes: done, totalBytes: total)
        case .picture(let frame, let timeMs):
            self = .picture(frame: frame, time: timeMs.map { .milliseconds($0) })
        case .lookingUp: self = .lookingUp
        case .deciding: self = .deciding
        }
    }
}
