/// Names of a catalogue that queries may say, found by their words and, forgiving, by most of their letters.
struct NameTable: Sendable {
    /// As the catalogue writes them; of two that are called the same the one with the greater weight.
    private(set) var names: [String] = []
    /// How often the catalogue has them.
    private(set) var weights: [Int] = []
    /// Folded words with a blank between them, to the name.
    private var places: [String: Int32] = [:]
    /// Folded letters of every key, in ascending order of their number, for the forgiving look.
    private var letters: [(key: [Unicode.Scalar], mask: UInt64, name: Int32)] = []
    /// Where keys of so many letters begin in `letters`.
    private var starts: [Int] = []
    private(set) var longest = 0
    /// Keys in the order of their bytes, for names that are still being typed.
    private var ordered: [(key: String, name: Int32)] = []

    /// Most words of a name that are compared.
    static let wordLimit = 16
    private static let letterLimit = 80

    /// - Parameters:
    ///   - keys: how the name may be said, each as folded words.
    mutating func add(_ name: String, weight: Int, keys: [[String]]) {
        let place = Int32(names.count)
        names.append(name)
        weights.append(weight)
        for key in keys where !key.isEmpty && key.count <= NameTable.wordLimit {
            let text = key.joined(separator: " ")
            if let other = places[text], weights[Int(other)] >= weight { continue }
            places[text] = place
            longest = max(longest, key.count)
        }
    }

    /// Makes the forgiving look possible; call once, after the last `add`.
    mutating func finish() {
        letters = places.compactMap { key, name in
            let scalars = NameTable.letters(key)
            return scalars.count <= NameTable.letterLimit ? (scalars, NameTable.mask(scalars), name) : nil
        }
        letters.sort { $0.key.count != $1.key.count ? $0.key.count < $1.key.count : $0.key.lexicographicallyPrecedes($1.key) }
        starts = [Int](repeating: letters.count, count: NameTable.letterLimit + 2)
        for place in letters.indices.reversed() { starts[letters[place].key.count] = place }
        for length in starts.indices.dropLast().reversed() { starts[length] = min(starts[length], starts[length + 1]) }
        ordered = places.map { (key: $0.key, name: $0.value) }.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    }

    func exact(_ key: String) -> Int? { places[key].map(Int.init) }

    /// Names of which a key begins so, each once, in the order of their keys, at most `limit`.
    ///
    /// - Complexity: O(log(keys) + limit) comparisons.
    func begun(_ key: String, limit: Int = 64) -> [Int] {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle].key.utf8.lexicographicallyPrecedes(key.utf8) { low = middle + 1 } else { high = middle }
        }
        var found: [Int] = []
        while low < ordered.count, found.count < limit, ordered[low].key.utf8.starts(with: key.utf8) {
            let name = Int(ordered[low].name)
            if !found.contains(name) { found.append(name) }
            low += 1
        }
        return found
    }

    /// The name that differs least, of two equally near the commoner one.
    ///
    /// - Complexity: one comparison of bits per name of about the same length, and of letters for the few that are alike.
    func nearest(_ key: String) -> (name: Int, distance: Int)? {
        let wanted = NameTable.letters(key)
        let isIdeographic = wanted.first.map(QueryTokens.isIdeograph) ?? false
        let limit = isIdeographic ? (wanted.count >= 3 ? 1 : 0) : Misspelling.forgiven(wanted.count)
        guard limit > 0, wanted.count <= NameTable.letterLimit else { return nil }
        let mask = NameTable.mask(wanted)
        var best: (name: Int, distance: Int)?
        for place in starts[max(0, wanted.count - limit)]..<starts[min(NameTable.letterLimit + 1, wanted.count + limit + 1)] {
            let candidate = letters[place]
            guard (mask & ~candidate.mask).nonzeroBitCount <= limit, (candidate.mask & ~mask).nonzeroBitCount <= limit,
                let distance = Misspelling.distance(wanted, candidate.key, limit: limit)
            else { continue }
            let name = Int(candidate.name)
            if distance < best?.distance ?? .max || (distance == best?.distance && weights[name] > weights[best!.name]) {
                best = (name, distance)
            }
        }
        return best
    }

    private static func letters(_ key: String) -> [Unicode.Scalar] { key.unicodeScalars.filter { $0 != " " } }

    private static func mask(_ letters: [Unicode.Scalar]) -> UInt64 { letters.reduce(0) { $0 | 1 << UInt64($1.value & 63) } }
}
