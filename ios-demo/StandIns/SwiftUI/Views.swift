// The views that the demo uses.

import AppleFoundation

public struct ToolbarItem: View {
    public init<V: View>(placement: Placement, @ViewBuilder _ v: () -> V) {};
    public var body: Never { return fatalError() }
}
public struct Text: View { public init(_ s: String) {}; public var body: Never { return fatalError() } }
public struct Image: View {
    public init(decorative: CGImage, scale: Double) {}; public init(systemName: String) {};
    public var body: Never { return fatalError() }
    public func resizable() -> Image { self }; public func interpolation(_ i: Interpolation) -> Image { self }; public func scaledToFit() -> Built { Built() }
}
public struct Divider: View { public nonisolated init() {}; public var body: Never { return fatalError() } }
public struct ProgressView: View {
    public nonisolated init() {}; public var body: Never { return fatalError() }
}
public struct VStack: View {
    public init<V: View>(
        alignment: HorizontalAlignment = .center, spacing: Double? = nil, @ViewBuilder _ v: () -> V
    ) {}; public var body: Never { return fatalError() }
}
public struct HStack: View {
    public init<V: View>(
        alignment: VerticalAlignment = .top, spacing: Double? = nil, @ViewBuilder _ v: () -> V
    ) {}; public var body: Never { return fatalError() }
}
public struct ScrollView: View {
    public init<V: View>(@ViewBuilder _ v: () -> V) {}; public var body: Never { return fatalError() }
}
public struct NavigationStack: View {
    public init<V: View>(@ViewBuilder _ v: () -> V) {}; public var body: Never { return fatalError() }
}
public struct Form: View {
    public init<V: View>(@ViewBuilder _ v: () -> V) {}; public var body: Never { return fatalError() }
}
public struct Button: View {
    public var body: Never { return fatalError() }
    public init(_ s: String, action: @escaping @MainActor () -> Void) {}
    public init(_ s: String, systemImage: String, action: @escaping @MainActor () -> Void) {}
    public init<V: View>(action: @escaping @MainActor () -> Void, @ViewBuilder label: () -> V) {}
}
public struct ForEach: View {
    public var body: Never { return fatalError() }
    public init<C: RandomAccessCollection, V: View>(_ c: C, @ViewBuilder _ v: @escaping (C.Element) -> V)
    where C.Element: Identifiable {}
    public init<C: RandomAccessCollection, I: Hashable, V: View>(
        _ c: C, id: KeyPath<C.Element, I>, @ViewBuilder _ v: @escaping (C.Element) -> V
    ) {}
}
public struct List: View {
    public var body: Never { return fatalError() }
    public init<C: RandomAccessCollection, I: Hashable, V: View>(
        _ c: C, id: KeyPath<C.Element, I>, @ViewBuilder _ v: @escaping (C.Element) -> V
    ) {}
}
public struct Toggle: View {
    public init(_ s: String, isOn: Binding<Bool>) {}; public var body: Never { return fatalError() }
}
public struct ZStack: View {
    public init<V: View>(@ViewBuilder _ v: () -> V) {}; public var body: Never { return fatalError() }
}
public struct SecureField: View {
    public init(_ s: String, text: Binding<String>) {}; public var body: Never { return fatalError() }
}
public struct TextField: View {
    public init(_ s: String, text: Binding<String>, axis: Axis) {};
    public var body: Never { return fatalError() }
}
public struct Picker: View {
    public init<T: Hashable, V: View>(_ s: String, selection: Binding<T>, @ViewBuilder _ v: () -> V) {};
    public var body: Never { return fatalError() }
}
