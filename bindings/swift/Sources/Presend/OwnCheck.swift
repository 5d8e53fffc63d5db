import Foundation

/// A check of the app's own, of spelling for example. What it says is no finding, changes no outcome, counts
/// towards no report and leads to a question at most. It runs on a thread of its own, on several at once.
public protocol OwnCheck: Sendable {
    /// 1 to 24 of a-z, 0-9, _ and -, a letter first; no two checks of a scanner have the same. It is in
    /// reports, in the journal and in the policy's description. A name that is none is a mistake of the
    /// program, which ends.
    var name: String { get }

    /// What it looks at. It is asked about an attachment that is handed over so, and no other.
    var looksAt: OwnInput { get }

    /// How long it may take, 10 seconds at most; the scan goes on without it then. 250 ms unless it is said.
    var deadline: Duration { get }

    /// Looks at what is about to be sent.
    ///
    /// - Parameter seen: A copy of it.
    /// - Returns: Whether there is something that the user may want to look at.
    /// - Throws: If it cannot tell: the report then names it as failed.
    func check(_ seen: OwnSeen) throws -> OwnAnswer
}

extension OwnCheck {
    /// As for a policy.
    public var deadline: Duration { .milliseconds(250) }
}

/// What an own check looks at.
public enum OwnInput: Sendable, CaseIterable {
    /// The text of a message.
    case text
    /// The bytes of a file, at most as many as are held in memory. A source is read once more for it.
    case bytes
    /// The pixels of a picture that is handed over as pixels. A picture in a file is not decoded for it.
    case pixels
}

/// What is about to be sent, as an own check sees it.
public enum OwnSeen: Sendable {
    /// The text of a message.
    case text(String)
    /// The bytes of a file.
    case bytes(Data)
    /// A picture.
    case pixels(PixelBuffer)
}

/// What an own check says. There is nothing else that it can say.
public enum OwnAnswer: Sendable, Hashable, CaseIterable {
    /// Nothing.
    case nothing
    /// There is something that the user may want to look at. What it is stays with the app.
    case remark
}

/// What came of asking an own check. The raw value is the stable name.
public enum OwnSaid: String, Sendable, CaseIterable {
    /// It was not asked: it looks at something else, or the scan was cancelled.
    case notAsked = "not_asked"
    /// It has nothing to say.
    case nothing
    /// It has a remark.
    case remark
    /// It threw an error, or could not be started.
    case failed
    /// It panicked: code in Rust alone does.
    case panicked
    /// It did not answer in time, or too many that never answered still run.
    case late
    /// What it looks at could not be read, or is over a limit.
    case unread
}

/// An own check, and what came of asking it. There is no content in it.
public struct OwnResult: Sendable, Hashable {
    /// Its name.
    public let check: String
    /// What came of it.
    public let said: OwnSaid
}
