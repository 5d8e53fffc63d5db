import DemoHeart
import Foundation

/// What this build lacks.
enum OpeningError: Error {
    /// The entitlement for the app group.
    case noAppGroup
    /// The table of texts.
    case noTexts
}

/// What is chosen when the app is new, in the language of the phone.
@MainActor
func newSettings() throws -> DemoHeart.Settings {
    guard let texts = Bundle.main.url(forResource: "texts", withExtension: "tsv") else {
        throw OpeningError.noTexts
    }
    let settings = DemoHeart.Settings(table: try Texts.Table(contentsOf: texts))
    if Locale.current.language.languageCode == "nl" { settings.language = .dutch }
    return settings
}
