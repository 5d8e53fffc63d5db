import Foundation

/// A day by the clock of the device, without a time of day or a zone.
public struct CalendarDay: Sendable, Hashable {
    /// Counted from 1970-01-01.
    public let daysSince1970: UInt32

    /// A day.
    ///
    /// - Parameter daysSince1970: Counted from 1970-01-01.
    public init(daysSince1970: UInt32) {
        self.daysSince1970 = daysSince1970
    }

    /// Year, month and day, Gregorian: for `Calendar` and for a `Date.FormatStyle` of one's own.
    public var components: DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? calendar.timeZone
        let begin = Date(timeIntervalSince1970: TimeInterval(daysSince1970) * 86_400)
        return calendar.dateComponents([.year, .month, .day], from: begin)
    }
}

extension CalendarDay: Comparable {
    /// True if the day is earlier.
    public static func < (one: CalendarDay, other: CalendarDay) -> Bool {
        one.daysSince1970 < other.daysSince1970
    }
}

extension CalendarDay: CustomStringConvertible {
    /// Such as `2026-11-22`.
    public var description: String {
        let parts = components
        let padded = { (part: Int?, width: Int) in
            let digits = String(part ?? 0)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return [padded(parts.year, 4), padded(parts.month, 2), padded(parts.day, 2)].joined(separator: "-")
    }
}
