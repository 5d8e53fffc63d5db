import Presend

/// Looks at pictures: code that the app lends, the analyser of its system for example.
///
/// It runs on a thread of its own, which may block, on several at once, and gets a copy of the pixels. An error
/// that it throws is ``NoAdvice/advisorFailed``, never "nothing". One that never returns keeps its thread; a task
/// that is cancelled does not wait for it.
public protocol Advisor: Sendable {
    /// Looks at one picture.
    ///
    /// - Parameter pixels: A copy.
    /// - Returns: What they may show.
    /// - Throws: If it could not look.
    func advise(_ pixels: PixelBuffer) throws -> Advice
}
