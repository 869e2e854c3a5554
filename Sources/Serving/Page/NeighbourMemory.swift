import Datasets

/// Neighbours of the titles that were asked about last; the older half is forgotten when there is no more room.
///
/// Memory: about 600 bytes a title at 120 neighbours, 20 MB in all, however large the catalogue.
package struct NeighbourMemory: Sendable {
    private var latest: [ItemIndex: [ItemIndex]] = [:]
    private var older: [ItemIndex: [ItemIndex]] = [:]
    private let half: Int

    /// Titles.
    static let usualLimit = 32_768

    /// - Parameter limit: titles.
    package init(limit: Int = usualLimit) { half = max(1, limit / 2) }

    package var count: Int { latest.count + older.count }

    package mutating func neighbours(of item: ItemIndex) -> [ItemIndex]? {
        if let known = latest[item] { return known }
        guard let known = older.removeValue(forKey: item) else { return nil }
        keep(known, of: item)
        return known
    }

    package mutating func keep(_ neighbours: [ItemIndex], of item: ItemIndex) {
        if latest.count >= half { (older, latest) = (latest, [:]) }
        latest[item] = neighbours
    }
}
