#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders
import Synchronization

/// What pages take from a history alone, whatever the moment: made when a page first asks, and kept until the person does something.
package struct TasteSketch: Sendable {
    /// Different titles of the history, latest first.
    package let recent: [ItemIndex]
    /// Nil where the history names no genre.
    package let mix: GenreMix?
    /// Mean of the person's ratings; nil where there is none.
    let averageRating: Float?
    /// Titles that other titles are shown because of, latest first, no two of one taste.
    let seeds: [ItemIndex]
    /// Shelves of the genres that the person chose most, most first; of those with most titles where nothing is known.
    let genres: [Int32]
    /// Shelves of other facets that the person chose much more often than their number of titles explains, most so first.
    let details: [Int32]

    package static let recentCount = 50
    static let genreCount = 8
    /// Directors, cast and keywords, all together.
    static let detailCount = 4
    /// Titles of a person that must have a director, an actor or a keyword in common before a row is made of it.
    static let detailTitles: Float = 3
    static let seedCount = 4
    /// Two titles that are more alike than this speak for one row.
    static let sameTaste: Float = 0.8

    init(_ person: PersonView, shelves: TitleShelves) {
        let recent = TasteSketch.recent(person, limit: TasteSketch.recentCount)
        let averageRating = TasteSketch.averageRating(person)
        (self.recent, self.averageRating) = (recent, averageRating)
        mix = TasteSketch.mix(person, shelves)
        seeds = TasteSketch.seeds(recent, person, shelves, averageRating)
        let weights = TasteSketch.weights(recent, person, shelves)
        func isGenre(_ shelf: Int32) -> Bool { shelves.shelves[Int(shelf)].facet == shelves.mixedFacet }
        genres = TasteSketch.top(
            weights.isEmpty ? TasteSketch.commonGenres(shelves) : weights.filter { isGenre($0.shelf) }, TasteSketch.genreCount)
        details = TasteSketch.top(
            weights.compactMap { isGenre($0.shelf) ? nil : TasteSketch.detail($0, of: recent.count, shelves) }, TasteSketch.detailCount)
    }

    // MARK: Titles

    package static func recent(_ person: PersonView, limit: Int) -> [ItemIndex] {
        var met: Set<ItemIndex> = []
        var recent: [ItemIndex] = []
        for event in person.interactions.reversed() {
            guard let item = event.metItem, met.insert(item).inserted else { continue }
            recent.append(item)
            if recent.count == limit { return recent }
        }
        for item in person.older?.recent ?? [] where recent.count < limit && met.insert(item).inserted { recent.append(item) }
        return recent
    }

    private static func averageRating(_ person: PersonView) -> Float? {
        var (sum, count): (Float, Int) = (0, 0)
        for record in person.titles.values {
            guard let rating = record.rating else { continue }
            sum += rating
            count += 1
        }
        return count > 0 ? sum / Float(count) : nil
    }

    private static func seeds(
        _ recent: [ItemIndex], _ person: PersonView, _ shelves: TitleShelves, _ averageRating: Float?
    ) -> [ItemIndex] {
        var seeds: [ItemIndex] = []
        for item in recent.prefix(30) where seeds.count < seedCount {
            guard person.titles[item]?.speaksForItself(than: averageRating) == true else { continue }
            if seeds.allSatisfy({ shelves.cosine($0, item) < sameTaste }) { seeds.append(item) }
        }
        return seeds
    }

    // MARK: Facets

    /// Of the titles that were not disliked; of the history as it is read, so that a visit keeps its mix.
    private static func mix(_ person: PersonView, _ shelves: TitleShelves) -> GenreMix? {
        var met = ItemMask(itemCount: shelves.itemCount)
        func liked(_ item: ItemIndex?) -> ItemIndex? {
            guard let item, !met.contains(item), let record = person.titles[item] else { return nil }
            met.insert(item)
            return record.isDisliked || record.isRefused ? nil : item
        }
        let older = (person.older?.met ?? []).compactMap { liked($0) }
        return GenreMix(older + person.interactions.compactMap { liked($0.metItem) }, shelves: shelves)
    }

    /// Weight of each facet value in the history, in no order: liked titles count twice, disliked ones against it, older ones less.
    private static func weights(
        _ recent: [ItemIndex], _ person: PersonView, _ shelves: TitleShelves
    ) -> [(shelf: Int32, weight: Float)] {
        var sums = [Float](repeating: 0, count: shelves.shelves.count)
        var isMet = [Bool](repeating: false, count: sums.count)
        var met: [Int32] = []
        for (place, item) in recent.enumerated() {
            guard let record = person.titles[item] else { continue }
            let weight = record.taste * exp2(-Float(place) / 25)
            for shelf in shelves.shelves(of: item) {
                if !isMet[Int(shelf)] { met.append(shelf) }
                isMet[Int(shelf)] = true
                sums[Int(shelf)] += weight
            }
        }
        return met.compactMap { sums[Int($0)] > 0 ? ($0, sums[Int($0)]) : nil }
    }

    /// Where nothing is known of the person: by their number of titles.
    private static func commonGenres(_ shelves: TitleShelves) -> [(shelf: Int32, weight: Float)] {
        shelves.shelves.enumerated().compactMap { number, shelf in
            shelf.facet == shelves.mixedFacet ? (Int32(number), Float(shelf.titles.count)) : nil
        }
    }

    /// How much more often than by chance, in nats, times how often.
    private static func detail(
        _ value: (shelf: Int32, weight: Float), of titles: Int, _ shelves: TitleShelves
    ) -> (shelf: Int32, weight: Float)? {
        guard value.weight >= detailTitles else { return nil }
        let expected = Float(titles) * Float(shelves.shelves[Int(value.shelf)].titles.count) / Float(shelves.itemCount)
        return (value.shelf, value.weight * logarithm(value.weight / max(expected, 1e-3)))
    }

    private static func top(_ values: [(shelf: Int32, weight: Float)], _ count: Int) -> [Int32] {
        values.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.shelf < $1.shelf }.prefix(count).map(\.shelf)
    }
}

extension TitleRecord {
    /// What having met it says about taste.
    fileprivate var taste: Float {
        if isDisliked || isRefused { return -1 }
        if isAbandoned { return -0.5 }
        return isLiked ? 2 : 1
    }
}

/// The sketch of one state of a history, shared by the copies of a view.
final class KeptSketch: Sendable {
    private struct Sketch {
        let generation: Int
        let shelves: ObjectIdentifier
        let sketch: TasteSketch
    }
    private let kept = Mutex<Sketch?>(nil)

    /// - Parameters:
    ///   - person: whose history this is the sketch of.
    ///   - generation: of the snapshot that the shelves belong to.
    /// - Complexity: O(events + shelves) the first time, else O(1)
    func sketch(of person: PersonView, shelves: TitleShelves, generation: Int) -> TasteSketch {
        if let kept = kept.withLock(\.self), kept.generation == generation, kept.shelves == ObjectIdentifier(shelves) {
            return kept.sketch
        }
        let sketch = TasteSketch(person, shelves: shelves)
        kept.withLock { $0 = Sketch(generation: generation, shelves: ObjectIdentifier(shelves), sketch: sketch) }
        return sketch
    }
}
