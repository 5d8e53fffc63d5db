/// What a picture may show. The raw value is the stable name.
public enum AdviceClass: String, Sendable, CaseIterable {
    /// Nudity.
    case nudity
    /// Violence, wounds or death.
    case violence
    /// A harmless test picture, for tests and demos.
    case test
}

/// How likely it is that a picture shows it. There is no number. The raw value is the stable name.
public enum Band: String, Sendable, CaseIterable {
    /// Not likely enough to say anything.
    case unlikely
    /// Possible: teenagers and children are asked.
    case possible
    /// Likely: everybody is asked.
    case likely
}

/// What an ``Advisor`` says of one picture. Its description does not show what it says, so that it gets into no
/// log.
public struct Advice: Sendable, CustomStringConvertible, CustomReflectable {
    let said: [(AdviceClass, Band)]

    /// Nothing is likely.
    public static var nothing: Advice { Advice(said: []) }

    /// The same, and more.
    ///
    /// - Parameters:
    ///   - adviceClass: What the picture may show.
    ///   - band: How likely that is, at least.
    /// - Returns: Both.
    public func with(_ adviceClass: AdviceClass, _ band: Band) -> Advice {
        Advice(said: said + [(adviceClass, band)])
    }

    /// Says nothing of what it says.
    public var description: String { "Advice" }

    /// Shows nothing of what it says.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
