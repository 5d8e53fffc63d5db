import Foundation
import Observation

/// What a person is about to send, or to see.
public enum Outgoing: Sendable, Hashable {
    /// A picture or any other file.
    case attachment(name: String, bytes: Data)
    /// A text.
    case text(String)

    /// What it says, if it is a text.
    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The very bytes that are encrypted.
    public var bytes: Data {
        switch self {
        case .attachment(_, let bytes): bytes
        case .text(let text): Data(text.utf8)
        }
    }
}

/// A message as the sender sees it.
public struct Message: Sendable, Identifiable {
    /// Its place in the conversation, from 0.
    public let id: Int
    /// What it holds.
    public let item: Outgoing
    /// Its number on the wire; `nil` if it was not sent.
    public let number: UInt64?
    /// The small line under it, a key of the texts.
    public let line: String
    /// When it was written.
    public let date: Date
    /// Something was found in it.
    public let isFound: Bool
    /// It came from the other end.
    public let isReceived: Bool

    /// Its picture is covered until it is asked for.
    public var startsCovered: Bool { isFound && item.text == nil || isReceived }
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
    /// The messages, oldest first, with those that were not sent.
    public private(set) var messages: [Message] = []
    @ObservationIgnored private var unused: UInt64 = 0
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
    ///   - line: Stands small under the message, a key of the texts.
    ///   - isFound: Whether something was found in it.
    /// - Throws: What the encryption or the wire says; then there is no message.
    public func send(_ item: Outgoing, line: String, isFound: Bool = false) throws {
        // Used up even if it cannot be delivered: no two messages are sealed with one number.
        let number = unused
        unused += 1
        try deliver(Sealed(number: number, ciphertext: try session.seal(item.bytes, number: number)))
        add(item, number, line, isFound)
    }

    /// Keeps what was not sent, for its sender to see.
    ///
    /// - Parameters:
    ///   - item: What was not sent.
    ///   - line: Stands small under it.
    ///   - isFound: Whether something was found in it.
    public func keep(_ item: Outgoing, line: String, isFound: Bool = false) { add(item, nil, line, isFound) }

    /// What came from the other end, decrypted.
    func receive(_ item: Outgoing, line: String) { add(item, nil, line, false, true) }

    private func add(
        _ item: Outgoing, _ number: UInt64?, _ line: String, _ isFound: Bool, _ isReceived: Bool = false
    ) {
        messages.append(
            Message(
                id: messages.count, item: item, number: number, line: line, date: Date(), isFound: isFound,
                isReceived: isReceived))
    }
}
