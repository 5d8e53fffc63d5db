import Foundation
internal import PresendInternal

/// Checks a video whose frames the app decodes: push them in order, one a second or more, then finish.
/// Made by ``AttachmentScanner/frames(at:following:)``.
///
/// ```swift
/// let session = scanner.frames()
/// for (second, frame) in frames.enumerated() { try await session.push(frame, at: .seconds(second)) }
/// let checked = try await session.finish()
/// ```
///
/// If a task is cancelled in ``push(_:at:)`` or ``finish()``, the whole session is: it ends soon, and finishes
/// as undecided, `cancelled`, unless something was found.
public final class FrameSession: Sendable {
    private let native: PresendInternal.FrameSession
    private let cancel: CancelToken

    init(_ scanner: NativeScanner, _ order: ScanOrder) {
        native = scanner.frames(order)
        cancel = order.cancel
    }

    /// Hashes one frame.
    ///
    /// - Parameters:
    ///   - frame: Its pixels.
    ///   - time: When it is shown, from the start of the video.
    /// - Throws: ``PresendError/frame(_:)`` with the reason why it was not hashed: the session goes on, and
    ///   is undecided unless something is found. ``PresendError/finished`` after ``finish()``.
    public func push(_ frame: PixelBuffer, at time: Duration) async throws {
        try await watched { native in
            try native.push(
                bytes: frame.bytes, layout: .init(frame), timeMs: time.wholeMilliseconds())
        }
    }

    /// Looks all frames up, asks the policy and writes the journal, as a scan does.
    ///
    /// - Returns: The facts and the choice.
    /// - Throws: ``PresendError/finished`` the second time.
    public func finish() async throws -> Checked {
        try await watched { native in Checked(try native.finish()) }
    }

    /// Runs to the end, since later frames need this one's; a task that is cancelled makes it short.
    private func watched<Value: Sendable>(
        _ call: @escaping @Sendable (PresendInternal.FrameSession) throws -> Value
    ) async throws -> Value {
        try await withTaskCancellationHandler { [native] in
            try await offload { try translated { try call(native) } }
        } onCancel: {
            cancel.cancel()
        }
    }
}
