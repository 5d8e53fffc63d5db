// What a view can be asked for, with the words the demo uses.

import AppleFoundation

public enum HorizontalAlignment: Sendable { case leading, trailing, center }
public enum VerticalAlignment: Sendable { case top }
public struct Alignment: Sendable { public static let leading = Alignment(), trailing = Alignment() }
public struct Font: Sendable {
    public static let title2 = Font(), headline = Font(), caption = Font();
    public func bold() -> Font { self }
}
public struct Color: Sendable {
    public static let red = Color(), white = Color();
    public init() {}; public init(_ name: String) {};
    public func opacity(_ d: Double) -> Color { self }
}
public struct Shape: Sendable { public static func rect(cornerRadius: Double) -> Shape { Shape() } }
public struct Traits: Sendable { public static let isHeader = Traits() }
public enum TextSelection: Sendable { case enabled }
public enum ButtonStyle: Sendable { case bordered, borderedProminent, borderless }
public enum Interpolation: Sendable { case high }
public struct KeyboardShortcut: Sendable {
    public static let defaultAction = KeyboardShortcut(), cancelAction = KeyboardShortcut()
}
public enum TextFieldStyle: Sendable { case roundedBorder }
public enum Anchor: Sendable { case bottom }
public enum TitleDisplayMode: Sendable { case inline }
public enum Axis: Sendable { case vertical }
public enum Placement: Sendable { case topBarLeading, topBarTrailing }
extension View {
    public func foregroundStyle(_ c: Color) -> Built { Built() }
    public func frame(maxWidth: Double? = nil, maxHeight: Double? = nil, alignment: Alignment = .leading)
        -> Built
    { Built() }
    public func frame(maxWidth: Double? = nil, minHeight: Double?) -> Built { Built() }
    public func frame(minWidth: Double?, minHeight: Double?) -> Built { Built() }
    public func tint(_ c: Color) -> Built { Built() }
    public func keyboardShortcut(_ s: KeyboardShortcut?) -> Built { Built() }
    public func blur(radius: Double) -> Built { Built() }
    public func clipped() -> Built { Built() }
    public func accessibilityElement() -> Built { Built() }
    public func accessibilityLabel(_ s: String) -> Built { Built() }
    public func onDisappear(_ a: @escaping @MainActor () -> Void) -> Built { Built() }
    public func padding(_ d: Double = 1) -> Built { Built() }
    public func opacity(_ d: Double) -> Built { Built() }
    public func font(_ f: Font) -> Built { Built() }
    public func background(_ c: Color, in s: Shape) -> Built { Built() }
    public func id<T: Hashable>(_ t: T) -> Built { Built() }
    public func accessibilityIdentifier(_ s: String) -> Built { Built() }
    public func accessibilityAddTraits(_ t: Traits) -> Built { Built() }
    public func textSelection(_ t: TextSelection) -> Built { Built() }
    public func buttonStyle(_ t: ButtonStyle) -> Built { Built() }
    public func textFieldStyle(_ t: TextFieldStyle) -> Built { Built() }
    public func disabled(_ b: Bool) -> Built { Built() }
    public func task(_ a: @escaping @MainActor () async -> Void) -> Built { Built() }
    public func onChange<T: Equatable>(of t: T, _ a: @escaping @MainActor () -> Void) -> Built { Built() }
    public func defaultScrollAnchor(_ s: Anchor) -> Built { Built() }
    public func navigationTitle(_ s: String) -> Built { Built() }
    public func navigationBarTitleDisplayMode(_ s: TitleDisplayMode) -> Built { Built() }
    public func toolbar<V: View>(@ViewBuilder _ v: () -> V) -> Built { Built() }
    public func sheet<I: Identifiable, V: View>(item: Binding<I?>, @ViewBuilder _ v: @escaping (I) -> V)
        -> Built
    { Built() }
}
