import Observation

/// What the user chose.
@MainActor @Observable
public final class Settings {
    /// The switch: nothing is checked while it is off.
    public var checks: Bool {
        get { rules.checks }
        set { change { $0.checks = newValue } }
    }
    /// What happens when something is found.
    public var reaction: Reaction {
        get { rules.reaction }
        set { change { $0.reaction = newValue } }
    }
    /// Who uses the phone: a child is slowed down more than an adult.
    public var audience: Audience {
        get { rules.audience }
        set { change { $0.audience = newValue } }
    }
    /// The language of every text.
    public var language = AppLanguage.english
    /// What a verdict depends on: all but the language.
    private(set) var rules = Rules()
    /// A grown-up's code before the rules.
    var guardian: Guardian?
    private let table: Texts.Table

    /// What is chosen when the app is new.
    ///
    /// - Parameter table: The texts in every language.
    public init(table: Texts.Table) { self.table = table }

    /// The texts in the language chosen.
    public var texts: Texts { texts(in: language) }

    func texts(in language: AppLanguage) -> Texts { Texts(language, table) }

    /// A line for each choice, to be kept until the app is opened again.
    public var lines: [String] {
        ["checks \(checks)", "reaction \(reaction)", "audience \(audience)", "language \(language)"]
    }

    /// Takes what was kept. A line that says nothing leaves its choice as it is.
    func take(_ lines: some Sequence<Substring>) {
        let pairs = lines.map { $0.split(separator: " ", maxSplits: 1).map(String.init) }
        let kept = Dictionary(pairs.filter { $0.count == 2 }.map { ($0[0], $0[1]) }) { $1 }
        if let checks = kept["checks"].flatMap(Bool.init) { rules.checks = checks }
        if let reaction = kept["reaction"].flatMap(Reaction.init) { rules.reaction = reaction }
        if let language = kept["language"].flatMap(AppLanguage.init) { self.language = language }
        if let audience = Audience.allCases.first(where: { "\($0)" == kept["audience"] }) {
            rules.audience = audience
        }
    }

    struct Rules: Hashable {
        var checks = true
        var reaction = Reaction.warn
        var audience = Audience.adult
    }

    /// While a guardian's code locks them, the rules stay as they are, whatever a view lets through.
    private func change(_ change: (inout Rules) -> Void) {
        if guardian?.isLocked != true { change(&rules) }
    }
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
