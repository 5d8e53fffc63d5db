import DemoHeart
import Foundation

/// App and extension share their folder and keychain under this name.
private let group = "group.org.presend.demo"

/// Opens the demo for a screen.
///
/// - Parameters:
///   - files: What this bundle carries.
///   - limits: What a scan may use.
/// - Returns: A phone without messages.
/// - Throws: ``OpeningError``, or what Presend or the system says.
@MainActor
func openPhone(files: URL, limits: Limits = .standard) async throws -> Phone {
    guard let home = FileManager.default.containerURL(forSecurityApplicationGroupIdentifier: group) else {
        throw OpeningError.noAppGroup
    }
    let vault = KeychainVault(keychain: Keychain(group: group))
    let sets = try await Sets(in: home, of: files, vault: vault, limits: limits)
    return Phone(
        DemoApp(
            files: files, home: home, sets: sets, settings: try newSettings(),
            conversation: try newConversation(), trusted: try newConversation()))
}
