import DemoHeart
import Foundation
import Presend

/// App and extension share their folder and keychain under this name.
private let group = "group.org.presend.demo"

/// What this build lacks.
enum OpeningError: Error {
    /// The entitlement for the app group.
    case noAppGroup
    /// The table of texts.
    case noTexts
}

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
    guard let texts = Bundle.main.url(forResource: "texts", withExtension: "tsv") else {
        throw OpeningError.noTexts
    }
    let settings = DemoHeart.Settings(table: try Texts.Table(contentsOf: texts))
    if Locale.current.language.languageCode == "nl" { settings.language = .dutch }
    let vault = KeychainVault(keychain: Keychain(group: group))
    let sets = try await Sets(in: home, carried: files, vault: vault, limits: limits)
    return Phone(
        DemoApp(
            files: files, home: home, sets: sets, settings: settings, conversation: try newConversation()))
}

/// A conversation with another end in the same process, which reads every message, so that nobody can say
/// that it was only pretended. Its keys are new each time: no number is used twice under one of them.
@MainActor
private func newConversation() throws -> Conversation {
    let (own, other) = (try KeyPair.new(), try KeyPair.new())
    let received = try Session(between: other, and: own.publicKey)
    return Conversation(session: try Session(between: own, and: other.publicKey)) { sealed in
        _ = try received.open(sealed.ciphertext, number: sealed.number)
    }
}
