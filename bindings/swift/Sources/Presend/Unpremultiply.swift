import Foundation

extension PixelBuffer {
    /// Takes alpha out of the colours of pixels of four bytes, alpha last, as the system's drawing leaves
    /// them: what is hidden by alpha is then black, and the rest is as it was up to rounding.
    static func unpremultiply(_ bytes: inout Data) {
        bytes.withUnsafeMutableBytes { buffer in
            for pixel in stride(from: 0, to: buffer.count - 3, by: 4) {
                let alpha = Int(buffer[pixel + 3])
                if alpha == 0 || alpha == 255 { continue }
                for channel in pixel..<pixel + 3 {
                    buffer[channel] = UInt8(min(255, (Int(buffer[channel]) * 255 + alpha / 2) / alpha))
                }
            }
        }
    }
}
