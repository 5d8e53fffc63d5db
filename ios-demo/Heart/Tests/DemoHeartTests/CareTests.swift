import Foundation
import Testing

@testable import DemoHeart

@MainActor
@Suite("What the app does for a person who may be frightened")
struct CareTests {
    private let listed = Scenario.listed.steps[0]

    @Test("What was found is covered until it is asked for, and can be covered again")
    func covered() async throws {
        let demo = try await Demo()
        let cover = try #require(try await demo.app.perform(listed).notice.cover)
        #expect(cover.isOn && cover.choice.action == .show && cover.line.filter { $0 == "." }.count == 1)
        let shown = try #require(try await demo.app.choose(.show).notice.cover)
        #expect(!shown.isOn && shown.choice.action == .cover)
        #expect(try await demo.app.choose(.cover).notice.cover == cover && demo.wire.sealed.isEmpty)
    }

    @Test("In the conversation it is covered too, whether it was sent, kept or only counted")
    func conversation() async throws {
        let demo = try await Demo()
        _ = try await demo.run(.listed)
        _ = try await demo.app.perform(listed)
        _ = try await demo.app.choose(.show)
        _ = try await demo.app.choose(.send)
        demo.settings.reaction = .observe
        _ = try await demo.app.perform(listed)
        _ = try await demo.run(.harmless)
        let messages = demo.app.conversation.messages
        #expect(messages.map(\.line) == ["line.kept", "line.seen", "line.observed", "line.checked"])
        let phone = Phone(demo.app)
        #expect(messages.map(phone.covers) == [true, true, true, false])
        phone.uncover(messages[1])
        #expect(messages.map(phone.covers) == [true, false, true, false])
        phone.uncover(messages[1])
        #expect(phone.covers(messages[1]))
    }

    @Test("A damaged file is not covered, and asked about in words of its own")
    func damaged() async throws {
        let demo = try await Demo()
        (demo.settings.reaction, demo.settings.audience) = (.ask, .child)
        #expect(try await demo.app.perform(Scenario.unreadable.steps[0]).notice.cover == nil)
        await #expect(throws: FlowError.notOffered(.show)) { try await demo.app.choose(.show) }
        demo.pass(.seconds(10))
        #expect(try await demo.app.choose(.send).question.body == demo.texts["question.unread"])
        _ = try await demo.app.choose(.keep)
        #expect(demo.wire.sealed.isEmpty && !demo.app.conversation.messages[0].isFound)
    }

    @Test("One choice is the main one, and send anyway is last and apart")
    func weights() async throws {
        let demo = try await Demo()
        for reaction in [Reaction.warn, .ask] {
            demo.settings.reaction = reaction
            for step in [listed, Scenario.unreadable.steps[0], Scenario.text.steps[0]] {
                let choices = try await demo.app.perform(step).notice.choices
                #expect(choices.filter { $0.weight == .main } == [choices[0]])
                #expect(choices.filter { $0.weight == .apart }.map(\.action) == [.send])
                #expect(choices.last?.action == .send)
            }
        }
    }

    @Test("The words to someone trusted go there and nowhere else, and the picture is not sent")
    func trusted() async throws {
        let demo = try await Demo()
        for language in AppLanguage.allCases {
            demo.settings.language = language
            _ = try await demo.app.perform(listed)
            let help = try await demo.app.choose(.help).reading
            #expect(help.paragraphs.filter { $0.heading.contains("116 111") }.count == 1)
        }
        #expect(demo.trustedWire.sealed.isEmpty)
        #expect(try await demo.app.choose(.trust) == .news(demo.texts["help.sent"]))
        #expect(try demo.received(demo.trustedWire) == [Data(demo.texts["help.message"].utf8)])
        #expect(demo.wire.sealed.isEmpty && demo.app.conversation.messages.last?.line == "line.kept")
    }

    @Test("What was checked is told by day, and deleted only after a question")
    func journal() async throws {
        let demo = try await Demo()
        _ = try await demo.run(.listed)
        _ = try await demo.run(.listed)
        let reading = try await demo.app.perform(.showChecked)
        let found = demo.texts["checked.times", demo.texts["event.match"], 2]
        #expect(try reading.reading.paragraphs.contains { $0.mark == .found && $0.text == found })
        _ = try await demo.app.choose(.forget).question
        #expect(try await demo.app.choose(.back) == reading)
        _ = try await demo.app.choose(.forget)
        let after = try await demo.app.choose(.forget).reading.paragraphs
        #expect(!after.contains { $0.mark == .found })
        #expect(after.contains { $0.text == demo.texts["event.deleted"] })
        _ = try await demo.run(.harmless)
        await #expect(throws: FlowError.notOffered(.forget)) { try await demo.app.choose(.forget) }
    }
}
