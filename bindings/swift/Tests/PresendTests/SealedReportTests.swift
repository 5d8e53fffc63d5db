import Foundation
import Presend
import Testing

@Suite("The way to a sealed report, and every way that does not lead there")
struct SealedReportTests {
    private let name = MadeSets.name
    private let day = 86_400.0
    private let begin = Date(timeIntervalSince1970: 1_800_000_000)
    private let desk = AppealDesk("https://office.example/contest")
    private var later: Date { begin + 2 * day }

    private static let made = Sample.root.appendingPathComponent("target/report-sets")

    private struct Phone {
        let store: SetStore
        let journal: Journal

        func send(
            _ file: Int, at now: Date, desk: AppealDesk?, policy: BuiltInPolicy = .reportCandidate,
            journaled: Bool = true
        ) async throws -> Checked {
            let scanner = store.scanner(
                policy: policy, journal: journaled ? journal : nil, appealDesk: desk)
            let bytes = try Data(contentsOf: made.appendingPathComponent("file-\(file)"))
            return await scanner.scan(bytes, at: now)
        }
    }

    private func phone(_ file: String = "1.khs", _ pins: String = "pins.txt") async throws -> Phone {
        let text = try String(contentsOf: Self.made.appendingPathComponent(pins), encoding: .utf8)
        let store = try await SetStore.open(
            at: try Sample.folder(), pins: [text], vault: MemoryVault(), now: begin)
        let set = try Data(contentsOf: Self.made.appendingPathComponent(file))
        try await store.install(set, for: name, at: begin)
        return Phone(store: store, journal: try Journal(in: try Sample.folder()))
    }

    private func reached(_ phone: Phone) async throws -> ThresholdReached {
        for (file, days) in [(1, 0.0), (2, 1.0)] {
            let checked = try await phone.send(file, at: begin + days * day, desk: desk)
            #expect(leadsNowhere(checked))
        }
        guard let reached = try await phone.send(3, at: later, desk: desk).thresholdReached() else {
            throw MadeUpFailure()
        }
        return reached
    }

    private func shown(_ phone: Phone) async throws -> NoticeShown {
        let notice = try await reached(phone).notice(at: later)
        return try await notice.shown(at: later)
    }

    private func leadsNowhere(_ checked: Checked) -> Bool {
        guard let reached = checked.thresholdReached() else { return true }
        return reached.set != name
    }

    @Test("Threshold, notice and consent make one report")
    func way() async throws {
        let phone = try await self.phone()
        let notice = try await reached(phone).notice(at: later)
        let facts = notice.facts
        #expect(facts.set == name && facts.recipient == "office.example" && facts.findings == 3)
        #expect(facts.appealDesk == desk?.address && facts.ends > facts.weighed)
        for language in ExplanationLanguage.allCases {
            let text = notice.text(in: language)
            #expect(text.contains(facts.appeal))
        }
        let seen = try await notice.shown(at: later)
        #expect(try phone.store.pending(for: name).count == 3)
        let report = try await seen.seal(at: later)
        #expect(report.bytes.count == 4_208 && report.bytes.starts(with: Data("PKRP".utf8)))
        #expect(report.appeal == facts.appeal)
        #expect(try phone.store.pending(for: name).isEmpty)
        let events = try phone.journal.records().map(\.event)
        guard case .reportSealed(let set, let appeal) = events.last else { throw MadeUpFailure() }
        #expect(set.name == name && appeal == facts.appeal)
    }

    @Test("A decline is a decline")
    func decline() async throws {
        let phone = try await self.phone()
        try await shown(phone).decline(at: later)
        #expect(try phone.store.pending(for: name).isEmpty)
        let events = try phone.journal.records().map(\.event)
        guard case .reportDeclined = events.last else { throw MadeUpFailure() }
        #expect(leadsNowhere(try await phone.send(4, at: later, desk: desk)))
    }

    @Test("Below the threshold and without each part there is no first step")
    func parts() async throws {
        let phone = try await self.phone()
        for file in [1, 1, 2, 2, 1] {
            #expect(leadsNowhere(try await phone.send(file, at: begin, desk: desk)))
        }
        #expect(!leadsNowhere(try await phone.send(3, at: later, desk: desk)))
        #expect(leadsNowhere(try await phone.send(3, at: later, desk: nil)))
        #expect(leadsNowhere(try await phone.send(3, at: later, desk: desk, policy: .blockMatch)))
        #expect(leadsNowhere(try await phone.send(3, at: later, desk: desk, journaled: false)))
    }

    @Test("After the sunset there is no step at all")
    func sunset() async throws {
        let (sunset, first) = (begin + 5 * day, try await phone("sunset.khs"))
        let noNotice = await refusal(of: try await reached(first), at: sunset)
        #expect(noNotice == "Ended")
        let second = try await phone("sunset.khs")
        let noReport = await refusal(of: try await shown(second), at: sunset)
        #expect(noReport == "Ended")
        #expect(leadsNowhere(try await second.send(3, at: later, desk: desk)))
    }

    @Test("What was forgotten or replaced is not sealed")
    func replaced() async throws {
        let first = try await phone()
        let forgotten = try await shown(first)
        try first.store.forgetPending(for: name)
        let below = await refusal(of: forgotten, at: later)
        #expect(below == "BelowThreshold")
        let second = try await phone()
        let replaced = try await shown(second)
        let next = try Data(contentsOf: Self.made.appendingPathComponent("2.khs"))
        try await second.store.install(next, for: name, at: later)
        let other = await refusal(of: replaced, at: later)
        #expect(other == "OtherVersion")
    }

    @Test("Test sets and plain lists lead nowhere")
    func tests() async throws {
        let phone = try await self.phone("test.khs", "test-pins.txt")
        for file in 1...4 {
            let checked = try await phone.send(file, at: begin, desk: desk)
            #expect(checked.report.outcome == .match && leadsNowhere(checked))
        }
        #expect(try phone.store.pending(for: name).isEmpty)
        let list = AttachmentScanner(sets: [try .demo()], policy: .reportCandidate, journal: phone.journal)
        #expect(leadsNowhere(await list.scan(TestKit.pictures[0].file)))
    }

    @Test("An address is one word, and the policy says who can open a report")
    func address() async throws {
        #expect(AppealDesk("") == nil && AppealDesk("two words") == nil && desk != nil)
        let phone = try await self.phone()
        let scanner = phone.store.scanner(
            policy: .reportCandidate, journal: phone.journal, appealDesk: desk)
        let says = scanner.describePolicy()
        #expect(says.contains("sealed_reports set \(name) version 1 to office.example key "))
        #expect(phone.store.scanner(appealDesk: desk).describePolicy().contains("sealed_reports off"))
    }
}

/// The name under which there is no notice; `nil` if there is one.
private func refusal(of reached: consuming ThresholdReached, at now: Date) async -> String? {
    do {
        let notice = try await reached.notice(at: now)
        return notice.facts.set.isEmpty ? "empty" : nil
    } catch {
        return name(of: error)
    }
}

/// The name under which no report was made; `nil` if there is one.
private func refusal(of shown: consuming NoticeShown, at now: Date) async -> String? {
    do {
        let report = try await shown.seal(at: now)
        return report.bytes.isEmpty ? "empty" : nil
    } catch {
        return name(of: error)
    }
}

private func name(of error: any Error) -> String? {
    guard case PresendError.noReport(let name, let reason) = error, !reason.isEmpty else {
        Issue.record("\(error) is no refusal of a report")
        return nil
    }
    return name
}
