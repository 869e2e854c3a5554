#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Counts of items of which half is forgotten in every half-life, without touching those that nothing happens to.
///
/// A count is kept as if it had begun to fade at one common instant; a factor that depends on the time alone turns it into
/// today's. Before the factor grows out of a float, all counts are moved to a new instant.
final class DecayedCounts {
    private let halfLife: Double
    private var origin: Int64?
    let values: UnsafeMutablePointer<Float>
    private var sum = 0.0
    let itemCount: Int

    /// - Parameter minutes: half-life.
    init(minutes: Double, itemCount: Int) {
        halfLife = minutes * 60_000
        self.itemCount = itemCount
        values = .allocate(capacity: max(1, itemCount))
        values.initialize(repeating: 0, count: max(1, itemCount))
    }

    deinit { values.deallocate() }

    func add(_ item: Int32, at time: Int64, weight: Double = 1) {
        let grown = weight * exp2(age(time))
        values[Int(item)] += Float(grown)
        sum += grown
    }

    /// What a stored value is multiplied with to be the count at `time`.
    func scale(at time: Int64) -> Float { Float(exp2(-age(time))) }

    /// Of all items together.
    func total(at time: Int64) -> Float { Float(sum * exp2(-age(time))) }

    /// Half-lives since the origin.
    private func age(_ time: Int64) -> Double {
        let halfLives = Double(time - (origin ?? time)) / halfLife
        if origin == nil { origin = time }
        guard halfLives > 40 else { return halfLives }
        let factor = exp2(-halfLives)
        for item in 0..<itemCount { values[item] *= Float(factor) }
        sum *= factor
        origin = time
        return 0
    }
}
