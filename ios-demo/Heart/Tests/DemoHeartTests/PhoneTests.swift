import Foundation
import Testing

@testable import DemoHeart

@MainActor
@Suite("What the views show")
struct PhoneTests {
    @Test("A scenario is walked through step by step, and none can be left out while a notice is open")
    func steps() async throws {
        let demo = try await Demo()
        let phone = Phone(demo.app)
        #expect(phone.screen == nil && phone.nextLabel == nil)
        await phone.begin(.edited)
        for (index, file) in ["turned-mirror.jpg", "gif-palette.gif", "jpeg-cmyk-adobe.jpg"].enumerated() {
            #expect(try #require(phone.screen).notice.title == demo.texts["title.test_material"])
            #expect(phone.nextLabel == nil)
            await phone.choose(.why)
            #expect(phone.nextLabel == nil)
            await phone.choose(.back)
            await phone.choose(.keep)
            #expect(phone.nextLabel == demo.texts["window.next", file, index + 2, 4])
            await phone.next()
        }
        await phone.choose(.keep)
        #expect(phone.nextLabel == nil && !phone.isBusy && phone.failure == nil)
    }

    @Test("Every scenario can be gone through to its end")
    func all() async throws {
        let phone = Phone(try await Demo().app)
        for scenario in Scenario.allCases {
            await phone.begin(scenario)
            #expect(phone.about.isEmpty == (scenario != .offline && scenario != .update))
            for _ in scenario.steps {
                if case .notice = phone.screen { await phone.choose(.keep) }
                await phone.next()
            }
            #expect(phone.nextLabel == nil && phone.failure == nil && phone.screen != nil)
        }
        await phone.begin(.checked)
        await phone.choose(.export)
        #expect(phone.failure == nil)
    }

    @Test("A change of the language is seen on every part, and one of the switch sends nothing")
    func settings() async throws {
        let demo = try await Demo()
        let phone = Phone(demo.app)
        await phone.begin(.offline)
        let english = [phone.about, phone.nextLabel, demo.texts["line.checked"]]
        #expect(phone.screen == .sent(demo.texts["line.checked"]))
        demo.settings.language = .dutch
        await phone.settingsChanged()
        let dutch = [phone.about, phone.nextLabel, demo.texts["line.checked"]]
        #expect(phone.screen == .sent(demo.texts["line.checked"]))
        for (english, dutch) in zip(english, dutch) {
            #expect(english != dutch && english != nil && dutch != nil)
        }
        await phone.next()
        #expect(try #require(phone.screen).notice.title == "Testafbeelding gevonden")
        demo.settings.checks = false
        await phone.settingsChanged()
        #expect(phone.screen == .kept(demo.texts["line.off"]) && demo.wire.sealed.count == 1)
    }

    @Test("What is shared while something is checked comes after it, and neither is lost")
    func sharedMeanwhile() async throws {
        let demo = try await Demo()
        let phone = Phone(demo.app)
        async let begun: Void = phone.begin(.listed)
        while !phone.isBusy { await Task.yield() }
        await phone.attach(.text("Hello"))
        await begun
        #expect(phone.screen == .sent(demo.texts["line.spelling"]) && !phone.isBusy)
        #expect(demo.app.conversation.messages.map(\.line) == ["line.kept", "line.spelling"])
    }

    @Test("What fails is said, sends nothing, and is forgotten after the next that works")
    func failure() async throws {
        let demo = try await Demo()
        let phone = Phone(demo.app)
        await phone.choose(.send)
        #expect(phone.failure != nil && phone.screen == nil && demo.wire.sealed.isEmpty)
        await phone.attach(.text("Hello"))
        #expect(phone.failure == nil && phone.screen == .sent(demo.texts["line.spelling"]))
        #expect(demo.app.conversation.messages.map(\.item) == [.text("Hello")])
    }
}
