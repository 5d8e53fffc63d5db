import Foundation

/// The app's own check, on the same hook as the one for pictures: it offers to correct a slip of the pen.
/// Presend asks it, and the policy says whether the user is told. Which word it was stays here.
public struct SpellingCheck: OutgoingCheck {
    let settings: Settings

    /// What there is to say of a text.
    public func check(_ item: Outgoing) async -> Verdict? {
        guard case .text(let text) = item else { return nil }
        let (isRead, isTold) = await Spelling.reads(text, settings.policy)
        guard isTold, let slip = Slip(in: text) else {
            return Verdict(.send, line: isRead ? "line.spelling" : "line.could_not")
        }
        var verdict = Verdict(.tell, line: "line.seen_spelling")
        verdict.title = "title.spelling"
        verdict.body = Words { settings.texts(in: $0)["spelling.body", slip.wrong, slip.right] }
        verdict.correction = slip.corrected
        return verdict
    }
}

/// A slip of the pen in a text.
struct Slip {
    private static let known = [
        ("teh", "the"), ("recieve", "receive"), ("persé", "per se"), ("enigste", "enige"),
    ]
    let wrong: String
    let right: String
    /// The text as it was probably meant.
    let corrected: String

    /// The first of the few that are known; `nil` if there is none.
    init?(in text: String) {
        for (wrong, right) in Self.known {
            let corrected = text.replacingOccurrences(
                of: "\\b\(wrong)\\b", with: right, options: .regularExpression)
            guard corrected != text else { continue }
            (self.wrong, self.right, self.corrected) = (wrong, right, corrected)
            return
        }
        return nil
    }
}
