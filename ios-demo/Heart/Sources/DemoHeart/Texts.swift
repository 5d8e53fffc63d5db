import Foundation

/// The language of the app, in the order of the table.
public enum AppLanguage: String, Sendable, CaseIterable {
    /// English.
    case english
    /// Dutch.
    case dutch
}

/// Words that are not in the table, in every language.
public struct Words: Sendable, Hashable {
    private let inEach: [String]

    /// The words of each language.
    init(_ words: (AppLanguage) -> String = { _ in "" }) { inEach = AppLanguage.allCases.map(words) }

    /// Them in this language.
    subscript(language: AppLanguage) -> String { inEach[AppLanguage.allCases.firstIndex(of: language) ?? 0] }
}

/// The words of the app in one language, from the one table that all platforms share.
public struct Texts: Sendable {
    /// The language.
    public let language: AppLanguage
    private let table: Table

    init(_ language: AppLanguage, _ table: Table) {
        self.language = language
        self.table = table
    }

    /// The text of this key, with `{0}`, `{1}`.. replaced. A key that is not in the table is a mistake in
    /// the program, and a test looks for them.
    public subscript(key: String, values: any CustomStringConvertible...) -> String {
        guard let text = table.text(key, language) else { preconditionFailure("no text for \(key)") }
        return values.enumerated().reduce(text) { said, value in
            said.replacingOccurrences(of: "{\(value.offset)}", with: value.element.description)
        }
    }

    /// Why the check of this name refused a list, and the name.
    func refusal(_ check: String) -> String {
        "\(language.explanations.refusal(check)) (\(check))"
    }

    /// `android-demo/texts.tsv`: each key with its text in every language.
    public struct Table: Sendable {
        let rows: [String: [String]]

        /// Reads the table.
        ///
        /// - Parameter file: A file URL.
        /// - Throws: What the system says if it cannot be read.
        public init(contentsOf file: URL) throws {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            let cells = lines.map {
                $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            }
            rows = Dictionary(cells.map { ($0[0], Array($0.dropFirst())) }) { first, _ in first }
        }

        func text(_ key: String, _ language: AppLanguage) -> String? {
            let place = AppLanguage.allCases.firstIndex(of: language) ?? 0
            return rows[key].flatMap { $0.indices.contains(place) ? $0[place] : nil }
        }
    }
}
