import CSupport
import Foundation
import Testing

@testable import DemoHeart

@MainActor
@Suite("The eleven scenarios, each as a user meets it")
struct ScenarioTests {
    @Test("1: a harmless photo goes out with a small line")
    func harmless() async throws {
        let demo = try await Demo()
        #expect(try await demo.run(.harmless) == [.sent(demo.texts["line.checked"])])
        #expect(try demo.received() == [Repository.file("photos/coffee.jpg")])
    }

    @Test("2: a listed picture is shown before it goes out, with every way out")
    func listed() async throws {
        let demo = try await Demo()
        let notice = try await demo.app.perform(Scenario.listed.steps[0]).notice
        #expect(notice.title == demo.texts["title.test_material"])
        #expect(notice.body.hasSuffix("Nothing about it left your phone."))
        #expect(notice.actions == [.delete, .keep, .help, .why, .send])
        #expect(demo.wire.sealed.isEmpty)
        #expect(try await demo.app.choose(.help).reading.title == demo.texts["help.title"])
        #expect(try await demo.app.choose(.back) == .notice(notice))
        #expect(try await demo.app.choose(.delete) == .kept(demo.texts["line.deleted"]))
        #expect(demo.wire.sealed.isEmpty)
    }

    @Test(
        "3, 4, 5: scaled, turned, mirrored, in few colours, for print, as a later frame: it is found",
        arguments: [Scenario.reencoded, .edited, .animation])
    func found(_ scenario: Scenario) async throws {
        let demo = try await Demo()
        let screens = try await demo.run(scenario)
        #expect(screens.count == scenario.steps.count)
        for screen in screens { #expect(try screen.notice.title == demo.texts["title.test_material"]) }
        #expect(demo.wire.sealed.isEmpty)
    }

    @Test("5: of the animation the first frame is not found")
    func laterFrame() async throws {
        let demo = try await Demo()
        _ = try await demo.app.perform(Scenario.animation.steps[0])
        _ = try await demo.app.choose(.why)
        let steps = try await demo.app.choose(.details).reading.paragraphs[0].text
        #expect(steps.contains("frame 1") && !steps.contains("frame 0"))
    }

    @Test("6: a damaged file is shown before it goes out, an unknown one goes out, and neither is clean")
    func unreadable() async throws {
        let demo = try await Demo()
        let (damaged, unknown) = (Scenario.unreadable.steps[0], Scenario.unreadable.steps[1])
        #expect(
            try await demo.app.perform(damaged).notice.title == demo.texts["title.could_not_be_checked"])
        #expect(try await demo.app.choose(.send) == .sent(demo.texts["line.seen_unchecked"]))
        #expect(try await demo.app.perform(unknown) == .sent(demo.texts["line.could_not"]))
        #expect(demo.wire.sealed.count == 2)
        #expect(try await demo.checkedText().contains(demo.texts["checked.counts", 0, 0, 0, 2]))
    }

    @Test("7: a slip of the pen is shown, and corrected in one tap")
    func text() async throws {
        let demo = try await Demo()
        let notice = try await demo.app.perform(Scenario.text.steps[0]).notice
        #expect(notice.actions == [.correct, .keep, .send])
        #expect(try await demo.app.choose(.correct) == .sent(demo.texts["line.spelling"]))
        demo.settings.language = .dutch
        _ = try await demo.app.perform(Scenario.text.steps[0])
        _ = try await demo.app.choose(.correct)
        #expect(
            try demo.received() == ["I did not receive it.", "Dat is de enige foto."].map { Data($0.utf8) })
    }

    @Test("7: a listed link is shown before it goes out, without saying which it is")
    func link() async throws {
        let demo = try await Demo()
        for language in AppLanguage.allCases {
            demo.settings.language = language
            let notice = try await demo.app.perform(Scenario.text.steps[1]).notice
            #expect(notice.title == demo.texts["title.test_material"] && notice.cover == nil)
            #expect(notice.body.contains("link") && !notice.body.contains("presend.invalid"))
            #expect(notice.actions == [.delete, .keep, .help, .why, .send])
            #expect(demo.wire.sealed.isEmpty)
            _ = try await demo.app.choose(.keep)
        }
        #expect(demo.app.conversation.messages.allSatisfy { !$0.startsCovered })
    }

    @Test("8: an update is taken, a forged one is refused by name, and there is a way back")
    func update() async throws {
        let demo = try await Demo()
        let screens = try await demo.run(.update)
        #expect(try screens[0].notice.title == demo.texts["title.test_material"])
        let refused = "too few organisations vouch for some of its entries (UnderAttested)"
        let expected: [Screen] = [
            .news(demo.texts["update.done", 2]),
            // The same picture, which the new list has no longer.
            .sent(demo.texts["line.checked"]),
            .news(demo.texts["update.refused", refused]), .news(demo.texts["rollback.done", 1]),
        ]
        #expect(Array(screens.dropFirst()) == expected)
    }

    @Test("9: without a network everything works, and no socket is asked for")
    func offline() async throws {
        no_socket_begin()
        defer { _ = no_socket_end() }
        // The block works: a socket that is tried on purpose is refused, and counted.
        #expect(no_socket_try() == 0 && no_socket_end() == 1)
        no_socket_begin()
        let demo = try await Demo()
        let screens = try await demo.run(.offline)
        #expect(screens[0] == .sent(demo.texts["line.checked"]))
        #expect(try screens[1].notice.title == demo.texts["title.test_material"])
        #expect(no_socket_end() == 0)
    }

    @Test("10: what was checked names the list, who vouched for it, until when, and that nothing left")
    func checked() async throws {
        let demo = try await Demo()
        _ = try await demo.run(.listed)
        _ = try await demo.run(.harmless)
        let text = try await demo.checkedText()
        for said in [
            demo.texts["checked.counts", 1, 1, 0, 0], demo.texts["checked.set", "made-up/images", 1], "(NL)",
            "(DE)", demo.texts["checked.left"], demo.texts["checked.reports"],
        ] { #expect(text.contains(said)) }
        let origin = try #require(try await demo.app.sets.origin())
        let (weighed, ends) = (demo.texts.day(origin.notBefore), demo.texts.day(origin.sunset))
        #expect(text.contains(demo.texts["checked.weighed", weighed, origin.basis, ends]))
        let rules = demo.app.sets.scanner(demo.app.settings.policy).describePolicy()
        #expect(rules.contains("sealed_reports off"))
        #expect(text.contains(/The journal is unchanged[.].*: [1-9]/))
        let exported = try Repository.folder().appending(path: "journal.txt")
        try await demo.app.checked.export(to: exported)
        #expect(try String(contentsOf: exported, encoding: .utf8).contains(" warn "))
    }

    @Test("11: what comes is covered until it is asked for, and compared with nothing")
    func received() async throws {
        let demo = try await Demo()
        let covered = Screen.news(demo.texts["received.covered"])
        #expect(try await demo.run(.received) == [covered])
        // Listed, and nobody looked.
        #expect(try await demo.app.perform(.receive("kit/original.png")) == covered)
        let messages = demo.app.conversation.messages
        #expect(messages.count == 2 && demo.wire.sealed.isEmpty)
        #expect(messages.allSatisfy { $0.startsCovered && !$0.isFound && $0.isReceived && $0.number == nil })
    }
}
