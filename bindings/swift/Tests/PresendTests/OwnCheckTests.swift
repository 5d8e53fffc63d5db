import Foundation
import Presend
import Testing

/// A check of the app's own, made of a function.
private struct Own: OwnCheck {
    var name = "spelling"
    var looksAt = OwnInput.text
    var deadline = Duration.seconds(10)
    let looks: @Sendable (OwnSeen) throws -> OwnAnswer

    func check(_ seen: OwnSeen) throws -> OwnAnswer { try looks(seen) }
}

@Suite("Checks of the app's own")
struct OwnCheckTests {
    private func scanner(_ checks: Own...) throws -> AttachmentScanner {
        AttachmentScanner(sets: [try Sample.list()], ownChecks: checks)
    }

    private func said(_ checked: Checked) -> OwnSaid? {
        checked.report.ownChecks.count == 1 ? checked.report.ownChecks.first?.said : nil
    }

    @Test("A remark is in the report, the decision and the journal, and is no finding")
    func remark() async throws {
        let folder = try Sample.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = try Journal(in: folder)
        let check = Own { seen in
            guard case .text(let text) = seen else { throw MadeUpFailure() }
            return text.contains("recieve") ? .remark : .nothing
        }
        let scanner = AttachmentScanner(sets: [try Sample.list()], journal: journal, ownChecks: [check])
        #expect(said(await scanner.scan(text: "receive")) == .nothing)
        let checked = await scanner.scan(text: "recieve")
        #expect(checked.report.ownChecks.first?.check == "spelling" && said(checked) == .remark)
        #expect(checked.report.findings.isEmpty && checked.decision.action == .warn)
        #expect(checked.explain(.user).contains("check \"spelling\" has a remark"))
        let line = "\nown_check spelling looks_at text deadline_ms 10000 at most ask\n"
        #expect(scanner.describePolicy().contains(line))
        let event = try #require(try journal.days().first?.records.first?.event)
        guard case .decided(.warn, .undecided, .policy, nil, ["spelling"]) = event else {
            Issue.record("\(event) is not what was decided")
            return
        }
    }

    @Test("Where nothing was found the message is its remark, and a match stays a match")
    func besideAMatch() async throws {
        let scanner = try scanner(Own(looksAt: .bytes) { _ in .remark })
        let clean = await scanner.scan(Data("plain text".utf8))
        #expect(clean.report.outcome == .clean && said(clean) == .remark)
        guard case .warn(let notice) = clean.decision else {
            Issue.record("\(clean.decision) is no warning")
            return
        }
        #expect(notice.key == .ownRemark)
        let found = await scanner.scan(try Sample.cat())
        #expect(found.report.outcome == .match && said(found) == .remark)
        #expect(said(await scanner.scan(text: "hello")) == .notAsked)
    }

    @Test("It sees the pixels that were handed over")
    func pixels() async throws {
        let handed = PixelBuffer(
            bytes: Data([1, 2, 3, 0, 4, 5, 6]), width: 3, height: 2, bytesPerRow: 4, format: .gray8,
            orientation: .rotate90)
        let scanner = try scanner(
            Own(looksAt: .pixels) { seen in
                guard case .pixels(let pixels) = seen else { throw MadeUpFailure() }
                let isSame = pixels.bytes == handed.bytes && pixels.bytesPerRow == 4
                return isSame && pixels.orientation == .rotate90 ? .remark : .nothing
            })
        #expect(said(await scanner.scan(handed)) == .remark)
    }

    @Test("What it throws is failed, and one that does not return is late")
    func failures() async throws {
        let failing = try scanner(Own { _ in throw MadeUpFailure() })
        #expect(said(await failing.scan(text: "hello")) == .failed)
        let release = DispatchSemaphore(value: 0)
        let hanging = try scanner(
            Own(deadline: .milliseconds(20)) { _ in
                release.wait()
                return .remark
            })
        #expect(said(await hanging.scan(text: "hello")) == .late)
        release.signal()
    }
}
