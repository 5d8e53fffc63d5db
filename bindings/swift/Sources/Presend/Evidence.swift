extension Evidence: Comparable {
    /// True if the first is weaker.
    public static func < (first: Self, second: Self) -> Bool {
        for evidence in allCases where evidence == first || evidence == second {
            return evidence == first && first != second
        }
        return false
    }
}
