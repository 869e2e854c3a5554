import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// e to the power of `x`.
func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm.
func naturalLogarithm(_ x: Double) -> Double { log(x) }

/// The place in a distribution at which the share `point` of it is reached.
func draw(_ distribution: [Double], at point: Double) -> Int {
    var rest = point
    for (place, probability) in distribution.enumerated() {
        rest -= probability
        if rest < 0 { return place }
    }
    return distribution.lastIndex { $0 > 0 } ?? 0
}

extension SeededGenerator {
    /// A number in `0..<1`.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A whole number in `0..<bound`; the bias of the multiplication is below 2⁻⁵⁰ for the bounds used here.
    mutating func below(_ bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

    /// Standard normal, by Box and Muller.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// Fills `values` with independent standard normal numbers times `deviation`; both of each pair of Box and Muller are used.
    mutating func normals(_ values: inout [Double], deviation: Double) {
        for place in stride(from: 0, to: values.count, by: 2) {
            let radius = deviation * (-2 * log(1 - unit())).squareRoot()
            let angle = 2 * .pi * unit()
            values[place] = radius * cos(angle)
            if place + 1 < values.count { values[place + 1] = radius * sin(angle) }
        }
    }
}
