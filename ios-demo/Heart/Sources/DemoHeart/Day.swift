import Foundation

extension Texts {
    func day(_ day: DateComponents) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.date(from: day).map { self.day($0) } ?? ""
    }

    /// A day of the calendar, in UTC: `1 March 2027`.
    func day(_ date: Date) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: language == .dutch ? "nl_NL" : "en_GB")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateStyle = .long
        format.timeStyle = .none
        return format.string(from: date)
    }
}

/// The time of day where this device is: `20:15`.
public func time(_ date: Date) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_GB")
    format.dateFormat = "HH:mm"
    return format.string(from: date)
}

/// How a day of the journal reads.
extension Facts {
    func marked(_ mark: Mark, _ key: String) -> Paragraph {
        Paragraph(heading: "", text: texts[key], mark: mark)
    }

    /// A day with what happened on it; nothing if nothing did.
    func day(_ day: DateComponents, _ entries: [Paragraph]) -> [Paragraph] {
        entries.isEmpty ? [] : [Paragraph(heading: texts.day(day), text: "")] + counted(entries)
    }

    /// What happened more than once is said once, with how often.
    private func counted(_ entries: [Paragraph]) -> [Paragraph] {
        var order = [Paragraph]()
        for entry in entries where !order.contains(entry) { order.append(entry) }
        return order.map { entry in
            let times = entries.filter { $0 == entry }.count
            if times == 1 { return entry }
            return Paragraph(heading: "", text: texts["checked.times", entry.text, times], mark: entry.mark)
        }
    }
}
