import Presend

/// The app's own check, as Presend asks it: on a thread of its own, beside what is known.
struct Spelling: OwnCheck {
    let name = "spelling"
    let looksAt = OwnInput.text
    /// Longer than it takes on any phone: nobody waits for it.
    let deadline = Duration.seconds(2)

    func check(_ seen: OwnSeen) -> OwnAnswer {
        if case .text(let text) = seen, Slip(in: text) != nil { .remark } else { .nothing }
    }

    /// Whether it was asked in time, and whether the policy has the user told of its remark. Without a set
    /// nothing of a text is looked up, and without a journal none of it is recorded.
    static func reads(_ text: String, _ policy: BuiltInPolicy) async -> (isRead: Bool, isTold: Bool) {
        let checked = await AttachmentScanner(sets: [], policy: policy, ownChecks: [Self()]).scan(text: text)
        let said = checked.report.ownChecks.first?.said
        return (said == .remark || said == .nothing, said == .remark && checked.decision.action != .allow)
    }
}
