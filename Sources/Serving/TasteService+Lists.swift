import Datasets
import Recommenders

/// What a list is asked with.
public struct ListRequest: Sendable {
    public var asker: Asker
    public var moment: Moment
    public var count: Int
    /// Whether titles that the person has met may come again.
    public var includesSeen: Bool
    public init(_ asker: Asker, at moment: Moment, count: Int = 20, includesSeen: Bool = false) {
        self.asker = asker
        self.moment = moment
        self.count = count
        self.includesSeen = includesSeen
    }
}

extension TasteService {
    /// The best titles for a person, best first.
    ///
    /// - Throws: `ServingError` (`notReady`, `invalid`), `StorageError`, `StateError`.
    public func recommendations(_ request: ListRequest) throws -> ServedList {
        let begun = seconds()
        try check(count: request.count)
        let sheet = try sheet(request.asker, request.moment)
        let items = sheet.best(request.count) { request.includesSeen || sheet.person.titles[$0] == nil }
        return ServedList(
            head: head(sheet.snapshot, since: begun), snapshot: sheet.snapshot,
            items: items.map { ServedItem($0, score: sheet.scores[$0.position], source: sheet.source) })
    }

    func check(count: Int) throws(ServingError) {
        guard count >= 1, count <= options.longestList else {
            throw .invalid(field: "count", reason: "\(count) is not between 1 and \(options.longestList)")
        }
    }
}
