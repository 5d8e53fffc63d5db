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
    /// What is shown, to be said again when a setting changes.
    private var shown: (() async throws -> Screen)?

    /// The demo, with the settings that were kept in its folder.
    ///
    /// - Parameters:
    ///   - files: What the app carries: what `scripts/demo-files` made.
    ///   - home: A folder of the app's own.
    ///   - sets: The set, opened in that folder.
    ///   - settings: What is chosen when the app is new.
    ///   - conversation: Where it is sent.
    ///   - now: The clock for pauses.
    public init(
        files: URL, home: URL, sets: Sets, settings: Settings, conversation: Conversation,
        now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        (self.files, self.home, self.sets) = (files, home, sets)
        (self.settings, self.conversation) = (settings, conversation)
        checked = WhatWasChecked(sets: sets, settings: settings)
        let checks: [any OutgoingCheck] = [
            PictureCheck(sets: sets, settings: settings), SpellingCheck(settings: settings),
        ]
        flow = SendFlow(conversation, checks: checks, settings: settings, now: now)
        let kept = try? String(contentsOf: home.appending(path: Self.settingsFile), encoding: .utf8)
        settings.take((kept ?? "").split(separator: "\n"))
    }

    /// Does a step of a scenario.
    ///
    /// - Parameter step: The step.
    /// - Returns: What is shown now.
    /// - Throws: What kept it from being done.
    public func perform(_ step: Step) async throws -> Screen {
        switch step {
        case .attach(let file): try await attach(files.appending(path: file))
        case .type(let key): try await attach(.text(settings.texts[key]))
        case .update(let file):
            try await elsewhere { try await news("update", sets.update(from: files.appending(path: file))) }
        case .rollback: try await elsewhere { try await news("rollback", sets.rollback()) }
        case .showChecked:
            try await elsewhere { try await show { [checked] in try await checked.screen() } }
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
    public func attach(_ item: Outgoing) async throws -> Screen {
        let screen = try await flow.attach(item)
        shown = { [flow] in try flow.again() }
        return screen
    }

    /// The user tapped this below what is shown.
    ///
    /// - Parameter action: What was tapped.
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` if it was not offered.
    public func choose(_ action: Tap) async throws -> Screen {
        guard action == .export else { return try await flow.choose(action) }
        let file = home.appending(path: "presend-journal.txt")
        try await checked.export(to: file)
        return try await show { [settings] in .news(settings.texts["checked.exported", file.path]) }
    }

    /// The user changed a setting: it is kept, and what is shown is said again.
    ///
    /// - Returns: What is shown now; `nil` if nothing was shown yet.
    /// - Throws: What the system says if it cannot be kept, or as ``perform(_:)``.
    public func settingsChanged() async throws -> Screen? {
        let lines = settings.lines.joined(separator: "\n")
        try Data(lines.utf8).write(to: home.appending(path: Self.settingsFile), options: .atomic)
        return try await shown?()
    }

    private static let settingsFile = "settings.txt"

    private func news(_ about: String, _ news: SetNews) async throws -> Screen {
        try await show { [settings] in
            let texts = settings.texts
            return switch news {
            case .inUse(let version): .news(texts["\(about).done", version])
            case .refused(let check): .news(texts["\(about).refused", texts.refusal(check)])
            }
        }
    }

    /// A step that has nothing to do with a message: what waits for a choice is kept first.
    private func elsewhere(_ step: () async throws -> Screen) async throws -> Screen {
        flow.leave()
        return try await step()
    }

    private func show(_ screen: @escaping () async throws -> Screen) async throws -> Screen {
        let now = try await screen()
        shown = screen
        return now
    }
}
