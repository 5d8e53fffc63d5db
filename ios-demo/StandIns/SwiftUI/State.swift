// What a view keeps.

@propertyWrapper public struct Binding<T> {
    public init() {};
    public var wrappedValue: T {
        get { fatalError() }
        nonmutating set {}
    }
}
@propertyWrapper public struct State<T> {
    public init(wrappedValue: T) {}; public init(initialValue: T) {};
    public var wrappedValue: T {
        get { fatalError() }
        nonmutating set {}
    }; public var projectedValue: Binding<T> { Binding() }
}
extension State where T: ExpressibleByNilLiteral { public init() {} }
@dynamicMemberLookup @propertyWrapper public struct Bindable<T: AnyObject> {
    public var wrappedValue: T; public init(wrappedValue: T) { self.wrappedValue = wrappedValue };
    public var projectedValue: Bindable<T> { self }
    public subscript<U>(dynamicMember k: ReferenceWritableKeyPath<T, U>) -> Binding<U> { Binding() }
}
public struct Dismiss { @MainActor public func callAsFunction() {} }
public struct EnvironmentValues { public var dismiss: Dismiss { Dismiss() } }
@propertyWrapper public struct Environment<T> {
    public init(_ k: KeyPath<EnvironmentValues, T>) {}; public var wrappedValue: T { fatalError() }
}
