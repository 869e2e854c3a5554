import Datasets

/// The last title of each account, with what was started before: the question of the simplest evaluation.
struct LastTitles {
    struct Last {
        var user: UserID
        var history: [ItemIndex]
        var target: ItemIndex
    }

    private(set) var lasts: [Last] = []
    private(set) var playCounts: [Float]
    private let catalog: Catalog

    init(_ dataset: Dataset, users: Int) {
        catalog = dataset.catalog
        playCounts = [Float](repeating: 0, count: dataset.catalog.count)
        for user in dataset.users {
            let titles = user.interactions.filter { $0.kind == .play }.compactMap(\.item)
            guard titles.count > 2, let target = titles.last else { continue }
            for title in titles.dropLast() { playCounts[title.position] += 1 }
            lasts.append(Last(user: user.id, history: Array(titles.dropLast()), target: target))
        }
        lasts = Array(lasts.prefix(users))
    }

    /// HR@10 over the whole catalogue, started titles removed; ties count against the scorer.
    func hitRate(_ scores: (Last) -> [Float]?) -> Double {
        var hits = 0
        for last in lasts where !last.history.contains(last.target) {
            guard let scores = scores(last) else { continue }
            let score = scores[last.target.position]
            let seen = Set(last.history)
            let ahead = scores.indices.count { scores[$0] >= score && !seen.contains(ItemIndex($0)) } - 1
            if ahead < 10 { hits += 1 }
        }
        return Double(hits) / Double(lasts.count)
    }

    /// How much of the history shares each genre and person, per title; popularity breaks ties.
    func metadataScores(of history: [ItemIndex]) -> [Float] {
        var taste: [String: Float] = [:]
        for title in history { for value in values(catalog[title]) { taste[value, default: 0] += 1 } }
        return catalog.items.enumerated().map { position, item in
            let values = values(item)
            let sum = values.reduce(into: Float(0)) { $0 += taste[$1] ?? 0 }
            return sum / Float(max(values.count, 1)).squareRoot() + 1e-4 * playCounts[position]
        }
    }

    private func values(_ item: Item) -> [String] { (item.facets[.genre] ?? []) + (item.facets[.cast] ?? []) }
}
