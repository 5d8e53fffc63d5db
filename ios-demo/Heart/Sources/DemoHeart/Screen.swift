/// What the app shows after a tap on "send". Texts are ready to be shown; nothing is left to decide.
public enum Screen: Sendable, Hashable {
    /// It went out; the line stands small under the message.
    case sent(String)
    /// It was not sent; the line says so.
    case kept(String)
    /// Something about the list, and not about a message.
    case news(String)
    /// The user is told, and chooses. The message has not been sent.
    case notice(Notice)
    /// Something to read, and what can be tapped below it.
    case reading(Reading)

    /// What the user is told.
    public struct Notice: Sendable, Hashable {
        /// What is about to be sent.
        public let item: Outgoing
        /// In a word.
        public let title: String
        /// In a sentence or two.
        public let body: String
        /// What can be tapped.
        public let choices: [Choice]
    }

    /// Something to read.
    public struct Reading: Sendable, Hashable {
        /// What it is about.
        public let title: String
        /// The text.
        public let paragraphs: [Paragraph]
        /// What can be tapped.
        public let choices: [Choice]
    }
}

/// A paragraph with its heading, which may be empty.
public struct Paragraph: Sendable, Hashable {
    /// Above it.
    public let heading: String
    /// The text.
    public let text: String
}

/// Something the user can tap.
public struct Choice: Sendable, Hashable, Identifiable {
    /// What it does.
    public let action: Tap
    /// What it says.
    public let label: String
    /// What is asked before it works.
    public var friction = Friction()

    /// Each action is offered once.
    public var id: Tap { action }
}

/// What a tap does. The raw value is the end of its key in the texts.
public enum Tap: String, Sendable, CaseIterable {
    // Out of a notice.
    case delete, keep, correct, send
    // To something to read, and back.
    case help, why, back
    // Of the journal.
    case export
}
