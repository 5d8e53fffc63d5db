import Presend
import Testing

@testable import DemoHeart

extension Screen {
    /// Every text that is not only a name or a number.
    fileprivate var words: Set<String> {
        switch self {
        case .sent(let line), .kept(let line), .news(let line): [line]
        case .notice(let notice): Set(notice.choices.map(\.label) + [notice.title, notice.body])
        case .question(let question): Set(question.choices.map(\.label) + [question.title, question.body])
        case .reading(let reading):
            Set(
                reading.choices.map(\.label) + [reading.title]
                    + reading.paragraphs.flatMap { $0.text.split(separator: "\n").map(String.init) })
        }
    }
}

@MainActor
@Suite("Each choice of the settings leads to its own screen")
struct FlowTests {
    private let listed = Scenario.listed.steps[0]

    @Test("An audience is slowed down by its age")
    func audiences() async throws {
        let demo = try await Demo()
        demo.settings.reaction = .ask
        var pauses = [Int]()
        for audience in Audience.allCases {
            demo.settings.audience = audience
            pauses.append(try await demo.app.perform(listed).notice.send.friction.pauseSeconds)
        }
        #expect(Set(pauses).count == Audience.allCases.count && pauses == pauses.sorted())
    }

    @Test("Send anyway is confirmed as often as the policy asks")
    func confirmations() async throws {
        let demo = try await Demo()
        demo.settings.reaction = .ask
        demo.settings.audience = .child
        let confirmations = try await demo.app.perform(listed).notice.send.friction.confirmations
        #expect(confirmations > 1)
        demo.pass(.seconds(10))
        for _ in 1..<confirmations {
            let question = try await demo.app.choose(.send).question
            #expect(question.choices.map(\.action) == [.keep, .send] && question.title.hasSuffix("?"))
            #expect(question.choices.map(\.weight) == [.main, .apart] && demo.wire.sealed.isEmpty)
        }
        #expect(try await demo.app.choose(.send) == .sent(demo.texts["line.seen"]))
        #expect(demo.wire.sealed.count == 1)
    }

    @Test("An answer before the pause is over is none, whatever the button does")
    func tooEarly() async throws {
        for audience in [Audience.teen, .child] {
            let demo = try await Demo()
            (demo.settings.reaction, demo.settings.audience) = (.ask, audience)
            let asked = try await demo.app.perform(listed).notice.send.friction
            demo.pass(Duration.seconds(asked.pauseSeconds) - .seconds(0.9))
            // However often, and by whatever way there: none counts as a confirmation.
            for _ in 0..<3 {
                #expect(try await demo.app.choose(.send).notice.send.friction.pauseSeconds == 1)
                _ = try await demo.app.choose(.why)
            }
            demo.pass(.seconds(0.9))
            for _ in 1..<asked.confirmations {
                _ = try await demo.app.choose(.send).question
            }
            #expect(demo.wire.sealed.isEmpty)
            #expect(try await demo.app.choose(.send) == .sent(demo.texts["line.seen"]))
        }
    }

    @Test("Reading the help does not restart the pause")
    func pauseGoesOn() async throws {
        let demo = try await Demo()
        (demo.settings.reaction, demo.settings.audience) = (.ask, .child)
        let whole = try await demo.app.perform(listed).notice.send.friction.pauseSeconds
        _ = try await demo.app.choose(.help)
        demo.pass(.seconds(1.1))
        let left = try await demo.app.choose(.back).notice.send.friction.pauseSeconds
        #expect(left > 0 && left < whole)
    }

    @Test("What is blocked cannot be sent")
    func blocked() async throws {
        let demo = try await Demo()
        demo.settings.reaction = .block
        #expect(try await !demo.app.perform(listed).notice.actions.contains(.send))
        await #expect(throws: FlowError.notOffered(.send)) { try await demo.app.choose(.send) }
        #expect(demo.wire.sealed.isEmpty)
    }

    @Test("Observing lets it pass, and does not say that nothing was found")
    func observed() async throws {
        let demo = try await Demo()
        demo.settings.reaction = .observe
        #expect(try await demo.app.perform(listed) == .sent(demo.texts["line.observed"]))
        #expect(try await demo.app.attach(.text("teh")) == .sent(demo.texts["line.spelling"]))
    }

    @Test("Of a text only the count is kept, and no policy holds up one without a slip")
    func texts() async throws {
        let demo = try await Demo()
        for reaction in Reaction.allCases {
            demo.settings.reaction = reaction
            #expect(try await demo.app.attach(.text("the")) == .sent(demo.texts["line.spelling"]))
            let screen = try await demo.app.attach(.text("teh"))
            #expect((screen == .sent(demo.texts["line.spelling"])) == (reaction == .observe), "\(reaction)")
        }
        let counts = demo.texts["checked.counts", 2 * Reaction.allCases.count, 0, 0, 0]
        #expect(try await demo.checkedText().contains(counts))
    }

    @Test("With the switch off nothing is checked, and the line says so")
    func switchedOff() async throws {
        let demo = try await Demo()
        demo.settings.checks = false
        #expect(try await demo.app.perform(listed) == .sent(demo.texts["line.unchecked"]))
        #expect(try await demo.checkedText().contains(demo.texts["checked.counts", 0, 0, 0, 0]))
    }

