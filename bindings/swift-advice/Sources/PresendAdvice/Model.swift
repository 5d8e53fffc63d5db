import Foundation
@_spi(Advice) import Presend
internal import PresendAdviceInternal

/// A network in ONNX that the app ships, and that is what its pin says.
public struct Model: Sendable {
    let native: PresendAdviceInternal.Model

    /// Reads a model, once its digest is that of the pin. Reading is not ended by a cancel.
    ///
    /// - Parameters:
    ///   - file: The model's file. It is not copied.
    ///   - pin: The text of its pin.
    /// - Returns: The model.
    /// - Throws: ``AdviceError/badPin(reason:)`` or ``AdviceError/model(name:reason:)``.
    public static func load(_ file: Data, pin: String) async throws -> Model {
        try await offload { try loadBlocking(file, pin: pin) }
    }

    /// The same on the thread that calls, which waits. Never call it from an `async` function or the main thread.
    ///
    /// - Parameters:
    ///   - file: The model's file.
    ///   - pin: The text of its pin.
    /// - Returns: The model.
    /// - Throws: As ``load(_:pin:)``.
    public static func loadBlocking(_ file: Data, pin: String) throws -> Model {
        try translated { Model(native: try loadModel(bytes: file, pin: pin)) }
    }

    /// What its pin calls it.
    public var name: String { native.name() }
}
