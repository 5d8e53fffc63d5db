/// A check of what is about to be sent. It gets the item and says what it found; it sends nothing.
@MainActor
public protocol OutgoingCheck {
    /// What it found; `nil` if it has nothing to say about such an item.
    func check(_ item: Outgoing) async -> Verdict?
}

/// What a check found, in what the flow needs of it.
public struct Verdict: Sendable {
    /// What may happen now.
    public var way: Way
    /// The small line under the message if it is sent, after a notice or without one: a key of the texts.
    public var line = "line.seen"
    /// Known material, or what may be: its picture is covered until it is asked for.
    public var isFound = false
    /// The title of the notice, a key of the texts.
    public var title = ""
    /// What the user reads on the notice.
    public var body = Words()
    /// What is asked before "send anyway".
    public var friction = Friction()
    /// The text as it was probably meant.
    public var correction: String?
    /// Why, for whoever wants to know.
    public var why: Explanation?

    /// A verdict; what else it says is set afterwards.
    public init(_ way: Way, line: String = "line.seen", isFound: Bool = false) {
        (self.way, self.line, self.isFound) = (way, line, isFound)
    }
}

/// What may happen after a check.
public enum Way: Sendable {
    /// It is sent, with a small line.
    case send
    /// The user is told, and chooses.
    case tell
    /// It is not sent.
    case stop
}

/// What is asked of the user before "send anyway".
public struct Friction: Sendable, Hashable {
    /// How long "send anyway" stays disabled, in seconds.
    public var pauseSeconds = 0
    /// How often it must be said.
    public var confirmations = 1
}

/// The explanation of a verdict at three levels.
public struct Explanation: Sendable, Hashable {
    /// For the person who sends.
    public var user: Words
    /// For whoever wants to know why.
    public var engineer: Words
    /// For whoever checks the checker.
    public var auditor: Words
}
