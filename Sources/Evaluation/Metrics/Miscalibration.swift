#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets

/// Miscalibration@k: how far the mix of genres in a list is from the mix that the person chose so far, in bits.
///
///     C(p, q) = Σ over g of p(g)·log2(p(g) / q̃(g)),   q̃ = (1 − α)·q + α·p,  α = 0.01
///
/// p is the mix of the history and q that of the list; an event on an item with m values gives each of them 1/m.
/// 0 = the list has the person's own mix.
///
/// Worked example: a history half drama, half comedy and a list of dramas only: q̃(drama) = 0.99 + 0.005 = 0.995,
/// q̃(comedy) = 0.005, C = 0.5·log2(0.5/0.995) + 0.5·log2(0.5/0.005) = −0.4964 + 3.3219 = 2.8255 bits.
///
/// Empty: undefined (nil) where history or list names no value at all. Ties inside a list are broken by the lower index.
///
/// Steck, "Calibrated Recommendations", RecSys 2018, equations 1 to 4.
public struct Miscalibration: Sendable {
    /// Which facet is mixed, such as `genre`.
    public let facet: FacetName
    /// Item i has the values `values[offsets[i]..<offsets[i + 1]]`.
    private let offsets: [Int]
    private let values: [Int32]
    private let valueCount: Int
    /// α: keeps the divergence finite where a list lacks a value altogether.
    static let smoothing = 0.01

    public init(_ catalog: Catalog, facet: FacetName) {
        var numbers: [String: Int32] = [:]
        var offsets = [0]
        var values: [Int32] = []
        for item in catalog.items {
            for value in item.facets[facet] ?? [] {
                let number = numbers[value] ?? Int32(numbers.count)
                numbers[value] = number
                values.append(number)
            }
            offsets.append(values.count)
        }
        self.facet = facet
        self.offsets = offsets
        self.values = values
        valueCount = numbers.count
    }

    /// Genres where at least half of the items have one, else `attribute` under the same rule; nil when neither does.
    public init?(_ catalog: Catalog) {
        let facet = [FacetName.genre, .attribute].first { name in
            catalog.count > 0 && catalog.items.count { $0.facets[name]?.isEmpty == false } * 2 >= catalog.count
        }
        guard let facet else { return nil }
        self.init(catalog, facet: facet)
    }

    /// - Parameters:
    ///   - list: recommended items.
    ///   - history: items of the history, one an event.
    /// - Complexity: O(values of the items + values of the facet).
    public func value(list: some Sequence<ItemIndex>, history: some Sequence<ItemIndex>) -> Double? {
        guard let own = mix(history), let shown = mix(list) else { return nil }
        return Miscalibration.divergence(own, shown)
    }

    private func mix(_ items: some Sequence<ItemIndex>) -> [Double]? {
        var mix = [Double](repeating: 0, count: valueCount)
        var total = 0.0
        for item in items where item.position < offsets.count - 1 {
            let range = offsets[item.position]..<offsets[item.position + 1]
            guard !range.isEmpty else { continue }
            for position in range { mix[Int(values[position])] += 1 / Double(range.count) }
            total += 1
        }
        guard total > 0 else { return nil }
        for value in mix.indices { mix[value] /= total }
        return mix
    }

    /// C(p, q); both sum to 1.
    static func divergence(_ own: [Double], _ shown: [Double]) -> Double {
        var bits = 0.0
        for (p, q) in zip(own, shown) where p > 0 { bits += p * log2(p / ((1 - smoothing) * q + smoothing * p)) }
        return max(bits, 0)
    }
}
