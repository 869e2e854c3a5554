import Datasets
import Recommenders
import Storage
import Synchronization

/// What pages remember between requests: trends, what people were shown, visits.
public final class PageRoom: Sendable {
    let trending: TrendingCounts
    public let impressions: ImpressionLog
    let exposures: ExposureCache
    let visits: VisitStore
    private let options: PageOptions
    private struct Trend {
        var generation = -1
        var time = -Double.infinity
        var items: [ItemIndex] = []
    }
    private let trend = Mutex(Trend())
    /// Who allows no profile, as far as it was looked up.
    private let refusals = Mutex<[UserID: Bool]>([:])

    static let trendSeconds = 5.0
    static let trendLength = 100
    static let keptRefusals = 200_000
    /// Impression records that say what somebody passed over.
    static let readRecords = 20

    init(_ options: PageOptions, documents: any ServiceStore) {
        self.options = options
        trending = TrendingCounts(people: options.trendingPeople, halfLife: options.trendingHalfLife)
        impressions = ImpressionLog(documents, limit: options.waitingImpressions)
        exposures = ExposureCache(titles: options.keptExposures)
        visits = VisitStore(limit: options.keptVisits, seconds: options.visit * 60)
    }

    /// Trending titles in the numbers of a snapshot, at most some seconds old.
    func trends(_ snapshot: ServingSnapshot, at time: Timestamp, now: Double) -> [ItemIndex] {
        let known = trend.withLock { trend in
            trend.generation == snapshot.generation && now - trend.time < PageRoom.trendSeconds ? trend.items : nil
        }
        if let known { return known }
        let items = trending.top(PageRoom.trendLength, at: time).compactMap { snapshot.titles.catalog.index(of: $0.item) }
        trend.withLock { $0 = Trend(generation: snapshot.generation, time: now, items: items) }
        return items
    }

    func mayCount(_ user: UserID, _ read: () throws -> Bool) -> Bool {
        if let known = refusals.withLock({ $0[user] }) { return known }
        // What cannot be looked up is not counted.
        let allowed = (try? read()) ?? false
        refusals.withLock { known in
            if known.count >= PageRoom.keptRefusals { known.removeAll() }
            known[user] = allowed
        }
        return allowed
    }

    /// After anything about a person changed.
    func forget(_ user: UserID) {
        refusals.withLock { $0[user] = nil }
        exposures.forget(user)
    }

    /// Nothing of a person stays in memory or comes to the disk later; call it before their documents are erased.
    public func erase(_ user: UserID) {
        impressions.forget(user)
        visits.forget(user)
        trending.erase(StableHash.of(user.rawValue, seed: Dataset.userKeySeed))
        forget(user)
        trend.withLock { $0 = Trend() }
    }
}
