import Foundation
import Observation

/// A grown-up's code before the rules: who uses the phone, what happens then, and the switch. It is asked for
/// here and nowhere else, and nobody is told of it. It keeps a child from a setting, and no one who takes the
/// device apart.
@MainActor @Observable
public final class Guardian {
    /// What is tapped about the lock. The raw value is the end of its key in the texts.
    public enum Key: String, Sendable, CaseIterable {
        // In the order of a life.
        case set, open, close, remove
    }

    private enum State { case none, locked, open }

    @ObservationIgnored private let passcode: Passcode
    @ObservationIgnored private let now: () -> ContinuousClock.Instant
    @ObservationIgnored private var since: ContinuousClock.Instant
    private var state: State

    /// The lock whose code is kept in a file.
    ///
    /// - Parameters:
    ///   - file: A file URL.
    ///   - now: The clock for waits.
    public init(file: URL, now: @escaping () -> ContinuousClock.Instant = { .now }) {
        passcode = Passcode(file: file)
        (self.now, since) = (now, now())
        state = passcode.isSet ? .locked : .none
    }

    /// True while the rules cannot be changed.
    public var isLocked: Bool { state == .locked }

    /// What can be tapped now.
    public var offers: [Key] {
        switch state {
        case .none: [.set]
        case .locked: [.open]
        case .open: [.close, .remove]
        }
    }

    /// How the lock stands, for the user.
    ///
    /// - Parameter texts: In the language chosen.
    /// - Returns: A sentence or two.
    public func line(_ texts: Texts) -> String {
        switch state {
        case .none: texts["guardian.none"]
        case .locked: texts["guardian.locked"]
        case .open: texts["guardian.unlocked"]
        }
    }

    /// The user tapped this, with this code in the field. What is not offered changes nothing.
    ///
    /// - Parameters:
    ///   - key: What was tapped.
    ///   - code: What is in the field.
    ///   - texts: In the language chosen.
    /// - Returns: What is said of it.
    /// - Throws: What the system says if nothing can be kept.
    public func turn(_ key: Key, code: String, _ texts: Texts) throws -> String {
        guard offers.contains(key) else { return line(texts) }
        switch key {
        case .set:
            guard code.count >= 4 else { return texts["guardian.short", 4] }
            try passcode.set(code)
            state = .locked
        case .open: return try open(code, texts)
        case .close: close()
        case .remove:
            try passcode.remove()
            state = .none
        }
        return line(texts)
    }

    /// The settings were left: the code is asked for again.
    public func close() {
        if state == .open { state = .locked }
    }

    private func open(_ code: String, _ texts: Texts) throws -> String {
        if secondsLeft > 0 { return texts["guardian.wait", secondsLeft] }
        if try passcode.fits(code) {
            state = .open
            return line(texts)
        }
        since = now()
        return secondsLeft > 0 ? texts["guardian.wait", secondsLeft] : texts["guardian.wrong"]
    }

    /// After a few wrong codes each one costs twice the wait of the one before. An app that is opened again
    /// waits anew.
    private var secondsLeft: Int {
        let over = passcode.wrong - 3
        guard over >= 0 else { return 0 }
        let whole = min(30 << min(over, 7), 3_600)
        return max(0, whole - Int(since.duration(to: now()).components.seconds))
    }
}
