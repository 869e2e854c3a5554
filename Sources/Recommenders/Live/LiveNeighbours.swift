import Datasets
import Evaluation

/// What people choose after, or together with, what this person has chosen last; updated with every choice.
///
///     score(i) = Σ over the last `depth` items a of `fade`^j · n(a, i) + λ · popularity(i)
///
/// With depth 1 and links in one direction it is a Markov chain that learns; with the session's items and both
/// directions it is item-to-item co-occurrence.
public final class LiveNeighbours: PrequentialLearner {
    public let name: String
    public let inputs = "ids+time"
    private let depth: Int
    private let fade: Float
    private let isSymmetric: Bool
    private let links: FadingLinks
    private let popularity: DecayedCounts
    private var recent: RecentItems
    private var sums: [Float]
    private let sessionizer = Sessionizer()
    /// λ: a twentieth of a link for the share of an item among all choices of late.
    private let backoff: Float = 0.05

    /// - Parameters:
    ///   - halfLifeMinutes: of links; popularity has a sixth of it, at least 15 minutes.
    ///   - depth: items of the current session that are looked at.
    public init(_ kind: Kind, halfLifeMinutes: Double, itemCount: Int) {
        (name, depth, fade, isSymmetric) =
            switch kind {
            case .transitions: ("Next after the last item, live", 1, 1, false)
            case .session: ("Co-occurrence with the session, live", 10, 0.7, true)
            }
        links = FadingLinks(minutes: [halfLifeMinutes], itemCount: itemCount)
        popularity = DecayedCounts(minutes: max(15, halfLifeMinutes / 6), itemCount: itemCount)
        recent = RecentItems(horizon: Int64(max(15, halfLifeMinutes / 6) * 12 * 60_000), itemCount: itemCount)
        sums = [Float](repeating: 0, count: itemCount)
    }

    public enum Kind: Sendable { case transitions, session }

    public func answer(_ query: ScoringQuery, into answer: inout PrequentialAnswer) {
        guard let time = query.request.time?.rawValue else { return }
        recent.forget(at: time)
        let scale = backoff * popularity.scale(at: time) / max(popularity.total(at: time), 1e-6)
        var touched: [Int32] = []
        var weight: Float = 1
        for item in context(query) {
            links.forEach(from: item, at: time) { other, weights in
                if sums[Int(other)] == 0 { touched.append(other) }
                sums[Int(other)] += weight * weights[0] + .leastNormalMagnitude
            }
            weight *= fade
        }
        for item in touched where recent.place(of: item) < 0 { answer.append(item, sums[Int(item)]) }
        for item in recent.items { answer.append(item, sums[Int(item)] + scale * popularity.values[Int(item)]) }
        for item in touched { sums[Int(item)] = 0 }
    }

    public func learn(_ query: ScoringQuery, chosen: ItemIndex) {
        guard let time = query.request.time?.rawValue else { return }
        var weight: Float = 1
        for item in context(query) where item != chosen.rawValue {
            links.add(from: item, to: chosen.rawValue, at: time, weight: weight)
            if isSymmetric { links.add(from: chosen.rawValue, to: item, at: time, weight: weight) }
            weight *= fade
        }
        popularity.add(chosen.rawValue, at: time)
        recent.meet(chosen.rawValue, at: time)
    }

    /// The user's last items, newest first: those of the open session, or the last one of all.
    private func context(_ query: ScoringQuery) -> [Int32] {
        var items: [Int32] = []
        var later = query.request.time
        for event in query.history.reversed() {
            guard items.count < depth, items.isEmpty || sessionizer.continues(event.time, later) else { break }
            later = event.time
            if let item = event.chosenItem, !items.contains(item.rawValue) { items.append(item.rawValue) }
        }
        return items
    }
}
