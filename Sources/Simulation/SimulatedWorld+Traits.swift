import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension SimulatedWorld {
    /// The 64 most frequent genres, sorted by name.
    static func genres(of catalog: Catalog) -> [String] {
        var counts: [String: Int] = [:]
        for item in catalog.items { for genre in item.facets[.genre] ?? [] { counts[genre, default: 0] += 1 } }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(64).map(\.key).sorted()
    }

    static func masks(of catalog: Catalog, genres: [String]) -> [UInt64] {
        let bits = Dictionary(uniqueKeysWithValues: genres.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
        return catalog.items.map { item in
            (item.facets[.genre] ?? []).reduce(into: 0) { $0 |= bits[$1] ?? 0 }
        }
    }

    /// One undercurrent for about 40 titles, each at home in a genre, frequent genres more often.
    static func homes(of masks: [UInt64], genreCount: Int, itemCount: Int, seed: UInt64) -> [UInt64] {
        var random = SeededGenerator(seed: StableHash.of("undercurrents", seed: seed))
        let sizes = (0..<genreCount).map { bit in Double(masks.count { $0 >> UInt64(bit) & 1 == 1 }) }
        return (0..<max(4, itemCount / 40)).map { _ in
            genreCount == 0 ? 0 : UInt64(1) << UInt64(random.position(in: sizes.map { $0.squareRoot() }))
        }
    }

    /// Six of ten titles belong to an undercurrent at home in one of their genres, the rest anywhere.
    ///
    /// Sequels share the undercurrent of the first one where their genres let them, each a little deeper.
    static func traits(of item: Item, genres: UInt64, homes: [UInt64], seed: UInt64) -> HiddenTraits {
        let family = StableHash.of(titleFamily(item), seed: seed)
        var shared = SeededGenerator(seed: family)
        let fitting = homes.indices.filter { homes[$0] & genres != 0 }
        let anywhere = shared.happens(0.4)
        let candidates = anywhere || fitting.isEmpty ? Array(homes.indices) : fitting
        // The highest hash wins, so that relatives with almost the same genres mostly agree.
        let undercurrent = candidates.max { StableHash.mix(family ^ UInt64($0)) < StableHash.mix(family ^ UInt64($1)) } ?? 0
        let depth = shared.unit() + Double(item.year ?? 0) / 500
        var own = SeededGenerator(seed: StableHash.of(item.id.rawValue, seed: seed))
        return HiddenTraits(
            undercurrent: undercurrent, depth: Float(depth - depth.rounded(.down)), pace: Float(own.within(-1...1)),
            quality: Float(max(own.unit(), own.unit())), minutes: Float(own.within(runningTime(of: item.domain))))
    }

    private static func runningTime(of domain: ItemDomain) -> ClosedRange<Double> {
        switch domain {
        case .film: 78...128
        case .song, .advertisement: 2...5
        default: 20...60
        }
    }

    /// `Toy Story 2` and `Toy Story` are of one family; a title without relatives is a family of its own.
    private static func titleFamily(_ item: Item) -> String {
        var words = item.title.lowercased().split(separator: " ")
        if let colon = words.firstIndex(where: { $0.hasSuffix(":") }) { words = Array(words[...colon]) }
        if let and = words.indices.dropFirst().first(where: { words[$0] == "and" && $0 + 1 < words.count && words[$0 + 1] == "the" }) {
            words = Array(words[..<and])
        }
        if words.count > 1, words[0] == "the" { words.removeFirst() }
        while words.count > 1, let last = words.last, isNumeral(last) || last == "part" { words.removeLast() }
        return words.map { $0.hasSuffix(":") ? $0.dropLast() : $0 }.joined(separator: " ")
    }

    /// Arabic or Roman, with or without a colon behind it.
    private static func isNumeral(_ word: Substring) -> Bool {
        word.utf8.allSatisfy {
            $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: ":") || $0 == UInt8(ascii: "i") || $0 == UInt8(ascii: "v")
                || $0 == UInt8(ascii: "x")
        }
    }

    /// Zipf over the ranking, bent by quality and chance.
    static func prominence(of catalog: Catalog, ranking: [ItemID], traits: [HiddenTraits], seed: UInt64) -> [Double] {
        var weights = [Double](repeating: pow(Double(catalog.count + 8), -1.1), count: catalog.count)
        for (rank, id) in ranking.enumerated() {
            if let index = catalog.index(of: id) { weights[index.position] = pow(Double(rank + 8), -1.1) }
        }
        for (position, item) in catalog.items.enumerated() {
            var random = SeededGenerator(seed: StableHash.of(item.id.rawValue, seed: seed ^ 1))
            weights[position] *= exp(0.6 * random.normal() + Double(traits[position].quality))
        }
        return weights
    }

    /// The newest titles arrive one by one during the simulation; the others were always there (`Int64.min`).
    static func arrivals(of catalog: Catalog, share: Double, seed: UInt64, start: Int64, days: Int) -> [Int64] {
        var arrivals = [Int64](repeating: .min, count: catalog.count)
        let newest = catalog.items.indices.sorted {
            (catalog.items[$0].year ?? 0, $0) > (catalog.items[$1].year ?? 0, $1)
        }
        for position in newest.prefix(Int(Double(catalog.count) * share)) {
            let hash = StableHash.of(catalog.items[position].id.rawValue, seed: seed ^ 2)
            arrivals[position] = start + Int64(hash % UInt64(max(days, 1))) * 86_400
        }
        return arrivals
    }

    static func successors(in undercurrents: [[Int32]], count: Int) -> [[Int32]] {
        var successors: [[Int32]] = Array(repeating: [], count: count)
        for items in undercurrents {
            for (place, item) in items.enumerated() {
                // The deepest lead back to the surface.
                successors[Int(item)] = (1...6).prefix(max(items.count - 1, 0)).map { items[(place + $0) % items.count] }
            }
        }
        return successors
    }

    private static func people(of item: Item) -> [String] { (item.facets[.cast] ?? []) + (item.facets["artist"] ?? []) }

    static func companions(in catalog: Catalog, prominence: [Double]) -> [[Int32]] {
        var appearances: [String: [Int32]] = [:]
        for (position, item) in catalog.items.enumerated() {
            for person in people(of: item) { appearances[person, default: []].append(Int32(position)) }
        }
        return catalog.items.enumerated().map { position, item in
            let others = Set(people(of: item).flatMap { appearances[$0] ?? [] }).subtracting([Int32(position)])
            return Array(others.sorted { (-prominence[Int($0)], $0) < (-prominence[Int($1)], $1) }.prefix(8))
        }
    }

    /// Prominence, with arrivals and a few revivals a week in everybody's mouth for about a month.
    static func weeks(prominence: [Double], arrivals: [Int64], seed: UInt64, start: Int64, count: Int) -> [WeightedItems] {
        var random = SeededGenerator(seed: StableHash.of("waves", seed: seed))
        var crests: [(item: Int, week: Int)] = []
        for (item, arrival) in arrivals.enumerated() where arrival > start {
            crests.append((item, Int((arrival - start) / secondsPerWeek)))
        }
        for week in 0..<count { for _ in 0..<4 { crests.append((random.below(prominence.count), week)) } }
        let typical = prominence.sorted()[min(prominence.count * 99 / 100, prominence.count - 1)]
        return (0..<count).map { week in
            var weights = prominence
            for crest in crests where crest.week <= week {
                weights[crest.item] += 1.5 * typical * exp(-0.5 * Double(week - crest.week))
            }
            return WeightedItems(weights.enumerated().map { (Int32($0), $1) })
        }
    }
}
