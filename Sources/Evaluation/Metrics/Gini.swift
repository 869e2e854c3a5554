/// Gini@k: how unequally the places in all lists are shared among the candidates; 0 = equally, 1 = one item has all.
///
///     Gini = Σ over i = 1…n of (2i − n − 1)·x_i / (n·Σx),  x ascending: how often each candidate is in a list
///
/// Worked example: exposures [0, 0, 0, 4] give (3·4) / (4·4) = 0.75; [1, 1, 1, 1] give 0.
///
/// Empty: undefined (nil) when there are no lists or no candidates. Ties inside a list are broken by the lower item index.
public enum Gini {
    /// - Parameters:
    ///   - exposures: how often each item is in a list, shape `[V]`; items that are no candidates have 0.
    ///   - candidateCount: n; the items that may be recommended at all.
    /// - Complexity: O(V log V).
    public static func of(exposures: [Int], candidateCount: Int) -> Double? {
        let shown = exposures.filter { $0 > 0 }.sorted()
        let total = shown.reduce(0, +)
        guard total > 0, candidateCount >= shown.count else { return nil }
        let zeros = candidateCount - shown.count
        var sum = 0.0
        for (position, exposure) in shown.enumerated() {
            sum += Double(2 * (zeros + position + 1) - candidateCount - 1) * Double(exposure)
        }
        return sum / (Double(candidateCount) * Double(total))
    }
}
