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
    /// A grown-up's code before the rules.
    public let guardian: Guardian
    private let files: URL
    private let home: URL
    let sets: Sets
    private let flow: SendFlow
    /// What is shown, to be said again when a setting changes.
    private var shown: (() async throws -> Screen)?
    private var isReadingJournal = false
    private var isForgetting = false

    /// The demo, with the settings that were kept in its folder.
    ///
    /// - Parameters:
    ///   - files: What the app carries: what `scripts/demo-files` made.
    ///   - home: A folder of the app's own.
    ///   - sets: The set, opened in that folder.
    ///   - settings: What is chosen when the app is new.
    ///   - conversation: Where it is sent.
    ///   - trusted: Where words for help are sent.
    ///   - now: The clock for pauses.
    public init(
        files: URL, home: URL, sets: Sets, settings: Settings, conversation: Conversation,
        trusted: Conversation, now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        (self.files, self.home, self.sets) = (files, home, sets)
        (self.settings, self.conversation) = (settings, conversation)
        checked = WhatWasChecked(sets: sets, settings: settings)
        let checks: [any OutgoingCheck] = [
            PictureCheck(sets: sets, settings: settings), SpellingCheck(settings: settings),
        ]
        guardian = Guardian(file: home.appending(path: "code-of-guardian.txt"), now: now)
        flow = SendFlow(
            conversation, trusted: trusted, checks: checks, settings: settings,
            helplines: Helplines(contentsOf: files.appending(path: "helplines.tsv")), now: now)
        let kept = try? String(contentsOf: home.appending(path: Self.settingsFile), encoding: .utf8)
        settings.take((kept ?? "").split(separator: "\n"))
        settings.guardian = guardian
    }

    /// Does a step of a scenario.
    ///
    /// - Parameter step: The step.
    /// - Returns: What is shown now.
    /// - Throws: What kept it from being done.
    public func perform(_ step: Step) async throws -> Screen {
        switch step {
        case .attach(let file): try await attach(files.appending(path: file))
        case .receive(let file): try receive(files.appending(path: file))
        case .type(let key): try await attach(.text(settings.texts[key]))
        case .update(let file):
            try await elsewhere { try await news("update", sets.update(from: files.appending(path: file))) }
        case .rollback: try await elsewhere { try await news("rollback", sets.rollback()) }
        case .showChecked:
            try await elsewhere { try await showChecked() }
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

    /// A file comes from the other end.
    private func receive(_ file: URL) throws -> Screen {
        let bytes = try Data(contentsOf: file)
        return showingFlow(flow.receive(.attachment(name: file.lastPathComponent, bytes: bytes)))
    }

    /// Attaches what a picker gave, or a text.
    ///
    /// - Parameter item: What is about to be sent.
    /// - Returns: What is shown now.
    /// - Throws: What kept it from being sent.
    public func attach(_ item: Outgoing) async throws -> Screen {
        let screen = try await flow.attach(item)
        return showingFlow(screen)
    }

    /// The user tapped this below what is shown.
    ///
    /// - Parameter action: What was tapped.
    /// - Returns: What is shown now.
    /// - Throws: ``FlowError`` if it was not offered.
    public func choose(_ action: Tap) async throws -> Screen {
        guard isReadingJournal else { return showingFlow(try await flow.choose(action)) }
        switch action {
        case .export:
            let file = home.appending(path: "presend-journal.txt")
            try await checked.export(to: file)
            return try await show { [settings] in .news(settings.texts["checked.exported", file.path]) }
        case .forget where !isForgetting:
            let question = try await show { [checked] in checked.question() }
            (isReadingJournal, isForgetting) = (true, true)
            return question
        case .forget: try await checked.forget()
        default: break
        }
        return try await showChecked()
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

    private func showChecked() async throws -> Screen {
        let screen = try await show { [checked] in try await checked.screen() }
        isReadingJournal = true
        return screen
    }

    private func showingFlow(_ screen: Screen) -> Screen {
        shown = { [flow] in try flow.again() }
        (isReadingJournal, isForgetting) = (false, false)
        return screen
    }

    private func show(_ screen: @escaping () async throws -> Screen) async throws -> Screen {
        let now = try await screen()
        shown = screen
        (isReadingJournal, isForgetting) = (false, false)
        return now
    }
}
