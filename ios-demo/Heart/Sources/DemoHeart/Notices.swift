/// What is said on a notice, and what can be read from it.
extension SendFlow {
    func notice(_ now: Pending) -> Screen.Notice {
        let verdict = now.verdict
        return Screen.Notice(
            item: now.item, title: settings.texts[verdict.title], body: verdict.body[settings.language],
            choices: choices(now))
    }

    func choices(_ now: Pending) -> [Choice] {
        let verdict = now.verdict
        // A file that is only damaged is no reason to offer help.
        let isUnreadable = verdict.title == "title.could_not_be_checked"
        let offered: [(Choice, Bool)] = [
            (choice(.correct), verdict.correction != nil), (choice(.delete), verdict.why != nil),
            (choice(.keep), true), (choice(.help), verdict.why != nil && !isUnreadable),
            (sending(now), verdict.way == .tell), (choice(.why), verdict.why != nil),
        ]
        return offered.filter(\.1).map(\.0)
    }

    func help() -> Screen {
        reading("help.title", [Paragraph(heading: "", text: settings.texts["help.body"])])
    }

    func why(_ verdict: Verdict) -> Screen {
        let levels = verdict.why.map {
            [("why.user", $0.user), ("why.engineer", $0.engineer), ("why.auditor", $0.auditor)]
        }
        let paragraphs = (levels ?? []).map {
            Paragraph(heading: settings.texts[$0.0], text: $0.1[settings.language])
        }
        return reading("why.title", paragraphs)
    }

    /// "Send anyway", and after the first time "yes".
    private func sending(_ now: Pending) -> Choice {
        guard now.confirmed == 0 else {
            return Choice(action: .send, label: settings.texts["choice.send_again"])
        }
        var send = choice(.send)
        send.friction = friction(now)
        return send
    }

    private func reading(_ title: String, _ paragraphs: [Paragraph]) -> Screen {
        .reading(
            Screen.Reading(title: settings.texts[title], paragraphs: paragraphs, choices: [choice(.back)]))
    }

    private func choice(_ action: Tap) -> Choice {
        Choice(action: action, label: settings.texts["choice.\(action.rawValue)"])
    }
}
