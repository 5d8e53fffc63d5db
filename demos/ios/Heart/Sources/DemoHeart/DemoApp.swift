import Foundation

/// The whole demo without its views: one conversation, the checks before it, the set and the journal.
@MainActor
public final class DemoApp {
    /// What the user chose.
    public let settings: Settings
    /// The conversation.
    public let conversation: Conversation
    /// What was checked, by whose list.
    public let checked: WhatWasChecked
    private let files: URL
    private let home: URL
    private let sets: Sets
    private let flow: SendFlow

    /// The demo.
    ///
    /// - Parameters:
    ///   - files: What the app carries: what `scripts/demo-files` made.
    ///   - home: A folder of the app's own.
    ///   - sets: The set, opened in that folder.
    ///   - settings: What the user chose.
    ///   - conversation: Where it is sent.
    public init(files: URL, home: URL, sets: Sets, settings: Settings, conversation: Conversation) {
        (self.files, self.home, self.sets) = (files, home, sets)
        (self.settings, self.conversation) = (settings, conversation)
        checked = WhatWasChecked(sets: sets, settings: settings)
        let checks: [any OutgoingCheck] = [
            PictureCheck(sets: sets, settings: settings), SpellingCheck(settings: settings),
        ]
        flow = SendFlow(conversation, checks: checks, settings: settings)
    }

    /// Does a step of a scenario.
    ///
    /// - Parameter step: The step.
    /// - Returns: What is shown now.
    /// - Throws: What kept it from being done.
    public func perform(_ step: Step) async throws -> Screen {
        switch step {
        case .attach(let file): try await attach(files.appending(path: file))
        case .type(let text): try await flow.attach(.text(text))
        case .update(let file): news(try await sets.update(from: files.appending(path: file)), "update.done")
        case .rollback: news(try await sets.rollback(), "update.back")
        case .showChecked: try await checked.screen()
        }
    }

    /// Attaches a file.
    ///
    /// - Parameter file: A file URL.
    /// - Returns: What is shown now.
    /// - Throws: What the system says if it cannot be read; then nothing is sent.
    public func attach(_ file: URL) async throws -> Screen {
        try await attach(.attachment(name: file.lastPathComponent, bytes: Data(contentsOf: file)))
    }

    /// Attaches what a picker gave, or a text.
    ///
    /// - Parameter item: What is about to be sent.
    /// - Returns: What is shown now.
    /// - Throws: What kept it from being sent.
    public func attach(_ item: Outgoing) async throws -> Screen { try await flow.attach(item) }

    /// The user tapped this below what is shown.
    ///
    /// - Parameter action: What was tapped.
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` if it was not offered.
    public func choose(_ action: Tap) async throws -> Screen {
        guard action == .export else { return try await flow.choose(action) }
        return try await checked.export(to: home.appending(path: "journal.txt"))
    }

    private func news(_ news: SetNews, _ done: String) -> Screen {
        switch news {
        case .inUse(let version): .news(settings.texts[done, version])
        case .refused(let check): .news(settings.texts["update.refused", check])
        }
    }
}
