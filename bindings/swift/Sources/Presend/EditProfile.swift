/// Which edits are undone before a picture is compared: the same for every picture and set of a scanner.
public enum EditProfile: Sendable, Hashable, CaseIterable {
    /// None: a picture is compared as it is, and turned. It is no `none`, which an optional has too.
    case off
    /// Those that need few hashes: inverted, a border, a rectangle in a screenshot, turned on a flat ground.
    case small
    /// All of them: crops and small turns too.
    case full
}
