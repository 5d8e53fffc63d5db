import Foundation
import Presend

/// The first picture of the test kit as pixels.
enum Drawn {
    static let side = 128

    /// Its rows from the top, each with `gap` bytes behind it but the last.
    static func picture(_ format: PixelFormat, gap: Int = 0, orientation: Orientation = .upright)
        -> PixelBuffer
    {
        let (file, each) = (Array(TestKit.pictures[0].file), format == .rgb8 ? 3 : 4)
        var bytes = Data(capacity: side * (side * each + gap))
        for y in 0..<side {
            for x in 0..<side {
                // A BMP file has its rows from the bottom, and blue first.
                let at = 54 + ((side - 1 - y) * side + x) * 3
                let colours = [file[at], file[at + 1], file[at + 2]]
                bytes.append(contentsOf: format == .bgra8 ? colours : colours.reversed())
                if each == 4 { bytes.append(255) }
            }
            if y < side - 1 { bytes.append(contentsOf: repeatElement(0, count: gap)) }
        }
        return PixelBuffer(
            bytes: bytes, width: UInt32(side), height: UInt32(side), bytesPerRow: UInt64(side * each + gap),
            format: format, orientation: orientation)
    }
}
