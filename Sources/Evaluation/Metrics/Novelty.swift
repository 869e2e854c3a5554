#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Novelty@k: how surprising the recommended items are, in bits.
///
///     Novelty@k = mean over lists and their items of −log2 p(i),  p(i) = (events of i in training + 1) / (all events + V)
///
/// Worked example: 6 training events over 2 items, 5 and 1: p = 6/8 and 2/8, so the list [0, 1] has
/// (0.415 + 2) / 2 = 1.2075 bits. One is added to every count, so that an item nobody met has a finite surprise.
///
/// Empty: lists without items are left out; no items at all: undefined (nil). Ties inside a list are broken by the
/// lower item index.
///
/// Zhou et al., "Solving the apparent diversity–accuracy dilemma of recommender systems", PNAS 2010.
public enum Novelty {
    /// - Parameters:
    ///   - exposures: how often each item is in a list, shape `[V]`.
    ///   - popularity: events of each item in training, shape `[V]`.
    public static func of(exposures: [Int], popularity: [Int]) -> Double? {
        let places = exposures.reduce(0, +)
        guard places > 0 else { return nil }
        let events = Double(popularity.reduce(0, +) + popularity.count)
        var bits = 0.0
        for (item, exposure) in exposures.enumerated() where exposure > 0 {
            bits -= Double(exposure) * log2(Double(popularity[item] + 1) / events)
        }
        return bits / Double(places)
    }
}
