/// What is said on a notice, and what can be read from it.
extension SendFlow {
    func notice(_ now: Pending) -> Screen.Notice {
        let verdict = now.verdict
        return Screen.Notice(
            item: now.item, title: settings.texts[verdict.title], body: verdict.body[settings.language],
            choices: choices(now), cover: cover(now))
    }

    /// The safe ways out first, the first of them as the main one; "send anyway" last and apart.
    func choices(_ now: Pending) -> [Choice] {
        let verdict = now.verdict
        // A file that is only damaged is no reason to offer help.
        let isUnreadable = verdict.title == "title.could_not_be_checked"
        var send = choice(.send, .apart)
        send.friction = friction(now)
        let offered: [(Choice, Bool)] = [
            (choice(.correct), verdict.correction != nil), (choice(.delete), verdict.why != nil),
            (choice(.keep), true), (choice(.help, .link), verdict.why != nil && !isUnreadable),
            (choice(.why, .link), verdict.why != nil), (send, verdict.way == .tell),
        ]
        var choices = offered.filter(\.1).map(\.0)
        choices[0].weight = .main
        return choices
    }

    /// A picture in which something was found is covered until it is asked for, and can be covered again.
    func cover(_ now: Pending) -> Cover? {
        guard now.verdict.isFound, now.item.text == nil else { return nil }
        let change = choice(now.isCovered ? .show : .cover, .link)
        return Cover(isOn: now.isCovered, line: settings.texts["cover.why"], choice: change)
    }

    /// Asked before it is sent after all.
    func question(_ verdict: Verdict) -> Screen {
        let texts = settings.texts
        return .question(
            Screen.Question(
                title: texts["question.title"],
                body: texts[verdict.isFound ? "question.found" : "question.unread"],
                choices: [
                    Choice(action: .keep, label: texts["question.no"], weight: .main),
                    Choice(action: .send, label: texts["question.yes"], weight: .apart),
                ]))
    }

    func help() -> Screen {
        let texts = settings.texts
        let paragraphs = [
            Paragraph(heading: "", text: texts["help.body"]),
            Paragraph(heading: texts["help.trusted"], text: texts["help.words", texts["help.message"]]),
        ]
        return reading("help.title", paragraphs + helplines(settings.language), [choice(.trust, .main)])
    }

    /// In plain words. Whoever wants to know more goes one step further.
    func why(_ verdict: Verdict) -> Screen {
        let (texts, how) = (settings.texts, verdict.isFound ? "why.compared" : "why.unread")
        let plain = verdict.why.map {
            Paragraph(heading: texts["why.user"], text: $0.user[settings.language])
        }
        let paragraphs = [plain, Paragraph(heading: texts["why.how"], text: texts[how])].compactMap { $0 }
        return reading("why.title", paragraphs, [choice(.details, .link)])
    }

    func details(_ verdict: Verdict) -> Screen {
        let levels = verdict.why.map { [("why.engineer", $0.engineer), ("why.auditor", $0.auditor)] }
        let paragraphs = (levels ?? []).map {
            Paragraph(heading: settings.texts[$0.0], text: $0.1[settings.language])
        }
        return reading("why.details", paragraphs, [])
    }

    private func reading(_ title: String, _ paragraphs: [Paragraph], _ choices: [Choice]) -> Screen {
        .reading(
            Screen.Reading(
                title: settings.texts[title], paragraphs: paragraphs, choices: choices + [choice(.back)]))
    }

    private func choice(_ action: Tap, _ weight: Weight = .plain) -> Choice {
        Choice(action: action, label: settings.texts["choice.\(action.rawValue)"], weight: weight)
    }
}
