// What Apple's Foundation has and Linux's has not.

@_exported import Foundation
public final class NSItemProvider: NSObject {
    public var registeredTypeIdentifiers: [String] { [] }
    @discardableResult public func loadFileRepresentation(
        forTypeIdentifier: String, completionHandler: @escaping @Sendable (URL?, (any Error)?) -> Void
    ) -> Progress { fatalError() }
}
extension FileManager {
    public func containerURL(forSecurityApplicationGroupIdentifier: String) -> URL? { nil }
}
public final class CGImage: @unchecked Sendable {}
public class NSExtensionItem: NSObject { public var attachments: [NSItemProvider]? }
