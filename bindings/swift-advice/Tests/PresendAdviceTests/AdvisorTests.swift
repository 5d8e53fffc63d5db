import Foundation
import Presend
import PresendAdvice
import Testing

@Suite("Advisors that the app lends", .timeLimit(.minutes(10)))
struct AdvisorTests {
    private let handed = PixelBuffer(
        bytes: Data([1, 2, 3, 0, 4, 5, 6]), width: 3, height: 2, bytesPerRow: 4, format: .gray8,
        orientation: .rotate90)

    private func verdict(_ advisor: Lent) async throws -> Verdict {
        await AdviceCheck(advisor).advise(.beforeSending, .pixels(handed), switch: try Sample.on())
    }

    @Test("It sees the pixels that were handed over, and its strongest word is asked about")
    func pixels() async throws {
        let handed = handed
        let said = try await verdict(
            Lent { pixels in
                let isSame = pixels.bytes == handed.bytes && pixels.bytesPerRow == 4 && pixels.width == 3
                guard isSame, pixels.orientation == .rotate90, pixels.format == .gray8 else {
                    throw MadeUpFailure()
                }
                return .nothing.with(.violence, .likely).with(.violence, .unlikely)
            })
        guard case .ask(let question) = said else { throw MadeUpFailure() }
        #expect(question.adviceClass == .violence)
    }

    @Test("An adult is asked about what is likely, and not about what is possible")
    func bands() async throws {
        #expect(try await verdict(Lent { _ in .nothing.with(.nudity, .possible) }) == .nothing)
        #expect(try await verdict(Lent { _ in .nothing.with(.nudity, .likely) }) != .nothing)
        let likely = Advice.nothing.with(.nudity, .likely)
        var dumped = ""
        dump(likely, to: &dumped)
        #expect("\(likely)" == "Advice" && !dumped.contains("nudity"))
    }

    @Test("Every format and orientation gets there and back, and every class")
    func values() async throws {
        for format in PixelFormat.allCases {
            for orientation in Orientation.allCases {
                let check = AdviceCheck(
                    Lent { pixels in
                        guard pixels.format == format, pixels.orientation == orientation else {
                            throw MadeUpFailure()
                        }
                        return .nothing
                    })
                let picture = PixelBuffer(
                    bytes: Data(count: 4), width: 1, height: 1, bytesPerRow: 4, format: format,
                    orientation: orientation)
                #expect(
                    await check.advise(.beforeShowing, .pixels(picture), switch: try Sample.on()) == .nothing)
            }
        }
        for seen in AdviceClass.allCases {
            guard case .ask(let question) = try await verdict(Lent { _ in .nothing.with(seen, .likely) })
            else {
                throw MadeUpFailure()
            }
            #expect(question.adviceClass == seen && question.text(in: .dutch) != question.text())
        }
    }

    @Test("What it throws is not nothing")
    func throwing() async throws {
        #expect(try await verdict(Lent { _ in throw MadeUpFailure() }) == .notLooked(.advisorFailed))
    }

    @Test("A task that is cancelled does not wait for one that hangs, and others go on")
    func hanging() async throws {
        let (began, end) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let check = AdviceCheck(
            Lent { pixels in
                if pixels.width == 3 {
                    began.signal()
                    end.wait()
                }
                return .nothing
            })
        let (handed, state) = (handed, try Sample.on())
        // More than there are threads for scans.
        let tasks = (0..<ProcessInfo.processInfo.activeProcessorCount + 2).map { _ in
            Task {
                await check.advise(.beforeSending, .pixels(handed), switch: state)
            }
        }
        await Task.detached { began.wait() }.value
        tasks.forEach { $0.cancel() }
        for task in tasks { #expect(await task.value == .notLooked(.unread(.cancelled))) }
        #expect(await check.advise(.beforeSending, .pixels(Sample.stripes), switch: state) == .nothing)
        tasks.forEach { _ in end.signal() }
    }

    @Test("Code without Swift concurrency waits")
    func blocking() throws {
        let check = AdviceCheck(Lent { _ in .nothing })
        #expect(check.adviseBlocking(.beforeShowing, .pixels(handed), switch: try Sample.on()) == .nothing)
        #expect(check.adviseBlocking(.beforeShowing, .pixels(handed), switch: .off) == .off)
    }
}
