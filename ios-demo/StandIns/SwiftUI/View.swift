// What a view is. Every built view is a `Built`.

@_exported import AppleFoundation
@_exported import Observation

@MainActor public protocol View { associatedtype Body: View; @ViewBuilder var body: Body { get } }
extension Never: View { public var body: Never { return fatalError() } }
public struct Built: View { public nonisolated init() {}; public var body: Never { return fatalError() } }
extension Optional: View where Wrapped: View { public var body: Never { return fatalError() } }
@resultBuilder public enum ViewBuilder {
    public static func buildBlock<each V: View>(_ v: repeat each V) -> Built { Built() }
    public static func buildExpression<V: View>(_ v: V) -> V { v }
    public static func buildEither<V: View>(first: V) -> Built { Built() }
    public static func buildEither<V: View>(second: V) -> Built { Built() }
    public static func buildOptional(_ v: Built?) -> Built { Built() }
}
