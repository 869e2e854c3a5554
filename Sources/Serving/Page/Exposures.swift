#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets

/// What one person was shown and how often: packed, in order of the titles.
///
/// What a page shows is looked at from above and from the left: place p of row r counts 0.8^r · 0.9^p, an impression that a
/// client confirms counts 1. Within one visit a title counts once, by its best place, and not before the visit is over.
package struct Exposures: Sendable {
    struct Entry: Sendable {
        var item: ItemIndex
        /// Of visits that are over, as of `settledAt`, in minutes since 1970.
        var settled: Float = 0
        var settledAt: Int32 = 0
        /// Of the latest visit.
        var latest: Float = 0
        var latestAt: Int32 = 0
    }
    private(set) var entries: [Entry] = []
    package init() {}
    package var count: Int { entries.count }

    package static func weight(row: Int, place: Int) -> Float { exp2(-0.321_928 * Float(row) - 0.152_003 * Float(place)) }
    package static let confirmed: Float = 1

    static func minutes(_ time: Timestamp) -> Int32 { Int32(clamping: time.rawValue / 60_000) }

    /// - Parameters:
    ///   - visit: minutes.
    ///   - halfLife: days.
    /// - Complexity: O(entries + shown · log shown)
    package mutating func note(_ shown: [(item: ItemIndex, weight: Float)], at time: Timestamp, visit: Double, halfLife: Double) {
        let minutes = Exposures.minutes(time)
        let sorted = shown.sorted { $0.item < $1.item }
        var merged: [Entry] = []
        merged.reserveCapacity(entries.count + sorted.count)
        var place = 0
        for (item, weight) in sorted {
            while place < entries.count, entries[place].item < item {
                merged.append(entries[place])
                place += 1
            }
            var entry = Entry(item: item)
            if let last = merged.last, last.item == item {
                entry = merged.removeLast()
            } else if place < entries.count, entries[place].item == item {
                entry = entries[place]
                place += 1
            }
            entry.note(weight, at: minutes, visit: visit, halfLife: halfLife)
            merged.append(entry)
        }
        merged += entries[place...]
        entries = merged
    }

    /// How often each title was passed over by now, faded; what counts nothing is left out.
    package func forEach(at time: Timestamp, visit: Double, halfLife: Double, _ body: (ItemIndex, Float) -> Void) {
        let minutes = Exposures.minutes(time)
        for entry in entries {
            let count = entry.count(at: minutes, visit: visit, halfLife: halfLife)
            if count > 0.01 { body(entry.item, count) }
        }
    }
}

extension Exposures.Entry {
    fileprivate mutating func note(_ weight: Float, at minutes: Int32, visit: Double, halfLife: Double) {
        if latest > 0, Double(minutes - latestAt) < visit {
            latest = max(latest, weight)
            return
        }
        settled = count(at: max(minutes, latestAt), visit: 0, halfLife: halfLife)
        (settledAt, latest, latestAt) = (max(minutes, latestAt), weight, minutes)
    }

    fileprivate func count(at minutes: Int32, visit: Double, halfLife: Double) -> Float {
        var count = settled * fading(minutes - settledAt, halfLife)
        if Double(minutes - latestAt) >= visit { count += latest * fading(minutes - latestAt, halfLife) }
        return count
    }

    private func fading(_ minutes: Int32, _ halfLife: Double) -> Float { Float(exp2(-Double(max(0, minutes)) / (halfLife * 1440))) }
}
