import Foundation
import Presend
import Testing

@testable import DemoHeart

@MainActor
@Suite("The life of the set: what was learnt is kept, what is refused changes nothing")
struct SetsTests {
    private let update = [Step.update("sets/1-2.khd")]

    @Test("A demo that is opened again has the set and the journal it had")
    func openedAgain() async throws {
        let home = try Repository.folder()
        let first = try await Demo(home: home)
        _ = try await first.run(update)
        _ = try await first.run(.harmless)
        let text = try await Demo(home: home).checkedText()
        #expect(text.contains(first.texts["checked.set", "made-up/images", 2]))
        #expect(text.contains(first.texts["checked.counts", 1, 0, 0, 0]))
    }

    @Test("After an update the test picture is found still")
    func updated() async throws {
        let demo = try await Demo()
        _ = try await demo.run(update)
        #expect(try await demo.run(.listed)[0].notice.title == demo.texts["title.test_material"])
    }

    @Test("A refused update leaves everything as it was")
    func refused() async throws {
        let demo = try await Demo()
        let before = try await demo.checkedText().split(separator: "\n").filter { $0.contains("made-up") }
        let screen = try await demo.app.perform(.update("kit/random-bytes.bin"))
        #expect(screen == .news(demo.texts["update.refused", "it is not a list (NotASet)"]))
        let after = try await demo.checkedText().split(separator: "\n").filter { $0.contains("made-up") }
        #expect(before == after && !before.isEmpty)
    }

    @Test("If the set that the app carries is refused, the app opens, says so, and nothing is clean")
    func carriedIsRefused() async throws {
        let files = try Repository.folder()
        try FileManager.default.createDirectory(
            at: files.appending(path: "sets"), withIntermediateDirectories: true)
        try Repository.file("sets/pins.txt").write(to: files.appending(path: "sets/pins.txt"))
        try Repository.file("sets/forged.khs").write(to: files.appending(path: "sets/1.khs"))
        let sets = try await Sets(in: try Repository.folder(), of: files, vault: MemoryVault())
        #expect(try await sets.freshness() == .missing(refusedBy: nil))
        #expect(try await sets.origin() == nil)
        let checked = await sets.scanner(.warnOnly).scan(try Repository.file("photos/coffee.jpg"))
        #expect(checked.report.outcome == .undecided(.noUsableSet))
    }

    @Test("Within the memory of a share extension the pictures are checked as well")
    func shareExtension() async throws {
        let demo = try await Demo(limits: .shareExtension)
        #expect(try await demo.run(.harmless) == [.sent(demo.texts["line.checked"])])
        for scenario in [Scenario.listed, .reencoded, .edited, .animation] {
            for screen in try await demo.run(scenario) {
                #expect(try screen.notice.title == demo.texts["title.test_material"])
            }
        }
    }

    @Test("What takes more memory than a share extension has is shown as not checked, and never as clean")
    func tooLargeForShareExtension() async throws {
        // A GIF of one pixel on a canvas of 6,000 by 2,000, which takes 48 MB: too much for the extension only.
        let (width, height) = (UInt16(6_000), UInt16(2_000))
        var picture = Data("GIF89a".utf8)
        for side in [width, height] {
            withUnsafeBytes(of: side.littleEndian) { picture.append(contentsOf: $0) }
        }
        picture.append(contentsOf: [0x80, 0, 0, 0, 0, 0, 255, 255, 255])
        picture.append(contentsOf: [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b])
        let item = Outgoing.attachment(name: "large.gif", bytes: picture)
        let (app, share) = (try await Demo(), try await Demo(limits: .shareExtension))
        #expect(try await app.app.attach(item) == .sent(app.texts["line.checked"]))
        #expect(try await share.app.attach(item).notice.title == share.texts["title.could_not_be_checked"])
    }
}
