/// Coverage@k: the share of the candidates that somebody is recommended.
///
///     Coverage@k = |union of all lists| / |candidates|
///
/// Worked example: lists [a, b], [b, c] over 10 candidates give 0.3.
///
/// Empty: no lists give 0; no candidates: undefined (nil). Ties inside a list are broken by the lower item index.
public enum Coverage {
    /// - Parameters:
    ///   - exposures: how often each item is in a list, shape `[V]`.
    ///   - candidateCount: items that may be recommended at all.
    public static func of(exposures: [Int], candidateCount: Int) -> Double? {
        guard candidateCount > 0 else { return nil }
        return Double(exposures.count { $0 > 0 }) / Double(candidateCount)
    }
}
