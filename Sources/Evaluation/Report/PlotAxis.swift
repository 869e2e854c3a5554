#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A linear scale with round ticks between two pixel positions.
package struct PlotAxis {
    package let ticks: [Double]
    private let low: Double
    private let high: Double
    private let start: Double
    private let end: Double
    private let digits: Int

    /// - Parameters:
    ///   - values: what must lie on the axis; without any, it goes from 0 to 1.
    ///   - fromZero: whether 0 lies on it too.
    package init(_ values: [Double], fromZero: Bool, from start: Double, to end: Double, count: Int = 5) {
        let finite = values.filter(\.isFinite) + (fromZero ? [0] : [])
        let smallest = finite.min() ?? 0
        var largest = finite.max() ?? 1
        if largest <= smallest { largest = smallest + (smallest == 0 ? 1 : abs(smallest) / 2) }
        let step = PlotAxis.roundStep((largest - smallest) / Double(count))
        low = (smallest / step).rounded(.down) * step
        high = (largest / step).rounded(.up) * step
        ticks = (0...Int(((high - low) / step).rounded())).map { [low] in low + Double($0) * step }
        digits = max(0, Int(-(log10(step) + 1e-9).rounded(.down)))
        self.start = start
        self.end = end
    }

    /// The next of 1, 2, 5 times a power of ten.
    private static func roundStep(_ step: Double) -> Double {
        let base = pow(10, log10(step).rounded(.down))
        return [1, 2, 5, 10].map { $0 * base }.first { $0 >= step * 0.999 } ?? 10 * base
    }

    package func position(_ value: Double) -> Double { start + (end - start) * (value - low) / (high - low) }
    package func label(_ tick: Double) -> String { Figure.fixed(tick, digits: digits) }
}

/// A pixel position, short.
package func px(_ value: Double) -> String { Figure.fixed(value, digits: 1) }
