import Observation

/// What the user chose.
@MainActor @Observable
public final class Settings {
    /// The switch: nothing is checked while it is off.
    public var checks = true
    /// What happens when something is found.
    public var reaction = Reaction.warn
    /// Who uses the phone: a child is slowed down more than an adult.
    public var audience = Audience.adult
    /// The language of every text.
    public var language = AppLanguage.english
    private let table: Texts.Table

    /// What is chosen when the app is new.
    ///
    /// - Parameter table: The texts in every language.
    public init(table: Texts.Table) { self.table = table }

    /// The texts in the language chosen.
    public var texts: Texts { Texts(language, table) }
}

/// What happens when something is found. The raw value is the end of its key in the texts.
public enum Reaction: String, Sendable, CaseIterable {
    /// It may be sent after a warning.
    case warn
    /// It may be sent after a question, which a child is asked more than once.
    case ask
    /// It is not sent.
    case block
    /// It is sent, and the journal says what was found.
    case observe
}
