import Observation

/// The app's one screen, for views to show: the conversation, and below it what is shown before a message
/// goes out. A scenario is walked through step by step.
@MainActor @Observable
public final class Phone {
    /// What is shown below the conversation; `nil` before anything was done.
    public private(set) var screen: Screen?
    /// Something is being done.
    public private(set) var isBusy = false
    /// What went wrong last; the message it was about was not sent.
    public private(set) var failure: String?
    /// The demo behind it.
    @ObservationIgnored public let app: DemoApp
    private var rest: [Step] = []
    private var steps = 0
    private var aboutKey: String?
    private var opened: Set<Int> = []
    /// What was shared while something was being done.
    @ObservationIgnored private var waiting: [Outgoing] = []
    /// A setting was changed while something was being done.
    @ObservationIgnored private var isStale = false

    /// A phone that shows this demo.
    public init(_ app: DemoApp) { self.app = app }

    /// The texts in the language chosen.
    public var texts: Texts { app.settings.texts }

    /// What is said about a whole scenario; empty if nothing.
    public var about: String { aboutKey.map { texts[$0] } ?? "" }

    /// Does the first step of a scenario.
    public func begin(_ scenario: Scenario) async {
        guard !isBusy else { return }
        rest = scenario.steps
        steps = scenario.steps.count
        aboutKey = scenario.about
        await next()
    }

    /// Does the step that follows, if there is one.
    public func next() async {
        guard let step = rest.first, !isBusy else { return }
        rest.removeFirst()
        await show { try await $0.perform(step) }
    }

    /// Attaches what a picker gave, or a text. While something is being done it waits.
    public func attach(_ item: Outgoing) async {
        guard !isBusy else { return waiting.append(item) }
        rest = []
        aboutKey = nil
        await show { try await $0.attach(item) }
    }

    /// The user tapped this.
    public func choose(_ action: Tap) async {
        await show { try await $0.choose(action) }
    }

    /// True while the picture of this message is covered: what was found is, until it is asked for.
    public func covers(_ message: Message) -> Bool { message.startsCovered && !opened.contains(message.id) }

    /// The user asked to see the picture of this message, or to cover it again.
    public func uncover(_ message: Message) { opened.formSymmetricDifference([message.id]) }

    /// The user changed a setting: it is kept, and the screen is drawn again once nothing else is being done.
    public func settingsChanged() async {
        isStale = isBusy
        await show { try await $0.settingsChanged() }
    }

    /// Something could not even be attached.
    public func failed(_ error: any Error) {
        failure = texts["window.failed", String(describing: error)]
    }

    /// The label of the step that follows; `nil` while there is none, or something has to be chosen first.
    public var nextLabel: String? {
        guard let step = rest.first, !isOpen else { return nil }
        return texts["window.next", name(step), steps - rest.count + 1, steps]
    }

    private var isOpen: Bool {
        switch screen {
        case .notice, .question: true
        case .reading(let reading): reading.choices.contains { $0.action == .back }
        default: false
        }
    }

    private func show(_ what: (DemoApp) async throws -> Screen?) async {
        guard !isBusy else { return }
        isBusy = true
        do {
            screen = try await what(app)
            failure = nil
        } catch {
            failed(error)
        }
        isBusy = false
        if isStale { await settingsChanged() }
        if !isBusy, !waiting.isEmpty { await attach(waiting.removeFirst()) }
    }

    private func name(_ step: Step) -> String {
        switch step {
        case .attach(let file), .receive(let file): file.split(separator: "/").last.map(String.init) ?? file
        case .type(let key): texts[key]
        case .update(let file): texts[file.contains("forged") ? "step.forged" : "step.update"]
        case .rollback: texts["step.rollback"]
        case .showChecked: texts["checked.title"]
        }
    }
}
