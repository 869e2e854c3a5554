import Artwork
import Datasets
import Evaluation

/// What one choice costs: four generated posters of a title among 500 that were learned from, twenty genres.
struct ChoiceSpeed: Codable {
    var choices: Int
    var microsecondsAChoice: Double
    var millisecondsABatch: Double

    enum CodingKeys: String, CodingKey {
        case choices, microsecondsAChoice = "microseconds_a_choice", millisecondsABatch = "milliseconds_a_batch"
    }

    init(choices: Int = 50_000) throws {
        let genres = (0..<20).map { Theme(.genre, "genre \($0)") }
        let sets = try (0..<500).map { number in
            try CreativeSet(
                title: ItemID("t\(number)"),
                creatives: (0..<4).map { Creative(id: "p\($0)", kind: .poster, themes: [genres[(number + 3 * $0) % 20]]) })
        }
        let person = ThemeAffinities(Dictionary(uniqueKeysWithValues: genres.enumerated().map { ($1, Double($0 % 5) - 2) }))
        var statistics = CreativeStatistics()
        for number in 0..<20_000 {
            let trial = try CreativeTrial(
                set: sets[number % 500], person: person, chosen: number % 4, distribution: [0.25, 0.25, 0.25, 0.25],
                reward: number % 11 == 0 ? 1 : 0)
            statistics.add(trial)
        }
        let clock = ContinuousClock()
        var posterior = try CreativePosterior(statistics)
        millisecondsABatch = try clock.measure { posterior = try CreativePosterior(statistics) } / .milliseconds(1)
        let chooser = CreativeChooser()
        var places = 0
        let time = clock.measure {
            for number in 0..<choices {
                places +=
                    chooser.choose(
                        sets[number % 500], for: person, person: "p\(number)", posterior: posterior, now: Timestamp(seconds: 0)
                    ).place
            }
        }
        precondition(places > 0, "the same creative won 50,000 times")
        self.choices = choices
        microsecondsAChoice = time / .microseconds(1) / Double(choices)
        print(
            "a choice \(Figure.fixed(microsecondsAChoice, digits: 1)) µs, a batch over 500 titles \(Figure.fixed(millisecondsABatch, digits: 1)) ms"
        )
    }
}
