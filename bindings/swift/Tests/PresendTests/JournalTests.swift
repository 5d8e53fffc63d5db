import Foundation
import Presend
import Testing

@Suite("A journal")
struct JournalTests {
    @Test("In a folder: it has what was decided, verifies, names what was changed, and can be deleted")
    func inAFolder() async throws {
        let folder = try Sample.folder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let journal = try Journal(in: folder)
        let scanner = try scanner(journal)
        let before = today
        #expect(await scanner.scan(try Sample.cat()).recorded == .yes)
        #expect(await scanner.scan(Data("plain text".utf8)).recorded == .notNeeded)
        #expect(try journal.verify() == JournalFacts.expected(records: 1))
        let counts = try journal.counts()
        #expect((counts.clean, counts.matched, counts.undecided) == (1, 1, 0))
        let day = try #require(try journal.days().first)
        #expect(day.counts == counts)
        #expect((before...today).contains(day.day))
        let event = try #require(day.records.first?.event)
        guard case .decided(.ask, .match, .policy, let strongest?, []) = event, day.records.count == 1 else {
            Issue.record("\(event) is not what was decided")
            return
        }
        #expect(strongest.evidence == .perceptual)
        #expect(strongest.set.name == "cats" && !strongest.set.isVerified)
        let text = try journal.text()
        #expect(text.contains(" ask match perceptual ") && text.contains(" cats 0 unverified "))
        #expect(!text.contains(Sample.catHash))

        try "changed".write(to: folder.appendingPathComponent("journal"), atomically: true, encoding: .utf8)
        #expect(throws: PresendError.self) { try journal.verify() }
        guard case .failed(let reason) = await scanner.scan(try Sample.cat()).recorded else {
            Issue.record("a damaged journal records nothing")
            return
        }
        #expect(!reason.isEmpty)

        try journal.deleteAll()
        #expect(try journal.verify() == JournalFacts.expected(records: 1, deleted: 1))
        #expect(await scanner.scan(try Sample.cat()).recorded == .yes)
    }

    @Test("That the app keeps: the same")
    func keptByTheApp() async throws {
        let keeper = MemoryKeeper()
        let journal = Journal(keptBy: keeper)
        let scanner = try scanner(journal)
        for _ in 0..<3 { #expect(await scanner.scan(try Sample.cat()).recorded == .yes) }
        #expect(try journal.verify() == JournalFacts.expected(records: 3))
        #expect(try journal.text() == (try keeper.chain()))
        #expect(try Journal(keptBy: keeper).verify().records == 3)
        let (chain, state) = (try keeper.chain(), try #require(try keeper.state()))
        keeper.put(chain: chain.replacingOccurrences(of: " ask ", with: " warn "), state: state)
        #expect(throws: PresendError.self) { try journal.verify() }
        try journal.deleteAll()
        #expect(try journal.verify() == JournalFacts.expected(records: 1, deleted: 3))
    }

    @Test("Two that share a keeper keep one chain, and lose nothing")
    func shared() async throws {
        let keeper = MemoryKeeper()
        let journals = [Journal(keptBy: keeper), Journal(keptBy: keeper)]
        let other = Journal(keptBy: keeper)
        try await withThrowingTaskGroup(of: Recorded.self) { group in
            for number in 0..<20 {
                let scanner = try scanner(journals[number % 2])
                let cat = try Sample.cat()
                group.addTask { await scanner.scan(cat).recorded }
            }
            for try await recorded in group { #expect(recorded == .yes) }
        }
        for journal in journals { #expect(try journal.verify().records == 20) }
        // The other one is first, after this one has read.
        keeper.beforeNextChange { try? other.deleteAll() }
        let own = try scanner(journals[0])
        #expect(await own.scan(try Sample.cat()).recorded == .yes)
        #expect(try journals[0].verify() == JournalFacts.expected(records: 2, deleted: 20))
        #expect(try journals[1].counts().matched == 1)
    }

    @Test("What another process broke is named, and nothing is written after it")
    func broken() async throws {
        let keeper = MemoryKeeper()
        let journal = Journal(keptBy: keeper)
        let scanner = try scanner(journal)
        #expect(await scanner.scan(try Sample.cat()).recorded == .yes)
        let (chain, state) = (try keeper.chain(), try keeper.state())
        #expect(await scanner.scan(try Sample.cat()).recorded == .yes)
        let (longer, newer) = (try keeper.chain(), try keeper.state())
        let broken: [(String, String?)] = [
            (longer, "nonsense"), (longer, nil), (longer, state), (chain, state),
            (longer + "nonsense\n", newer),
        ]
        for (chain, state) in broken {
            keeper.put(chain: chain, state: state)
            guard case .failed = await scanner.scan(try Sample.cat()).recorded else {
                Issue.record("it says so")
                continue
            }
            #expect(try keeper.chain() == chain && keeper.state() == state)
            #expect(throws: PresendError.self) { try journal.verify() }
        }
        try journal.deleteAll()
        #expect(try journal.verify() == JournalFacts.expected(records: 1, deleted: 2))
    }

    @Test("A keeper that throws fails the record, not the scan")
    func keeperThrows() async throws {
        let keeper = MemoryKeeper()
        let journal = Journal(keptBy: keeper)
        let scanner = try scanner(journal)
        keeper.breakDown()
        let checked = await scanner.scan(try Sample.cat())
        #expect(checked.report.outcome == .match && checked.decision.action == .ask)
        guard case .failed = checked.recorded else {
            Issue.record("it says so")
            return
        }
        #expect(throws: PresendError.self) { try journal.text() }
        #expect(throws: PresendError.self) { try journal.verify() }
        #expect(throws: PresendError.self) { try journal.deleteAll() }
        keeper.breakDown(false)
        #expect(await scanner.scan(try Sample.cat()).recorded == .yes)
        #expect(try journal.verify().records == 1)
    }

    @Test("A day has no zone: it reads the same everywhere")
    func days() {
        #expect(CalendarDay(daysSince1970: 0).description == "1970-01-01")
        #expect(CalendarDay(daysSince1970: 20_818).description == "2026-12-31")
        #expect(CalendarDay(daysSince1970: 20_819).components == DateComponents(year: 2027, month: 1, day: 1))
    }

    private var today: CalendarDay {
        CalendarDay(daysSince1970: UInt32(Date().timeIntervalSince1970) / 86_400)
    }

    @Test("One that cannot be is an error")
    func nowhere() {
        #expect(throws: PresendError.self) { try Journal(in: URL(fileURLWithPath: "/dev/null/journal")) }
    }

    private func scanner(_ journal: Journal) throws -> AttachmentScanner {
        AttachmentScanner(sets: [try Sample.list()], policy: .askBeforeSend(.teen), journal: journal)
    }
}

extension JournalFacts {
    /// Compares by what the tests know.
    static func expected(records: UInt64, deleted: UInt64 = 0) -> Expected {
        Expected(records: records, deleted: deleted)
    }

    struct Expected {
        let records: UInt64
        let deleted: UInt64
    }

    static func == (facts: JournalFacts, expected: Expected) -> Bool {
        facts.records == expected.records && facts.deleted == expected.deleted && facts.repairs == 0
    }
}
