import Datasets
import Serving
import Testing

@Suite struct PlaceDrawTests {
    @Test func probabilitiesOfAPlaceSumToOne() {
        var chance = SeededGenerator(seed: 1)
        for trial in 0..<1000 {
            let count = Int.random(in: 1...10, using: &chance)
            let gains = (0..<count).map { _ in Double.random(in: -30...5, using: &chance) }.sorted(by: >)
            let draw = PlaceDraw(rate: Double.random(in: 0...1, using: &chance), width: 10, floor: 0.5, seed: 1)
            let sum = draw.probabilities(gains).reduce(0, +)
            #expect(abs(sum - 1) < 1e-6, "trial \(trial)")
        }
    }

    @Test func nothingAtHandIsBelowTheFloor() {
        let draw = PlaceDraw(rate: 0.02, width: 10, floor: 0.5, seed: 1)
        let probabilities = draw.probabilities((0..<10).map { -Double($0 * 5) })
        #expect(probabilities.allSatisfy { $0 >= 0.02 * 0.5 / 10 - 1e-15 })
    }

    /// A hundred thousand recommendation ids, one place each; the critical value of χ² with 9 degrees of freedom at p = 0.001 is 27.88.
    @Test func shownFrequenciesFollowTheLoggedPropensities() {
        let gains = [0, -0.2, -0.4, -0.5, -1, -1.2, -1.5, -2, -3, -6]
        let expected = PlaceDraw(rate: 0.3, width: 10, floor: 0.5, seed: 0).probabilities(gains)
        var shown = [Int](repeating: 0, count: gains.count)
        for number in 0..<100_000 {
            var draw = PlaceDraw(rate: 0.3, width: 10, floor: 0.5, seed: PlaceDraw.seed(of: "r-\(number)"))
            let (position, probability) = draw.choose(gains)
            #expect(probability == expected[position])
            shown[position] += 1
        }
        let square = zip(shown, expected).reduce(0.0) { sum, pair in
            let mean = pair.1 * 100_000
            return sum + (Double(pair.0) - mean) * (Double(pair.0) - mean) / mean
        }
        #expect(square < 27.88, "χ² \(square) of \(shown)")
    }

    @Test func theSameIDDrawsTheSamePlaces() {
        func places(_ id: String) -> [Int] {
            var draw = PlaceDraw(rate: 0.9, width: 5, floor: 0.5, seed: PlaceDraw.seed(of: id))
            return (0..<40).map { _ in draw.choose([0, 0, 0, 0, 0]).position }
        }
        #expect(places("a") == places("a"))
        #expect(places("a") != places("b"))
    }
}
