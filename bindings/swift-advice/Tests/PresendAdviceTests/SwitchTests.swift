import Presend
import PresendAdvice
import Testing

private struct Proof: GuardianProof {
    let answer: @Sendable () throws -> Bool

    func holds() throws -> Bool { try answer() }
}

@Suite("The switch")
struct SwitchTests {
    @Test("It begins as off, and the user switches it both ways")
    func user() throws {
        var state = Switch.off
        #expect(state.setBy == nil)
        try state.turnOn(by: .user, for: .teen)
        #expect(state.setBy == .user && state.audience == .teen)
        try state.turnOff()
        #expect(state == .off)
    }

    @Test("What a guardian set moves only with the proof")
    func guardian() throws {
        var state = try Sample.on(.child, by: .guardian)
        let set = state
        for proof in [nil, Proof { false }, Proof { throw MadeUpFailure() }] {
            #expect(throws: AdviceError.guardianNeeded) { try state.turnOff(proof: proof) }
            #expect(throws: AdviceError.guardianNeeded) {
                try state.turnOn(by: .user, for: .adult, proof: proof)
            }
            #expect(throws: AdviceError.guardianNeeded) {
                try state.turnOn(by: .guardian, for: .teen, proof: proof)
            }
            #expect(state == set)
        }
        try state.turnOn(by: .guardian, for: .teen, proof: Proof { true })
        #expect(state.audience == .teen)
        try state.turnOff(proof: Proof { true })
        #expect(state == .off)
    }

    @Test("What was kept is what was set, and nothing else is read")
    func text() throws {
        for by in SetBy.allCases {
            for audience in Audience.allCases {
                let state = try Sample.on(audience, by: by)
                #expect(state.text == "advice on by \(by.rawValue) for \(audience)")
                #expect(Switch(text: state.text) == state)
            }
        }
        #expect(Switch(text: Switch.off.text) == .off)
        for odd in ["", "advice", "advice on by guardian for adults"] { #expect(Switch(text: odd) == nil) }
    }
}
