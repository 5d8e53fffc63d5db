import DemoHeart

/// A conversation with another end in the same process, which reads every message, so that nobody can say
/// that it was only pretended. Its keys are new each time: no number is used twice under one of them.
@MainActor
func newConversation() throws -> Conversation {
    let (own, other) = (try KeyPair.new(), try KeyPair.new())
    let received = try Session(between: other, and: own.publicKey)
    return Conversation(session: try Session(between: own, and: other.publicKey)) { sealed in
        _ = try received.open(sealed.ciphertext, number: sealed.number)
    }
}
