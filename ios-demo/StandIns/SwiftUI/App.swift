// Where views are shown.

import AppleFoundation

@MainActor public protocol Scene {}
public struct WindowGroup: Scene { public init<V: View>(@ViewBuilder _ v: () -> V) {} }
@MainActor public protocol App { associatedtype B: Scene; var body: B { get }; init() }
extension App { public static func main() {} }
@MainActor public protocol UIViewControllerRepresentable: View {
    associatedtype VC; associatedtype Coordinator; typealias Context = RepresentableContext<Coordinator>;
    func makeUIViewController(context: Context) -> VC; func updateUIViewController(_ v: VC, context: Context);
    func makeCoordinator() -> Coordinator
}
extension UIViewControllerRepresentable { public var body: Built { Built() } }
public struct RepresentableContext<C> { public var coordinator: C }
