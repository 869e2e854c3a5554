import Datasets
import Evaluation
import Recommenders
import Serving
import Testing

@Suite struct DiversityTests {
    private func determinant(_ matrix: [[Double]]) -> Double {
        var rows = matrix
        var result = 1.0
        for column in rows.indices {
            let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
            if pivot != column {
                rows.swapAt(pivot, column)
                result = -result
            }
            result *= rows[column][column]
            guard rows[column][column] != 0 else { return 0 }
            for row in (column + 1)..<max(column + 1, rows.count) {
                let factor = rows[row][column] / rows[column][column]
                for other in column..<rows.count { rows[row][other] -= factor * rows[column][other] }
            }
        }
        return result
    }

    /// Of length 1, `[count, 24]`.
    private func vectors(_ count: Int, _ chance: inout SeededGenerator) -> [[Float]] {
        (0..<count).map { _ in
            let raw = (0..<24).map { _ in Float.random(in: -1...1, using: &chance) }
            let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return raw.map { $0 / length }
        }
    }

    private func kernel(_ vectors: [[Float]]) -> [[Float]] {
        vectors.enumerated().map { i, a in
            vectors.enumerated().map { j, b in i == j ? 1 : zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        }
    }

    @Test func spannedVolumeEqualsDeterminantsOfAThousandRandomKernels() {
        var chance = SeededGenerator(seed: 5)
        // One after the other in the same memory.
        var volume = SpannedVolume()
        for trial in 0..<1000 {
            let count = Int.random(in: 2...12, using: &chance)
            let vectors = vectors(count, &chance)
            let likeness = kernel(vectors)
            volume.begin(vectors, choices: 6)
            var chosen: [Int] = []
            while chosen.count < min(count, 6) {
                let before = determinant(chosen.map { a in chosen.map { Double(likeness[a][$0]) } })
                for candidate in 0..<count where !chosen.contains(candidate) {
                    let all = chosen + [candidate]
                    let ratio = determinant(all.map { a in all.map { Double(likeness[a][$0]) } }) / (chosen.isEmpty ? 1 : before)
                    #expect(abs(ratio - volume.ratios[candidate]) < 2e-6, "trial \(trial), chosen \(chosen), candidate \(candidate)")
                }
                let next = (0..<count).filter { !chosen.contains($0) }.max { volume.ratios[$0] < volume.ratios[$1] }!
                volume.choose(next)
                chosen.append(next)
            }
        }
    }

    /// Copies, and titles of which nothing is known, among the candidates, and more of them than lanes of any machine.
    @Test func aCopyAddsNothingAndWhatIsUnknownEverything() {
        var chance = SeededGenerator(seed: 7)
        var vectors = vectors(130, &chance)
        (vectors[5], vectors[129], vectors[64]) = (vectors[3], vectors[3], [Float](repeating: 0, count: 24))
        var volume = SpannedVolume()
        volume.begin(vectors, choices: 20)
        volume.choose(3)
        #expect(volume.ratios[3] == SpannedVolume.smallest)
        #expect(volume.ratios[5] == SpannedVolume.smallest && volume.ratios[129] == SpannedVolume.smallest)
        // Choosing a copy all the same takes nothing from the others.
        let before = volume.ratios
        volume.choose(129)
        for (old, new) in zip(before, volume.ratios) { #expect(abs(old - new) < 1e-5) }
        for choice in 70..<90 { volume.choose(choice) }
        #expect(volume.ratios[64] == 1)
        #expect(volume.ratios.allSatisfy { (SpannedVolume.smallest...1).contains($0) })
    }

    @Test func marginalLikenessIsTheLargestOfThoseChosen() {
        var chance = SeededGenerator(seed: 6)
        for trial in 0..<200 {
            let likeness = kernel(vectors(10, &chance))
            var marginal = MarginalLikeness(count: 10)
            #expect(marginal.gain(3) == 0)
            var chosen: [Int] = []
            for next in [4, 1, 7] {
                marginal.choose(likeness[next])
                chosen.append(next)
                for candidate in 0..<10 {
                    #expect(marginal.gain(candidate) == -Double(chosen.map { likeness[$0][candidate] }.max()!), "trial \(trial)")
                }
            }
        }
    }

    @Test func theDistanceFromTheOwnMixIsThatOfTheMetric() throws {
        let world = PageWorld(titles: 60, seed: 3)
        let metric = Miscalibration(world.catalog, facet: .genre)
        var chance = SeededGenerator(seed: 8)
        for trial in 0..<300 {
            let history = (0..<Int.random(in: 1...12, using: &chance)).map { _ in ItemIndex(Int.random(in: 0..<60, using: &chance)) }
            guard var mix = GenreMix(history, shelves: world.snapshot.shelves) else { continue }
            var list: [ItemIndex] = []
            for _ in 0..<8 {
                let next = ItemIndex(Int.random(in: 0..<60, using: &chance))
                let foreseen = mix.distance(adding: world.snapshot.shelves.genres(of: next))
                mix.add(world.snapshot.shelves.genres(of: next))
                list.append(next)
                #expect(abs(foreseen - mix.current) < 1e-9, "trial \(trial)")
                guard let expected = metric.value(list: list, history: history) else { continue }
                #expect(abs(mix.current - expected) < 1e-9, "trial \(trial)")
            }
        }
    }

    @Test func withoutDiversityAndDrawsAListIsInTheOrderOfTheScores() throws {
        let world = PageWorld(titles: 200, seed: 4)
        var chance = SeededGenerator(seed: 9)
        for _ in 0..<50 {
            let context = PageContext(try world.sheet(world.randomPerson(&chance)), shelves: world.snapshot.shelves, options: PageOptions())
            var list = ListComposer(context, diversity: 0, calibration: 0, draw: .nothing)
            #expect(list.choose(100, before: []).map(\.item) == Array(context.leaders.prefix(100)))
        }
    }

    @Test func diversityWidensAListAndCalibrationBringsItNearer() throws {
        let world = PageWorld(titles: 400, seed: 5, restrictions: false)
        let metric = Miscalibration(world.catalog, facet: .genre)
        var chance = SeededGenerator(seed: 10)
        var (likeness, distance) = ([0.0, 0.0], [0.0, 0.0])
        for _ in 0..<30 {
            let person = world.person(
                (0..<8).map { _ in Interaction(item: ItemIndex(Int.random(in: 0..<400, using: &chance)), kind: .play) })
            let context = PageContext(try world.sheet(person), shelves: world.snapshot.shelves, options: PageOptions())
            for strong in 0...1 {
                var wide = ListComposer(context, diversity: strong == 1 ? 1 : 0, calibration: 0, draw: .nothing)
                let list = wide.choose(20, before: []).map(\.item)
                for a in list { for b in list where a < b { likeness[strong] += Double(world.snapshot.shelves.cosine(a, b)) } }
                var near = ListComposer(context, diversity: 0, calibration: strong == 1 ? 3 : 0, draw: .nothing)
                distance[strong] += metric.value(list: near.choose(20, before: []).map(\.item), history: person.titles.keys) ?? 0
            }
        }
        #expect(likeness[1] < likeness[0])
        #expect(distance[1] < distance[0])
    }
}

extension SpannedVolume {
    fileprivate mutating func begin(_ vectors: [[Float]], choices: Int) {
        let table = vectors.flatMap { $0 }
        let rows = vectors.indices.map { Int32($0) }
        table.withUnsafeBufferPointer { table in
            rows.withUnsafeBufferPointer { begin(table.baseAddress!, width: vectors[0].count, rows: $0, choices: choices) }
        }
    }
}
