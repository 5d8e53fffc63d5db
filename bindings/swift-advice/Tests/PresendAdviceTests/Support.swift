import Foundation
import Presend
import PresendAdvice

/// What the suites share: the test model, and the pictures that `train.py` draws.
enum Sample {
    static let testdata = (0..<5).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
        url.deletingLastPathComponent()
    }.appendingPathComponent("advice/testdata")

    static func file(_ name: String) throws -> Data {
        try Data(contentsOf: testdata.appendingPathComponent(name))
    }
    static func pin() throws -> String { String(decoding: try file("stripes.pin"), as: UTF8.self) }
    static func model() async throws -> Model { try await .load(try file("stripes.onnx"), pin: try pin()) }

    static func on(_ audience: Audience = .adult, by: SetBy = .user) throws -> Switch {
        var state = Switch.off
        try state.turnOn(by: by, for: audience)
        return state
    }

    /// What the test model was trained for.
    static let stripes = drawn { x, y in (x + y) / 12 % 2 == 0 ? yellow : black }
    static let others = [
        drawn { x, _ in x / 12 % 2 == 0 ? yellow : black },
        drawn { x, y in [x * 255 / 95, y * 255 / 79, 128] },
        drawn { x, y in [0, 1, 2].map { (x * 7 + y * 13 + $0 * 5) % 251 } },
    ]

    private static let yellow = [240, 200, 20]
    private static let black = [20, 20, 20]

    private static func drawn(_ colour: (Int, Int) -> [Int]) -> PixelBuffer {
        let rows = (0..<80).flatMap { y in (0..<96).flatMap { x in colour(x, y).map { UInt8($0) } } }
        return PixelBuffer(bytes: Data(rows), width: 96, height: 80, bytesPerRow: 96 * 3, format: .rgb8)
    }

    /// The same as a file.
    static func bmp(_ picture: PixelBuffer) -> Data {
        func little(_ number: Int, _ bytes: Int) -> Data {
            Data((0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
        }
        let header = [
            (54 + picture.bytes.count, 4), (0, 4), (54, 4), (40, 4), (96, 4), (-80, 4), (1, 2), (24, 2),
        ]
        var file = header.reduce(Data("BM".utf8)) { $0 + little($1.0, $1.1) } + Data(count: 24)
        let bytes = [UInt8](picture.bytes)
        for at in stride(from: 0, to: bytes.count, by: 3) { file += bytes[at..<at + 3].reversed() }
        return file
    }
}

/// An advisor made of a function.
struct Lent: Advisor {
    let looks: @Sendable (PixelBuffer) throws -> Advice

    func advise(_ pixels: PixelBuffer) throws -> Advice { try looks(pixels) }
}

struct MadeUpFailure: Error {}
