import Foundation

/// The screen that says what was checked, by whose list, and that nothing left the phone.
@MainActor
public struct WhatWasChecked {
    let sets: Sets
    let settings: Settings
    private var texts: Texts { settings.texts }

    /// The screen as it is now.
    ///
    /// - Returns: Something to read, and the export.
    /// - Throws: What Presend says if set or journal cannot be read.
    public func screen() async throws -> Screen {
        let facts = Facts(sets: sets, texts: texts)
        let journal = try await facts.journal()
        let counted = [
            Paragraph(heading: "", text: texts[settings.checks ? "checked.on" : "checked.off"]),
            Paragraph(heading: "", text: journal.counts),
        ]
        let rest = [
            Paragraph(heading: "", text: try await facts.list().joined(separator: "\n")),
            Paragraph(heading: texts["checked.journal"], text: journal.state),
            Paragraph(heading: "", text: texts["checked.left"] + "\n" + texts["checked.reports"]),
        ]
        let choices = [
            Choice(action: .export, label: texts["choice.export"]),
            Choice(action: .forget, label: texts["choice.forget"], weight: .apart),
        ]
        return .reading(
            Screen.Reading(
                title: texts["checked.title"], paragraphs: counted + journal.days + rest, choices: choices))
    }

    /// Asked before the journal is deleted.
    func question() -> Screen {
        .question(
            Screen.Question(
                title: texts["forget.title"], body: texts["forget.body"],
                choices: [
                    Choice(action: .back, label: texts["forget.no"], weight: .main),
                    Choice(action: .forget, label: texts["forget.yes"], weight: .apart),
                ]))
    }

    /// Deletes every record. That there were some stays.
    func forget() async throws { try await sets.forget() }

    /// Writes the journal to a file that the user may take along; a record a line.
    ///
    /// - Parameter file: A file URL.
    /// - Throws: What Presend says if it cannot be read, or the system if it cannot be written.
    public func export(to file: URL) async throws {
        try Data(try await sets.journalText().utf8).write(to: file)
    }
}
