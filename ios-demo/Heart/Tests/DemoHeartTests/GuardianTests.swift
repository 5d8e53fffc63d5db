import Foundation
import Presend
import Testing

@testable import DemoHeart

@MainActor
@Suite("A grown-up's code before the rules: it holds, slows guessing down, and is kept as no code")
struct GuardianTests {
    private let clock = Demo.Clock()
    private let file: URL
    private let texts: Texts

    init() throws {
        file = try Repository.folder().appending(path: "guardian.txt")
        texts = Texts(.english, try Repository.table())
    }

    private func guardian() -> Guardian { Guardian(file: file, now: { [clock] in clock.now }) }

    private func turn(_ guardian: Guardian, _ key: Guardian.Key, _ code: String = "") throws -> String {
        try guardian.turn(key, code: code, texts)
    }

    @Test("The right code opens, a wrong one does not, leaving locks again, and a short code is none")
    func opens() throws {
        let guardian = guardian()
        #expect(try turn(guardian, .set, "123") == texts["guardian.short", 4] && !guardian.isLocked)
        #expect(try turn(guardian, .set, "2580") == texts["guardian.locked"])
        #expect(try turn(guardian, .open, "0000") == texts["guardian.wrong"] && guardian.isLocked)
        #expect(try turn(guardian, .remove) == texts["guardian.locked"])
        #expect(try turn(guardian, .open, "2580") == texts["guardian.unlocked"] && !guardian.isLocked)
        guardian.close()
        #expect(guardian.isLocked && self.guardian().isLocked)
        _ = try turn(guardian, .open, "2580")
        #expect(try turn(guardian, .remove) == texts["guardian.none"] && !self.guardian().isLocked)
    }

    @Test("After three wrong codes each costs twice the wait, and opening the app again gains nothing")
    func waits() throws {
        var guardian = guardian()
        _ = try turn(guardian, .set, "2580")
        for _ in 0..<2 { #expect(try turn(guardian, .open, "0000") == texts["guardian.wrong"]) }
        for wait in [30, 60] {
            #expect(try turn(guardian, .open, "0000") == texts["guardian.wait", wait])
            clock.now += .seconds(wait - 1)
            #expect(try turn(guardian, .open, "2580") == texts["guardian.wait", 1])
            guardian = self.guardian()
            #expect(try turn(guardian, .open, "2580") == texts["guardian.wait", wait])
            clock.now += .seconds(wait)
        }
        #expect(try turn(guardian, .open, "2580") == texts["guardian.unlocked"])
    }

    @Test("What is kept is no code, and what is damaged stays locked")
    func kept() throws {
        _ = try turn(guardian(), .set, "2580")
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(text.wholeMatch(of: /[0-9a-f]{32} [0-9a-f]{64} 0/) != nil)
        for damaged in ["", "x", String(text.dropLast(3)), text + "0000000"] {
            try Data(damaged.utf8).write(to: file)
            let guardian = guardian()
            _ = try turn(guardian, .open, "2580")
            #expect(guardian.isLocked)
        }
    }

    @Test("A code is stretched as the published example of PBKDF2-HMAC-SHA-256 has it")
    func stretched() throws {
        // RFC 7914, section 11: 64 bytes, of which these are the first 32.
        let hash = try primitives.stretch("passwd", salt: Data("salt".utf8), rounds: 1)
        #expect(hash.hex == "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc")
    }

    @Test("While it is locked no rule changes, whatever a view lets through, and the language does")
    func rules() async throws {
        let demo = try await Demo()
        demo.settings.audience = .child
        _ = try demo.app.guardian.turn(.set, code: "2580", texts)
        (demo.settings.checks, demo.settings.reaction, demo.settings.audience) = (false, .observe, .adult)
        demo.settings.language = .dutch
        let locked = ["checks true", "reaction warn", "audience child", "language dutch"]
        #expect(demo.settings.lines == locked)
        _ = try demo.app.guardian.turn(.open, code: "2580", texts)
        demo.settings.audience = .adult
        #expect(demo.settings.audience == .adult && demo.trustedWire.sealed.isEmpty)
    }
}
