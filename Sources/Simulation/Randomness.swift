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

extension SeededGenerator {
    /// A number in `0..<1`.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// True with probability `probability`.
    mutating func happens(_ probability: Double) -> Bool { unit() < probability }

    /// A whole number in `0..<bound`; the bias of the remainder is below 2⁻⁵⁰ for the bounds used here.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number in `range`.
    mutating func within(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * unit()
    }

    /// Standard normal, by Box and Muller.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - unit())).squareRoot()
        return radius * cos(2 * .pi * unit())
    }

    /// A position in `values` that is the likelier the larger its value.
    mutating func position(in values: [Double]) -> Int {
        var rest = unit() * values.reduce(0, +)
        for (position, value) in values.enumerated() {
            rest -= value
            if rest < 0 { return position }
        }
        return values.count - 1
    }
}

/// Items with fixed weights, drawn in O(log n).
struct WeightedItems: Sendable {
    private var items: [Int32] = []
    private var cumulative: [Double] = []

    init(_ weighted: some Sequence<(item: Int32, weight: Double)>) {
        var sum = 0.0
        for (item, weight) in weighted where weight > 0 {
            sum += weight
            items.append(item)
            cumulative.append(sum)
        }
    }

    func draw(_ random: inout SeededGenerator) -> Int32? {
        guard let sum = cumulative.last else { return nil }
        let target = random.unit() * sum
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return items[low]
    }
}
