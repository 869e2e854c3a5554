import Datasets
import Recommenders
import Synchronization
import Tensors

/// What pages need to know about the titles of one snapshot, made once: facets by number, unit vectors, orders, neighbours.
///
/// Depends on the catalogue and the model alone, not on facts such as licences.
package final class TitleShelves: @unchecked Sendable {  // Rule: immutable after `init`, but for the neighbours behind their lock.
    /// A facet value and the titles that have it.
    package struct Shelf: Sendable {
        package let facet: FacetName
        /// As the catalogue writes it.
        package let name: String
        /// In order of their index.
        package let titles: [ItemIndex]
    }

    package let shelves: [Shelf]
    /// Shelves of title i: `values[offsets[i]..<offsets[i + 1]]`.
    private let offsets: [Int32]
    private let values: [Int32]
    /// The facet that lists are calibrated to: genres, or attributes where there are none.
    package let mixedFacet: FacetName?
    /// Values of that facet.
    package let genreCount: Int
    /// As the catalogue writes them. `[genreCount]`
    package let genreNames: [String]
    private let genreOffsets: [Int32]
    private let genreValues: [Int32]
    /// Genres of each title as bits, genre g at bit g mod 64: what has none of some bits has none of their genres. `[itemCount]`
    let genreBits: [UInt64]
    /// By shelf; −1 = none.
    private let genreNumbers: [Int32]
    package let itemCount: Int
    package let width: Int
    private let memory: UnsafeMutablePointer<Float>
    /// Of all titles' vectors: what a title has in common with everything. `[width]`
    private let mean: [Float]
    /// Titles that most people chose, most first; at most as many as neighbours are found of beside the answers.
    private let mostChosen: [ItemIndex]
    /// Titles with a release, latest first.
    package let releases: [(item: ItemIndex, time: Timestamp)]
    private let neighbours = Mutex(NeighbourMemory())
    /// How far down the most chosen titles their neighbours are found.
    private let finding = Mutex((thread: BackgroundThread?.none, place: 0))

    package static let neighbourCount = 120
    package static let popularCount = 400
    /// Seconds after which a catalogue is taken to stay for a while.
    private static let settling = 1.0
    /// Facets that rows are made of, in the order in which rows are proposed.
    package static let rowFacets: [FacetName] = [.genre, .attribute, .director, .cast, .keyword]

    package init(_ catalog: Catalog, engine: any ScoringEngine) {
        itemCount = catalog.count
        (shelves, offsets, values) = TitleShelves.shelved(catalog)
        let shelves = shelves
        mixedFacet = TitleShelves.mixedFacet(catalog)
        (genreOffsets, genreValues, genreNumbers, genreCount) = TitleShelves.genres(mixedFacet, shelves, offsets: offsets, values: values)
        genreBits = TitleShelves.bits(genreOffsets, genreValues)
        genreNames = shelves.lazy.filter { [mixedFacet] in $0.facet == mixedFacet }.map(\.name)
        (memory, width) = TitleShelves.vectors(engine, offsets: offsets, values: values) { shelves[Int($0)] }
        mean = TitleShelves.mean(memory, rows: catalog.count, width: width)
        mostChosen = TitleShelves.mostChosen(catalog, engine)
        releases = catalog.items.enumerated().compactMap { position, item in item.released.map { (ItemIndex(position), $0) } }
            .sorted { $0.time != $1.time ? $0.time > $1.time : $0.item < $1.item }
    }

    deinit { memory.deallocate() }

    /// Titles that most people chose, most first.
    package var popular: ArraySlice<ItemIndex> { mostChosen.prefix(TitleShelves.popularCount) }

    /// Unit vector of a title, `[width]`; zero where nothing is known.
    package func vector(_ item: ItemIndex) -> UnsafePointer<Float> { vectors[item] }

    package func cosine(_ a: ItemIndex, _ b: ItemIndex) -> Float { vectors.cosine(a, b) }

    /// The unit vectors without a reference to what holds them, for loops; valid as long as the shelves are.
    struct Vectors {
        fileprivate let rows: UnsafePointer<Float>
        fileprivate let width: Int

        @inline(__always) subscript(item: ItemIndex) -> UnsafePointer<Float> { rows + item.position * width }

        @inline(__always) func cosine(_ a: ItemIndex, _ b: ItemIndex) -> Float { Kernels.dot(self[a], self[b], count: width) }

        /// Of one title to each of some, `[count]`.
        func cosines(_ item: ItemIndex, _ others: UnsafeBufferPointer<Int32>, into cosines: UnsafeMutablePointer<Float>) {
            Kernels.dots(self[item], with: rows, rows: others, count: width, into: cosines)
        }
    }

    var vectors: Vectors { Vectors(rows: UnsafePointer(memory), width: width) }

    /// Begins a volume with some titles, none of which is chosen yet; `rows` are their numbers.
    package func begin(_ volume: inout SpannedVolume, _ rows: [Int32], choices: Int) {
        rows.withUnsafeBufferPointer { volume.begin(UnsafePointer(memory), width: width, rows: $0, choices: choices) }
    }

    /// How much a title is like titles on average.
    package func generality(of item: ItemIndex) -> Float {
        mean.withUnsafeBufferPointer { Kernels.dot($0.baseAddress!, vector(item), count: width) }
    }

    /// Numbers of the shelves that a title stands on.
    package func shelves(of item: ItemIndex) -> ArraySlice<Int32> {
        values[Int(offsets[item.position])..<Int(offsets[item.position + 1])]
    }

    /// Genres of a title, in the numbers of the facet that lists are calibrated to, `0..<genreCount`.
    package func genres(of item: ItemIndex) -> ArraySlice<Int32> {
        genreValues[Int(genreOffsets[item.position])..<Int(genreOffsets[item.position + 1])]
    }

    /// The same without making a list of them.
    @inline(__always) func forEachGenre(of item: ItemIndex, _ body: (Int) -> Void) {
        for place in Int(genreOffsets[item.position])..<Int(genreOffsets[item.position + 1]) { body(Int(genreValues[place])) }
    }

    /// Number of a shelf among the genres; nil for shelves of other facets.
    func genre(ofShelf number: Int32) -> Int32? {
        let genre = genreNumbers[Int(number)]
        return genre < 0 ? nil : genre
    }

    /// The titles most like each of some, best first, itself left out; kept for the next time.
    ///
    /// - Complexity: O(n·V·D) for n that nobody asked about before.
    package func neighbours(of items: [ItemIndex], engine: any ScoringEngine) -> [[ItemIndex]] {
        var found = neighbours.withLock { neighbours in items.map { neighbours.neighbours(of: $0) } }
        let missing = items.indices.filter { found[$0] == nil }
        guard !missing.isEmpty else { return found.map { $0 ?? [] } }
        let made = engine.nearest(to: missing.map { items[$0] }, count: TitleShelves.neighbourCount)
        neighbours.withLock { neighbours in
            for (place, titles) in zip(missing, made) { neighbours.keep(titles, of: items[place]) }
        }
        for (place, titles) in zip(missing, made) { found[place] = titles }
        return found.map { $0 ?? [] }
    }

    /// Finds the neighbours of the most chosen titles beside the answers, so that the first people after a start do not wait for them.
    ///
    /// Whoever asks meanwhile finds what is missing himself.
    /// - Complexity: O(V·D) a title; for 20,000 titles at D 128 a second of a core in all.
    package func findNeighbours(_ engine: any ScoringEngine) {
        let thread = BackgroundThread("neighbours", pause: TitleShelves.settling) { [weak self] in self?.findMore(engine) }
        finding.withLock { $0.thread = thread }
        thread.wake()
    }

    /// - Returns: seconds until the next ones; nil where there are none and the thread is let go.
    private func findMore(_ engine: any ScoringEngine) -> Double? {
        let (next, finished) = finding.withLock { finding -> (ArraySlice<ItemIndex>, BackgroundThread?) in
            let next = mostChosen[finding.place...].prefix(16)
            finding.place = next.endIndex
            return (next, next.isEmpty ? finding.thread.take() : nil)
        }
        guard finished == nil else { return nil }
        _ = neighbours(of: Array(next), engine: engine)
        return 0
    }

    /// Titles whose neighbours are known.
    package var neighbourhoodCount: Int { neighbours.withLock { $0.count } }

    // MARK: Making

    private static func shelved(_ catalog: Catalog) -> ([Shelf], [Int32], [Int32]) {
        var numbers: [FacetName: [String: Int32]] = [:]
        var named: [(facet: FacetName, name: String, titles: [ItemIndex])] = []
        var offsets: [Int32] = [0]
        var values: [Int32] = []
        for (position, item) in catalog.items.enumerated() {
            for facet in rowFacets {
                for value in item.facets[facet] ?? [] {
                    let key = value.lowercased()
                    let number = numbers[facet]?[key] ?? Int32(named.count)
                    if Int(number) == named.count {
                        numbers[facet, default: [:]][key] = number
                        named.append((facet, value, []))
                    }
                    guard named[Int(number)].titles.last != ItemIndex(position) else { continue }
                    named[Int(number)].titles.append(ItemIndex(position))
                    values.append(number)
                }
            }
            offsets.append(Int32(values.count))
        }
        return (named.map { Shelf(facet: $0.facet, name: $0.name, titles: $0.titles) }, offsets, values)
    }

    /// Genres where at least half of the titles have one, else attributes under the same rule: as `Miscalibration` chooses.
    private static func mixedFacet(_ catalog: Catalog) -> FacetName? {
        [FacetName.genre, .attribute].first { name in
            catalog.count > 0 && catalog.items.count { $0.facets[name]?.isEmpty == false } * 2 >= catalog.count
        }
    }

    private static func genres(
        _ facet: FacetName?, _ shelves: [Shelf], offsets: [Int32], values: [Int32]
    ) -> (offsets: [Int32], values: [Int32], numbers: [Int32], count: Int) {
        var numbers = [Int32](repeating: -1, count: shelves.count)
        var count = 0
        for (number, shelf) in shelves.enumerated() where shelf.facet == facet {
            numbers[number] = Int32(count)
            count += 1
        }
        var found: (offsets: [Int32], values: [Int32]) = ([0], [])
        for title in 0..<max(0, offsets.count - 1) {
            found.values += values[Int(offsets[title])..<Int(offsets[title + 1])].map { numbers[Int($0)] }.filter { $0 >= 0 }
            found.offsets.append(Int32(found.values.count))
        }
        return (found.offsets, found.values, numbers, count)
    }

    private static func bits(_ offsets: [Int32], _ values: [Int32]) -> [UInt64] {
        (0..<max(0, offsets.count - 1)).map { title in
            values[Int(offsets[title])..<Int(offsets[title + 1])].reduce(0) { $0 | 1 << UInt64($1 & 63) }
        }
    }

    /// By what the model was trained on; where none serves, by what it would show somebody of whom nothing is known.
    private static func mostChosen(_ catalog: Catalog, _ engine: any ScoringEngine) -> [ItemIndex] {
        if let model = (engine as? ModelEngine)?.scorer.model {
            var counts = [Float](repeating: 0, count: catalog.count)
            for (id, count) in zip(model.itemIDs, model.itemCounts) {
                if let item = catalog.index(of: id) { counts[item.position] = Float(count) }
            }
            return TopItems.best(of: counts, count: NeighbourMemory.usualLimit / 2) { counts[$0.position] > 0 }
        }
        guard let scores = try? engine.scores(of: .stranger(nil, key: 0), at: RequestContext()) else { return [] }
        return TopItems.best(of: scores, count: popularCount) { _ in true }
    }

    /// The model's vectors; where it has none, facets thrown into as many signs.
    private static func vectors(
        _ engine: any ScoringEngine, offsets: [Int32], values: [Int32], shelf: (Int32) -> Shelf
    ) -> (UnsafeMutablePointer<Float>, Int) {
        let count = offsets.count - 1
        let width = count > 0 ? engine.vector(of: ItemIndex(0))?.count ?? 64 : 64
        let memory = LargePages.allocate(byteCount: max(1, count * width) * MemoryLayout<Float>.stride)
            .bindMemory(to: Float.self, capacity: max(1, count * width))
        memory.initialize(repeating: 0, count: max(1, count * width))
        for position in 0..<max(0, count) {
            let row = memory + position * width
            if let vector = engine.vector(of: ItemIndex(position)), vector.count == width {
                for column in 0..<width { row[column] = vector[column] }
            } else {
                for value in values[Int(offsets[position])..<Int(offsets[position + 1])] {
                    add(shelf(value), number: value, to: row, width: width)
                }
                normalize(row, width: width)
            }
        }
        return (memory, width)
    }

    private static func mean(_ vectors: UnsafeMutablePointer<Float>, rows: Int, width: Int) -> [Float] {
        var mean = [Float](repeating: 0, count: max(1, width))
        for row in 0..<rows { for column in 0..<width { mean[column] += vectors[row * width + column] } }
        return mean.map { $0 / Float(max(1, rows)) }
    }

    private static func add(_ shelf: Shelf, number: Int32, to row: UnsafeMutablePointer<Float>, width: Int) {
        // A rare value says more than a common one.
        let weight = 1 / Float(shelf.titles.count).squareRoot()
        var chance = SeededGenerator(seed: UInt64(bitPattern: Int64(number)))
        for column in 0..<width { row[column] += chance.next() & 1 == 0 ? weight : -weight }
    }

    private static func normalize(_ row: UnsafeMutablePointer<Float>, width: Int) {
        let length = Float(Kernels.sumOfSquares(row, count: width).squareRoot())
        guard length > 0 else { return }
        for column in 0..<width { row[column] /= length }
    }
}
