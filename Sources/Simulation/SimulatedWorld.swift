import Datasets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A catalogue together with everything that is true of its titles and known to nobody.
///
/// The traits of a title derive from the seed, its id, its title and its genres; nothing depends on the order of the catalogue.
struct SimulatedWorld: Sendable {
    /// The public face; titles that arrive during the simulated months have `released` set.
    let catalog: Catalog
    let traits: [HiddenTraits]
    /// Names of the genres, sorted; bit g of a mask stands for `genres[g]`.
    let genres: [String]
    let genreMasks: [UInt64]
    /// How well known a title is.
    let prominence: [Double]
    /// Seconds since 1970 from which a title can be watched.
    let availableFrom: [Int64]
    /// What is craved after a title: up to six, a little deeper in the same undercurrent.
    let successors: [[Int32]]
    /// Titles that share people, at most eight a title.
    let companions: [[Int32]]
    /// The titles of each undercurrent.
    let undercurrents: [WeightedItems]
    /// What is talked about in each week of the simulation.
    let weeks: [WeightedItems]
    /// The genre that each undercurrent is at home in, as a mask.
    let homes: [UInt64]
    let start: Int64
    static let secondsPerWeek: Int64 = 7 * 86_400

    /// - Parameters:
    ///   - ranking: ids, the most prominent first; titles that are not in it come last.
    ///   - start: seconds since 1970.
    ///   - latest: the share of the newest titles that arrive between the start and the end.
    init(catalog: Catalog, ranking: [ItemID], seed: UInt64, start: Int64, days: Int, latest: Double = 0.05) {
        let count = catalog.count
        let genres = SimulatedWorld.genres(of: catalog)
        let masks = SimulatedWorld.masks(of: catalog, genres: genres)
        let homes = SimulatedWorld.homes(of: masks, genreCount: genres.count, itemCount: count, seed: seed)
        let traits = catalog.items.enumerated().map { position, item in
            SimulatedWorld.traits(of: item, genres: masks[position], homes: homes, seed: seed)
        }
        let arrivals = SimulatedWorld.arrivals(of: catalog, share: latest, seed: seed, start: start, days: days)
        let prominence = SimulatedWorld.prominence(of: catalog, ranking: ranking, traits: traits, seed: seed)
        var deep: [[Int32]] = Array(repeating: [], count: homes.count)
        for position in 0..<count { deep[traits[position].undercurrent].append(Int32(position)) }
        for undercurrent in deep.indices {
            deep[undercurrent].sort { (traits[Int($0)].depth, $0) < (traits[Int($1)].depth, $1) }
        }

        self.catalog = Catalog(
            catalog.items.enumerated().map { position, item in
                var item = item
                if arrivals[position] > start { item.released = Timestamp(seconds: arrivals[position]) }
                return item
            })
        self.traits = traits
        self.genres = genres
        genreMasks = masks
        self.prominence = prominence
        availableFrom = arrivals
        successors = SimulatedWorld.successors(in: deep, count: count)
        companions = SimulatedWorld.companions(in: catalog, prominence: prominence)
        undercurrents = deep.map { items in WeightedItems(items.map { ($0, pow(prominence[Int($0)], 0.6)) }) }
        weeks = SimulatedWorld.weeks(
            prominence: prominence, arrivals: arrivals, seed: seed, start: start, count: days / 7 + 1)
        self.homes = homes
        self.start = start
    }

    func mask(of names: [String]) -> UInt64 {
        var mask: UInt64 = 0
        for name in names { if let bit = genres.firstIndex(of: name) { mask |= 1 << UInt64(bit) } }
        return mask
    }

    func isAvailable(_ item: Int32, at time: Int64) -> Bool { availableFrom[Int(item)] <= time }

    func talk(at time: Int64) -> WeightedItems {
        weeks[min(max(Int((time - start) / SimulatedWorld.secondsPerWeek), 0), weeks.count - 1)]
    }
}
