/// What the app shows after a tap on "send". Texts are ready to be shown; nothing is left to decide.
public enum Screen: Sendable, Hashable {
    /// It went out; the line stands small under the message.
    case sent(String)
    /// It was not sent; the line says so.
    case kept(String)
    /// Something that is about no message of this conversation.
    case news(String)
    /// The user is told, and chooses. The message has not been sent.
    case notice(Notice)
    /// The user is asked once more, at another place than what led to it, so that no tap is made twice.
    case question(Question)
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
        /// What keeps the picture from view; `nil` if nothing was found in it.
        public let cover: Cover?
    }

    /// What the user is asked once more.
    public struct Question: Sendable, Hashable {
        /// The question.
        public let title: String
        /// What to know before.
        public let body: String
        /// The answers.
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

/// What was found is not looked at by accident.
public struct Cover: Sendable, Hashable {
    /// The picture cannot be seen.
    public let isOn: Bool
    /// Why, in a sentence.
    public let line: String
    /// Lifts the cover, or puts it back.
    public let choice: Choice
}

/// A paragraph with its heading, which may be empty.
public struct Paragraph: Sendable, Hashable {
    /// Above it.
    public let heading: String
    /// The text.
    public let text: String
    /// The small sign before it.
    public var mark = Mark.none
}

/// The small sign before a paragraph.
public enum Mark: Sendable, Hashable {
    /// None.
    case none
    /// Nothing was found; something was; nothing could be; it is about the list.
    case clean, found, undecided, list
}

/// Something the user can tap.
public struct Choice: Sendable, Hashable, Identifiable {
    /// What it does.
    public let action: Tap
    /// What it says.
    public let label: String
    /// How much is made of it.
    public var weight = Weight.plain
    /// What is asked before it works.
    public var friction = Friction()

    /// Each action is offered once.
    public var id: Tap { action }
}

/// How much a choice is made of. At most one of a screen is the main one.
public enum Weight: Sendable, Hashable {
    /// The one filled button: a safe way out.
    case main
    /// A button.
    case plain
    /// Words that lead to something to read.
    case link
    /// Possible, but quiet and apart from the others.
    case apart
}

/// What a tap does. The raw value is the end of its key in the texts.
public enum Tap: String, Sendable, CaseIterable {
    // Out of a notice.
    case delete, keep, correct, send, trust
    // To something to read or see, and back.
    case help, why, details, show, cover, back
    // Of the journal.
    case export, forget
}
