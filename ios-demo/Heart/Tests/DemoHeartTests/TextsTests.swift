import Foundation
import Presend
import Testing

@testable import DemoHeart

@MainActor
@Suite("The one table of texts is whole in every language")
struct TextsTests {
    @Test("Every key has a text in every language, and the same values in each")
    func whole() throws {
        for (key, row) in try Repository.table().rows {
            #expect(row.count == AppLanguage.allCases.count, "\(key)")
            for text in row {
                #expect(!text.isEmpty && text == text.trimmingCharacters(in: .whitespaces), "\(key)")
            }
            #expect(
                Set(row.map { Set($0.matches(of: /\{\d\}/).map { String($0.output) }) }).count == 1, "\(key)")
        }
    }

    @Test("Nothing is the same in both languages but their names")
    func translated() throws {
        #expect(
            try Repository.table().rows.filter {
                Set($0.value).count == 1 && !$0.key.hasPrefix("language.")
            }.isEmpty)
    }

    @Test("Every key that is made of a name is there")
    func composed() throws {
        let table = try Repository.table()
        var keys = Scenario.allCases.map(\.title)
        keys += MessageKey.allCases.map { "title.\($0.rawValue)" }
        keys += Tap.allCases.map { "choice.\($0.rawValue)" }
        keys += Guardian.Key.allCases.map { "guardian.\($0.rawValue)" }
        keys += Reaction.allCases.map { "policy.\($0.rawValue)" }
        keys += AppLanguage.allCases.map { "language.\($0.rawValue)" }
        keys += Audience.allCases.map { "audience.\($0)" }
        for key in keys { #expect(table.rows[key] != nil, "\(key)") }
    }

    @Test("Every key that is written out in the sources of heart and app is there")
    func written() throws {
        let table = try Repository.table()
        let kinds = Set(table.rows.keys.compactMap { $0.split(separator: ".").first })
        let folder = Repository.root.appending(path: "ios-demo")
        let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var seen = Set<Substring>()
        for file in files where file.hasSuffix(".swift") && !file.contains("Tests") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            for match in text.matches(of: /"([a-z]+)\.([a-z_]+)"/) where kinds.contains(match.output.1) {
                seen.insert(match.output.0.dropFirst().dropLast())
            }
        }
        #expect(seen.count > 40)
        for key in seen { #expect(table.rows[String(key)] != nil, "\(key)") }
    }

    @Test("In Dutch the whole way is Dutch")
    func dutch() async throws {
        let demo = try await Demo()
        demo.settings.language = .dutch
        let notice = try await demo.app.perform(Scenario.listed.steps[0]).notice
        #expect(
            notice.title == "Testafbeelding gevonden"
                && notice.body.hasSuffix("Er is hierover niets doorgegeven."))
        let labels = [
            "Niet versturen, en uit deze app verwijderen", "Niet versturen, hier laten staan", "Hulp zoeken",
            "Waarom?", "Toch versturen",
        ]
        #expect(notice.choices.map(\.label) == labels)
    }

    @Test("A day is written as each language does")
    func day() throws {
        let table = try Repository.table()
        let date = Date(timeIntervalSince1970: 1_772_323_200)
        #expect(Texts(.english, table).day(date) == "1 March 2026")
        #expect(Texts(.dutch, table).day(date) == "1 maart 2026")
    }
}
