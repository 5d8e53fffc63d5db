import Foundation
import XCTest

#if os(Linux)
    /// What the process holds, and large attachments.
    enum Memory {
        static func peakGrowth(_ work: () async -> Void) async throws -> Int {
            try "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .ascii)
            let before = try memory("VmRSS")
            await work()
            return try memory("VmHWM") - before
        }

        /// A value of /proc/self/status, in bytes.
        static func memory(_ name: String) throws -> Int {
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = try XCTUnwrap(status.split(separator: "\n").first { $0.hasPrefix(name + ":") })
            let number = try XCTUnwrap(line.split(whereSeparator: { !$0.isNumber }).first)
            return try XCTUnwrap(Int(number)) * 1024
        }

        static func text(megabytes: Int) -> Data {
            let line = Array("Every line of this text is the same, and all are short.\n".utf8)
            return Data((0..<megabytes * 1_000_000 / line.count).lazy.flatMap { _ in line })
        }

        /// A bitmap of four bytes a pixel.
        static func bitmap(megabytes: Int) -> Data {
            let side = Int((Double(megabytes) * 1_000_000 / 4).squareRoot())
            let sizes = [54 + side * side * 4, 0, 54, 40, side, side, 1 | 32 << 16, 0, 0, 0, 0, 0, 0]
            var data = Data(capacity: sizes[0])
            data.append(contentsOf: "BM".utf8)
            for value in sizes {
                withUnsafeBytes(of: UInt32(value).littleEndian) { data.append(contentsOf: $0) }
            }
            let row = (0..<side * 4).map { UInt8(truncatingIfNeeded: $0 &* $0 / 977) }
            for y in 0..<side { data.append(contentsOf: y % 64 < 32 ? row : row.reversed()) }
            return data
        }
    }
#endif
