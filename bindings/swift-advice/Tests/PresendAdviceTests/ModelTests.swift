import Foundation
import Presend
import PresendAdvice
import Testing

@Suite("The test model, and what is no model")
struct ModelTests {
    private func verdict(
        _ picture: Picture, _ state: Switch? = nil, _ moment: Moment = .beforeSending
    ) async throws -> Verdict {
        let check = AdviceCheck(try await Sample.model())
        return await check.advise(moment, picture, switch: try state ?? Sample.on())
    }

    private func question(_ verdict: Verdict) throws -> AdviceQuestion {
        guard case .ask(let question) = verdict else { throw MadeUpFailure() }
        return question
    }

    private func refused(_ file: Data, _ pin: String) async throws -> String {
        do {
            _ = try await Model.load(file, pin: pin)
        } catch AdviceError.model(let name, _) {
            return name
        }
        return "accepted"
    }

    @Test("Stripes are asked about, as pixels and as a file, and nothing else is")
    func pictures() async throws {
        for picture in [Picture.pixels(Sample.stripes), .file(Sample.bmp(Sample.stripes))] {
            let question = try question(try await verdict(picture))
            #expect(question.adviceClass == .test && question.moment == .beforeSending)
            #expect(question.text() == "This looks like a test picture. Do you want to send it?")
            #expect(question.text(in: .dutch) == "Dit lijkt een testplaatje. Wil je het versturen?")
            #expect(question.friction == .least)
        }
        for other in Sample.others {
            #expect(try await verdict(.pixels(other)) == .nothing)
            #expect(try await verdict(.file(Sample.bmp(other))) == .nothing)
        }
    }

    @Test("A child is asked with more friction, also before a picture is shown")
    func friction() async throws {
        let state = try Sample.on(.child, by: .guardian)
        let question = try question(try await verdict(.pixels(Sample.stripes), state, .beforeShowing))
        #expect(question.text() == "This looks like a test picture. You do not have to look at it.")
        #expect(question.friction.confirmations == 2 && question.friction.pauseSeconds > 0)
    }

    @Test("Nobody looks while it is off, and what cannot be read is not nothing")
    func unread() async throws {
        let cut = Sample.bmp(Sample.stripes).prefix(2_000)
        #expect(try await verdict(.file(cut), .off) == .off)
        #expect(try await verdict(.file(cut)) == .notLooked(.unread(.truncated)))
        #expect(try await verdict(.file(Data())) == .notLooked(.unread(.empty)))
        let short = PixelBuffer(
            bytes: Data(count: 100), width: 96, height: 80, bytesPerRow: 96 * 3, format: .rgb8)
        #expect(try await verdict(.pixels(short)) == .notLooked(.unread(.truncated)))
        #expect(NoAdvice.unread(.truncated).name == "truncated")
    }

    @Test("A model is what its pin says, or is refused by name")
    func models() async throws {
        #expect(try await Sample.model().name == "stripes")
        let (file, pin) = (try Sample.file("stripes.onnx"), try Sample.pin())
        #expect(try await refused(file + Data([0]), pin) == "wrong_digest")
        let (input, output) = ("input 64 64", "output probabilities 1")
        #expect(try await refused(file, pin.replacing(input, with: "input 32 64")) == "wrong_input")
        #expect(
            try await refused(file, pin.replacing(output, with: "output probabilities 2")) == "wrong_output")
        let noise = Self.noise()
        #expect(try await refused(noise, pin) == "wrong_digest")
        // The digest of the noise: it is pinned, and is no model.
        let pinned = "a440bac04b375a8951fd6047104b24e492a134e50eade865b607fd6268c3dd6d"
        let line = pin.split(separator: "\n")[2]
        #expect(try await refused(noise, pin.replacing(line, with: "sha256 \(pinned)")) == "not_a_model")
        #expect(try await refused(Data(count: (64 << 20) + 1), pin) == "too_large")
    }

    /// 10 MB that mean nothing, the same each time.
    private static func noise() -> Data {
        var (state, bytes) = (UInt32(1), [UInt8]())
        bytes.reserveCapacity(10 << 20)
        for _ in 0..<10 << 20 {
            state = state &* 1_103_515_245 &+ 12_345
            bytes.append(UInt8(state >> 24))
        }
        return Data(bytes)
    }

    @Test("A bad pin is refused with its line")
    func pins() async throws {
        let pin = try Sample.pin().replacing("layout nchw", with: "layout chwn")
        let file = try Sample.file("stripes.onnx")
        do {
            _ = try await Model.load(file, pin: pin)
            Issue.record("it was accepted")
        } catch AdviceError.badPin(let reason) {
            #expect(reason.contains("line 5"))
        }
    }
}
