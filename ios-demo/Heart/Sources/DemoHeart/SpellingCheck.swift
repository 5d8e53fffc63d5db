import Foundation

/// A check that the app brings itself, on the same hook as the one for pictures: it knows a few slips of
/// the pen, and offers to correct the first one it sees.
public struct SpellingCheck: OutgoingCheck {
    private static let slips = [
        ("teh", "the"), ("recieve", "receive"), ("persé", "per se"), ("enigste", "enige"),
    ]
    let settings: Settings

    /// What there is to say of a text.
    public func check(_ item: Outgoing) async -> Verdict? {
        guard case .text(let text) = item else { return nil }
        for (wrong, right) in Self.slips {
            let corrected = text.replacingOccurrences(
                of: "\\b\(wrong)\\b", with: right, options: .regularExpression)
            guard corrected != text else { continue }
            var verdict = Verdict(.tell, line: "line.seen_spelling")
            verdict.title = "title.spelling"
            verdict.body = Words { settings.texts(in: $0)["spelling.body", wrong, right] }
            verdict.correction = corrected
            return verdict
        }
        return Verdict(.send, line: "line.spelling")
    }
}
