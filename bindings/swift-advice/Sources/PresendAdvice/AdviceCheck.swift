import Foundation
@_spi(Advice) import Presend
internal import PresendAdviceInternal

/// A picture to look at.
public enum Picture: Sendable {
    /// Pixels that the system or the app decoded.
    case pixels(PixelBuffer)
    /// A whole file: JPEG, PNG, GIF, WebP or BMP. It is not copied.
    case file(Data)
}

/// Gives advice with one advisor: a guess, and a question at most. It keeps nothing of a picture and nothing of
/// what was said, and tells nobody. Tasks may share it.
public final class AdviceCheck: Sendable {
    private let native: PresendAdviceInternal.AdviceCheck

    /// With a model.
    public init(_ model: Model) {
        native = .withModel(model: model.native)
    }

    /// With an advisor that the app lends.
    public init(_ advisor: some Advisor) {
        native = .withAdvisor(advisor: AdvisorAdapter(advisor))
    }

    /// Looks at a picture, unless the switch is off. What fails is ``Verdict/notLooked(_:)``; so is a task that is
    /// cancelled, at once, and the model or the advisor behind it is left.
    ///
    /// - Parameters:
    ///   - moment: What is about to happen.
    ///   - picture: The picture.
    ///   - state: The switch, as it is now.
    /// - Returns: What the app does.
    public func advise(_ moment: Moment, _ picture: Picture, switch state: Switch) async -> Verdict {
        let (native, cancel) = (native, CancelToken())
        return await offload {
            Self.advise(native, moment, picture, state, cancel)
        } stop: {
            cancel.cancel()
            return state.setBy == nil ? .off : .notLooked(.unread(.cancelled))
        }
    }

    /// The same on the thread that calls, which waits. Never call it from an `async` function or the main thread.
    ///
    /// - Parameters:
    ///   - moment: What is about to happen.
    ///   - picture: The picture.
    ///   - state: The switch, as it is now.
    /// - Returns: What the app does.
    public func adviseBlocking(_ moment: Moment, _ picture: Picture, switch state: Switch) -> Verdict {
        Self.advise(native, moment, picture, state, CancelToken())
    }

    private static func advise(
        _ native: PresendAdviceInternal.AdviceCheck, _ moment: Moment, _ picture: Picture, _ state: Switch,
        _ cancel: CancelToken
    ) -> Verdict {
        switch picture {
        case .file(let bytes):
            Verdict(
                native.adviseFile(
                    moment: .init(moment), bytes: bytes, setting: state.native, cancel: cancel))
        case .pixels(let pixels):
            Verdict(
                native.advisePixels(
                    moment: .init(moment), bytes: pixels.bytes, layout: .init(pixels), setting: state.native,
                    cancel: cancel))
        }
    }
}
