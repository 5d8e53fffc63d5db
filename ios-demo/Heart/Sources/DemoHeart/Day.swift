import Foundation

extension Texts {
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
