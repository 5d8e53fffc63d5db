/// What came of an update, or of the way back.
enum SetNews: Sendable, Hashable {
    /// This version is in use now.
    case inUse(version: UInt64)
    /// It was refused by the check of this name.
    case refused(check: String)
}
