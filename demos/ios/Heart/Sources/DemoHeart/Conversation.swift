import Foundation
import Observation

/// What a person is about to send.
public enum Outgoing: Sendable, Hashable {
    /// A picture or any other file.
    case attachment(name: String, bytes: Data)
    /// A text.
    case text(String)

    /// The very bytes that are encrypted.
    public var bytes: Data {
        switch self {
        case .attachment(_, let bytes): bytes
        case .text(let text): Data(text.utf8)
        }
    }
}

/// A message that went out, as the sender sees it.
public struct SentMessage: Sendable, Identifiable {
    /// What was sent.
    public let item: Outgoing
    /// Its place in the conversation, from 0.
    public let number: UInt64
    /// The small line under it.
    public let line: String

    /// Its number.
    public var id: UInt64 { number }
}

/// What is on the wire: all that anybody else gets.
public struct Sealed: Sendable {
    /// The message's number.
    public let number: UInt64
    /// The encrypted bytes with their tag.
    public let ciphertext: Data
}

/// A conversation: it encrypts and sends, and knows nothing of any check.
@MainActor @Observable
public final class Conversation {
    /// The messages that went out, oldest first.
    public private(set) var messages: [SentMessage] = []
    @ObservationIgnored private let session: Session
    @ObservationIgnored private let deliver: (Sealed) throws -> Void

    /// A conversation without messages.
    ///
    /// - Parameters:
    ///   - session: Encrypts them.
    ///   - deliver: Puts them on the wire.
    public init(session: Session, deliver: @escaping (Sealed) throws -> Void) {
        self.session = session
        self.deliver = deliver
    }

    /// Encrypts and sends.
    ///
    /// - Parameters:
    ///   - item: What is sent.
    ///   - line: Stands small under the message.
    /// - Throws: What the encryption or the wire says; then there is no message.
    public func send(_ item: Outgoing, line: String) throws {
        let number = UInt64(messages.count)
        try deliver(Sealed(number: number, ciphertext: try session.seal(item.bytes, number: number)))
        messages.append(SentMessage(item: item, number: number, line: line))
    }
}
