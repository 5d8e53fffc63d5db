import Foundation
import Presend
internal import PresendAdviceInternal

/// An advisor as the core asks it.
final class AdvisorAdapter: PresendAdviceInternal.Advisor {
    private let advisor: any Advisor

    init(_ advisor: any Advisor) { self.advisor = advisor }

    func advise(pixels: Data, layout: PresendAdviceInternal.PixelLayout) throws -> [ClassBand] {
        let advice = try advisor.advise(
            PixelBuffer(
                bytes: pixels, width: layout.width, height: layout.height, bytesPerRow: layout.strideBytes,
                format: Presend.PixelFormat(layout.format),
                orientation: Presend.Orientation(layout.orientation)))
        return advice.said.map { ClassBand(class: .init($0), band: .init($1)) }
    }
}

/// A guardian's proof as the core asks for it.
final class ProofAdapter: PresendAdviceInternal.GuardianProof {
    private let proof: any GuardianProof

    init(_ proof: any GuardianProof) { self.proof = proof }

    func holds() throws -> Bool { try proof.holds() }
}
