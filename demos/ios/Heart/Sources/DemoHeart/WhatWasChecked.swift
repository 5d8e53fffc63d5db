import Foundation
import Presend

/// The screen that says what was checked, by whose list, and that nothing left the phone.
@MainActor
public struct WhatWasChecked {
    let sets: Sets
    let settings: Settings
    private var texts: Texts { settings.texts }

    /// The screen as it is now.
    ///
    /// - Returns: Something to read, and the export.
    /// - Throws: ``PresendError`` if set or journal cannot be read.
    public func screen() async throws -> Screen {
        let list = [state(try await sets.freshness())] + (try await sets.origin().map(origin) ?? [])
        let (counts, journal) = try await read()
        let paragraphs = [
            ("", counts), ("", list.joined(separator: "\n")), (texts["checked.journal"], journal),
            ("", texts["checked.left"]),
        ].map { Paragraph(heading: $0.0, text: $0.1) }
        return .reading(
            Screen.Reading(
                title: texts["checked.title"], paragraphs: paragraphs,
                choices: [Choice(action: .export, label: texts["choice.export"])]))
    }

    /// Writes the journal to a file that the user may take along; a record a line.
    ///
    /// - Parameter file: A file URL.
    /// - Returns: What is shown now.
    /// - Throws: ``PresendError`` if it cannot be read, or what the system says of the file.
    public func export(to file: URL) async throws -> Screen {
        let texts = texts
        try await Task.detached { [sets] in try Data(sets.journal.text().utf8).write(to: file) }.value
        return .news(texts["checked.exported", file.path])
    }

    /// Both wait for the disk, and do so off the main thread.
    private func read() async throws -> (counts: String, journal: String) {
        try await Task.detached { [sets, texts] in
            let counts = try sets.journal.counts()
            let told = texts["checked.counts", counts.clean, counts.matched, counts.near, counts.undecided]
            do {
                return (told, texts["checked.verified", try sets.journal.verify().records])
            } catch PresendError.journal(let reason) {
                return (told, texts["checked.broken", reason])
            }
        }.value
    }

    private func state(_ freshness: Freshness) -> String {
        switch freshness {
        case .fresh: texts["set.fresh"]
        case .stale: texts["set.stale"]
        case .expired: texts["set.expired"]
        case .missing(let check?): texts["set.refused", check]
        case .missing: texts["set.missing"]
        }
    }

    private func origin(_ origin: SetOrigin) -> [String] {
        [texts["checked.set", origin.set, origin.version], texts["checked.purpose", origin.purpose]]
            + origin.signers.map { texts["checked.signer", $0.name, $0.jurisdiction.uppercased()] }
            + [
                texts["checked.expires", texts.day(min(origin.notAfter, origin.sunset))],
                texts["checked.log", origin.log, origin.logIndex],
            ]
    }
}