    @Test("Why is told in plain words first, and in every detail one step further")
    func why() async throws {
        let demo = try await Demo()
        _ = try await demo.app.perform(listed)
        let plain = try await demo.app.choose(.why).reading.paragraphs.map(\.text)
        #expect(plain[0].split(separator: " ").count <= 25 && plain[1] == demo.texts["why.compared"])
        for word in ["outcome", "digest", " ms"] { #expect(!plain.joined().contains(word)) }
        let levels = try await demo.app.choose(.details).reading.paragraphs.map(\.text)
        #expect(levels.count == 2 && levels[0].contains("outcome: match"))
        #expect(levels[1].contains("signed by") && levels[1].contains("digest of the policy"))
    }

    @Test("There is nothing to choose without a notice, and never what was not offered")
    func notOffered() async throws {
        let demo = try await Demo()
        await #expect(throws: FlowError.notOffered(.send)) { try await demo.app.choose(.send) }
        _ = try await demo.app.perform(listed)
        await #expect(throws: FlowError.notOffered(.correct)) { try await demo.app.choose(.correct) }
        _ = try await demo.app.choose(.keep)
        await #expect(throws: FlowError.notOffered(.send)) { try await demo.app.choose(.send) }
        #expect(demo.wire.sealed.isEmpty)
    }

    @Test("What cannot be put on the wire is no message, and can be sent again")
    func brokenWire() async throws {
        struct Broken: Error {}
        let demo = try await Demo()
        var isBroken = true
        let conversation = Conversation(session: .init(key: .init(count: 32))) { _ in
            if isBroken { throw Broken() }
        }
        let checks = [SpellingCheck(settings: demo.settings)]
        let flow = SendFlow(
            conversation, trusted: conversation, checks: checks, settings: demo.settings,
            helplines: Helplines(contentsOf: Repository.files.appending(path: "helplines.tsv")))
        _ = try await flow.attach(.text("teh"))
        await #expect(throws: Broken.self) { try await flow.choose(.send) }
        #expect(conversation.messages.isEmpty)
        isBroken = false
        #expect(try await flow.choose(.send) == .sent(demo.texts["line.seen_spelling"]))
        // The number of the one that was not delivered is not used for another message.
        #expect(conversation.messages.map(\.number) == [1])
    }

    @Test("What is not sent stays with its sender, and what is deleted does not")
    func kept() async throws {
        let demo = try await Demo()
        _ = try await demo.app.perform(listed)
        _ = try await demo.app.choose(.keep)
        _ = try await demo.app.perform(listed)
        _ = try await demo.app.choose(.delete)
        _ = try await demo.app.perform(listed)
        // Another item while this one waits for a choice.
        _ = try await demo.app.perform(Scenario.harmless.steps[0])
        _ = try await demo.app.perform(listed)
        _ = try await demo.app.perform(.showChecked)
        let messages = demo.app.conversation.messages
        #expect(messages.map(\.number) == [nil, nil, 0, nil])
        #expect(messages.map(\.line) == ["line.kept", "line.kept", "line.checked", "line.kept"])
    }

    @Test(
        "Another setting than a notice was shown for sends nothing",
        arguments: ["checks", "reaction", "audience"])
    func otherRules(_ changed: String) async throws {
        for isToldFirst in [true, false] {
            let demo = try await Demo()
            _ = try await demo.app.perform(listed).notice
            switch changed {
            case "checks": demo.settings.checks = false
            case "reaction": demo.settings.reaction = .observe
            default: demo.settings.audience = .child
            }
            let screen =
                try await isToldFirst ? demo.app.settingsChanged() : demo.app.choose(.send)
            let line = changed == "checks" ? "line.off" : "line.rules"
            #expect(screen == .kept(demo.texts[line]) && demo.wire.sealed.isEmpty)
        }
    }

    @Test("Another language changes everything that is shown")
    func language() async throws {
        let demo = try await Demo()
        for step in Scenario.allCases.flatMap(\.steps) {
            demo.settings.language = .english
            let english = try await demo.app.perform(step)
            demo.settings.language = .dutch
            let dutch = try #require(try await demo.app.settingsChanged())
            #expect(english.words.isDisjoint(with: dutch.words) && !dutch.words.isEmpty)
        }
        _ = try await demo.app.perform(listed)
        _ = try await demo.app.choose(.why)
        demo.settings.language = .english
        #expect(try await demo.app.settingsChanged()?.reading.title == demo.texts["why.title"])
    }

    @Test("Every setting is as it was when the app is opened again")
    func openedAgain() async throws {
        let home = try Repository.folder()
        let first = try await Demo(home: home)
        first.settings.checks = false
        (first.settings.reaction, first.settings.audience) = (.block, .teen)
        first.settings.language = .dutch
        #expect(try await first.app.settingsChanged() == nil)
        let settings = try await Demo(home: home).settings
        #expect(!settings.checks && settings.reaction == .block)
        #expect(settings.audience == .teen && settings.language == .dutch)
        settings.take(["checks maybe", "reaction", "audience loud", "more true"])
        #expect(settings.lines == first.settings.lines)
    }
}
