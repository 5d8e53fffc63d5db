#if canImport(SensitiveContentAnalysis)
    import CoreGraphics
    import Foundation
    import Presend
    @preconcurrency import SensitiveContentAnalysis

    /// Apple's own analyser, which sees nudity. The app needs the entitlement
    /// `com.apple.developer.sensitivecontentanalysis.client`, and the user has to have switched the analysis on in
    /// the system's settings: without either this is ``NoAdvice/advisorFailed``, never "nothing".
    @available(iOS 17, macOS 14, *)
    public struct SystemAdvisor: Advisor {
        /// The analyser of this system.
        public init() {}

        /// Asks the system, and waits for it.
        ///
        /// - Parameter pixels: Of the format `rgba8`: ``PixelBuffer`` of a `CGImage`.
        /// - Returns: Likely nudity, or nothing.
        /// - Throws: If the analysis is switched off, or failed.
        public func advise(_ pixels: PixelBuffer) throws -> Advice {
            let analyser = SCSensitivityAnalyzer()
            guard analyser.analysisPolicy != .disabled, let image = Self.image(pixels) else {
                throw NotAnalysed()
            }
            // This thread is the advisor's own: it may wait.
            let (done, said) = (DispatchSemaphore(value: 0), Said())
            analyser.analyzeImage(image) { analysis, _ in
                said.isSensitive = analysis?.isSensitive
                done.signal()
            }
            done.wait()
            guard let isSensitive = said.isSensitive else { throw NotAnalysed() }
            return isSensitive ? .nothing.with(.nudity, .likely) : .nothing
        }

        private static func image(_ pixels: PixelBuffer) -> CGImage? {
            guard pixels.format == .rgba8, let space = CGColorSpace(name: CGColorSpace.sRGB),
                let provider = CGDataProvider(data: pixels.bytes as CFData)
            else { return nil }
            return CGImage(
                width: Int(pixels.width), height: Int(pixels.height), bitsPerComponent: 8, bitsPerPixel: 32,
                bytesPerRow: Int(pixels.bytesPerRow), space: space,
                bitmapInfo: CGBitmapInfo(rawValue: CGImageAlphaInfo.last.rawValue), provider: provider,
                decode: nil, shouldInterpolate: false, intent: .defaultIntent)
        }
    }

    private struct NotAnalysed: Error {}

    /// Written before the semaphore is signalled, and read after.
    private final class Said: @unchecked Sendable {
        var isSensitive: Bool?
    }
#endif
