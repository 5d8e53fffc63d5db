// Kinds of files.

public struct UTType: Sendable {
    public init?(_ s: String) {}; init() {}; public func conforms(to: UTType) -> Bool { true };
    public var identifier: String { "" }
    public static let image = UTType(), heic = UTType(), heif = UTType(), data = UTType(), jpeg = UTType()
}
