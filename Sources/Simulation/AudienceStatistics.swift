import Datasets

/// What a stream of events looks like from outside: nothing here knows what was planted.
public struct AudienceStatistics: Sendable {
    public var users = 0
    public var events = 0
    /// Groups of neighbouring history events on one title within a session: what a tokenizer merges.
    public var visits = 0
    public var eventsPerUser: Double { users > 0 ? Double(events) / Double(users) : 0 }
    public var visitsPerUser: Double { users > 0 ? Double(visits) / Double(users) : 0 }
    /// Events inside visits, without impressions and searches, divided by visits.
    public var eventsPerVisit = 0.0
    public var sessions = 0
    /// Share of the started titles that were not finished, of those whose end is known.
    public var unfinishedShare = 0.0
    /// Share of the starts that were repeats of a title of the same account.
    public var repeatShare = 0.0
    /// Share of all starts that went to the most watched hundredth of the catalogue.
    public var headShare = 0.0
    /// Titles that nobody started.
    public var unwatched = 0
    /// Of plays over items: 0 = all equal, 1 = one has all.
    public var gini = 0.0

    /// - Complexity: O(E + V log V) for E events and V titles.
    public init(_ dataset: Dataset, segmenter: Segmenter = Segmenter()) {
        users = dataset.users.count
        var plays = [Int](repeating: 0, count: dataset.catalog.count)
        var merged = 0
        var repeats = 0
        var finished = 0
        var abandoned = 0
        for user in dataset.users {
            events += user.interactions.count
            sessions += segmenter.sessionizer.sessions(of: user.interactions[...]).count
            let segments = segmenter.segments(of: user.interactions[...])
            visits += segments.count
            for segment in segments {
                merged += user.interactions[segment.range].count { segmenter.entersHistory($0) }
            }
            var seen: Set<ItemIndex> = []
            for interaction in user.interactions {
                switch interaction.kind {
                case .play:
                    guard let item = interaction.item else { continue }
                    plays[item.position] += 1
                    if !seen.insert(item).inserted { repeats += 1 }
                case .complete: finished += 1
                case .abandon: abandoned += 1
                default: break
                }
            }
        }
        let starts = plays.reduce(0, +)
        eventsPerVisit = visits > 0 ? Double(merged) / Double(visits) : 0
        unfinishedShare = finished + abandoned > 0 ? Double(abandoned) / Double(finished + abandoned) : 0
        repeatShare = starts > 0 ? Double(repeats) / Double(starts) : 0
        unwatched = plays.count { $0 == 0 }
        let falling = plays.sorted(by: >)
        headShare = starts > 0 ? Double(falling.prefix(max(1, plays.count / 100)).reduce(0, +)) / Double(starts) : 0
        gini = AudienceStatistics.gini(ofFalling: falling)
    }

    private static func gini(ofFalling counts: [Int]) -> Double {
        let sum = Double(counts.reduce(0, +))
        guard sum > 0, counts.count > 1 else { return 0 }
        var weighted = 0.0
        for (rank, count) in counts.reversed().enumerated() { weighted += Double(rank + 1) * Double(count) }
        let n = Double(counts.count)
        return (2 * weighted / sum - (n + 1)) / n
    }

    /// The share of each genre among the titles started on a device within some hours of the day (UTC).
    ///
    /// - Returns: a title of two genres counts for both; empty when nothing was started there.
    public static func genreShares(
        in dataset: Dataset, device: String, hours: Range<Int>, users: Set<UserID>? = nil
    ) -> [String: Double] {
        guard let place = dataset.devices.firstIndex(of: device) else { return [:] }
        var counts: [String: Int] = [:]
        var total = 0
        for user in dataset.users where users?.contains(user.id) ?? true {
            for interaction in user.interactions where interaction.kind == .play && Int(interaction.device) == place {
                guard let item = interaction.item, let time = interaction.time,
                    hours.contains(Int(time.seconds / 3_600 % 24))
                else { continue }
                total += 1
                for genre in dataset.catalog[item].facets[.genre] ?? [] { counts[genre, default: 0] += 1 }
            }
        }
        return counts.mapValues { Double($0) / Double(total) }
    }
}
