// View controllers.

@_exported import SwiftUI
@MainActor open class UIViewController {
    public init() {}; open func viewDidLoad() {}; public var extensionContext: NSExtensionContext?;
    public var view: UIView { UIView() }; public func addChild(_ c: UIViewController) {};
    public func didMove(toParent: UIViewController) {}
}
public class NSExtensionContext: NSObject {
    public var inputItems: [Any] { [] }; public func completeRequest(returningItems: [Any]?) {}
}
public struct Mask: OptionSet, Sendable {
    public let rawValue: Int; public init(rawValue: Int) { self.rawValue = rawValue };
    public static let flexibleWidth = Mask(rawValue: 1), flexibleHeight = Mask(rawValue: 2)
}
@MainActor public class UIView {
    public var frame = 0, bounds = 0; public var autoresizingMask: Mask = [];
    public func addSubview(_ v: UIView) {}
}
public class UIHostingController<V: View>: UIViewController { public init(rootView: V) { super.init() } }
