#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a title's neighbours say of its tags: their seeds, by likeness, shrunk to what every title has.
///
///     q = (Σ over neighbours of cos² · seed + m · base) / (Σ cos² + m),  lift = logit(q) − logit(base)
///
/// A title's own words are not in its q, so how well q foretells them can be measured.
struct TagPropagation: Sendable {
    /// Mean seed of each tag. `[tags]`
    private let base: [Double]
    private let seeds: [[Int: Double]]
    private let nearest: NearestTitles

    static let neighbours = 20
    /// m: so much likeness is worth as much as the whole catalogue.
    private static let shrinkage = 1.0

    /// - Parameter seeds: 0...1 by tag, one a title; tags that are not there are 0.
    init(_ seeds: [[Int: Double]], tagCount: Int, nearest: NearestTitles) {
        var base = [Double](repeating: 0, count: tagCount)
        for title in seeds { for (tag, seed) in title { base[tag] += seed } }
        // At least one title's worth, so that its logit is finite.
        self.base = base.map { min(0.99, max($0, 0.5) / Double(max(1, seeds.count))) }
        (self.seeds, self.nearest) = (seeds, nearest)
    }

    /// Lifts of one title for all tags that any neighbour has, and the lift of all others.
    func lifts(of title: Int) -> (told: [Int: Double], otherwise: (Int) -> Double) {
        let list = nearest.lists[title]
        guard !list.isEmpty else { return ([:], { _ in 0 }) }
        var (sums, weight) = ([Int: Double](), 0.0)
        // Seeds of one neighbour are summed by tag, so the order of a dictionary does not matter.
        for neighbour in list {
            let square = Double(neighbour.likeness) * Double(neighbour.likeness)
            weight += square
            for (tag, seed) in seeds[Int(neighbour.title)] { sums[tag, default: 0] += square * seed }
        }
        let whole = weight
        func lift(_ tag: Int, _ sum: Double) -> Double {
            let q = (sum + Self.shrinkage * base[tag]) / (whole + Self.shrinkage)
            return Self.logit(q) - Self.logit(base[tag])
        }
        return (sums.reduce(into: [:]) { $0[$1.key] = lift($1.key, $1.value) }, { lift($0, 0) })
    }

    /// Neighbours that have the tag, nearest first.
    func witnesses(of tag: Int, for title: Int, limit: Int = 3) -> [Int] {
        Array(nearest.lists[title].lazy.map { Int($0.title) }.filter { (seeds[$0][tag] ?? 0) >= 0.5 }.prefix(limit))
    }

    static func logit(_ p: Double) -> Double { log(p / (1 - p)) }
}
