import Datasets
import Recommenders

/// What several people would choose together.
///
/// Each member's scores become places among the titles that may be shown, 0…1, so that nobody counts more for having larger
/// numbers. A title is worth its mean place; one that stands in somebody's lowest fifth is put below all others, so that nobody
/// has to sit through what they can least stand (average with a floor of least misery). Where no title passes the floor of all,
/// the order below it is that of the least misery.
///
/// Masthoff, "Group Recommender Systems: Aggregation, Satisfaction and Group Attributes", 2015, has both rules apart.
package struct GroupTaste: Sendable {
    /// The place that a title needs with each member.
    static let floor: Float = 0.2
    /// What falling through the floor costs: more than any mean can make up.
    static let misery: Float = 2

    /// - Parameters:
    ///   - members: a score per title each; −∞ where nothing can be said. `[M][V]`, M ≥ 1
    ///   - permitted: titles that are compared.
    /// - Returns: a score per title; of a single member that member's own. `[V]`
    /// - Complexity: O(M · V log V).
    package static func together(_ members: [[Float]], among permitted: ItemMask) -> [Float] {
        guard members.count > 1 else { return members.first ?? [] }
        var (sum, least) = ([Float](repeating: 0, count: permitted.itemCount), [Float](repeating: 1, count: permitted.itemCount))
        for member in members {
            let places = places(member, among: permitted)
            for position in sum.indices {
                sum[position] += places[position]
                least[position] = min(least[position], places[position])
            }
        }
        return sum.indices.map { position in
            let mean = sum[position] / Float(members.count)
            return least[position] >= floor ? mean : least[position] - misery
        }
    }

    /// The share of permitted titles that a title is better than; equal scores share the middle of their places.
    private static func places(_ scores: [Float], among permitted: ItemMask) -> [Float] {
        var order: [Int] = []
        permitted.forEach { order.append($0) }
        order.sort { scores[$0] < scores[$1] }
        var places = [Float](repeating: 0, count: permitted.itemCount)
        guard order.count > 1 else { return places }
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, scores[order[end + 1]] == scores[order[start]] { end += 1 }
            let place = Float(start + end) / 2 / Float(order.count - 1)
            for rank in start...end { places[order[rank]] = place }
            start = end + 1
        }
        return places
    }
}
