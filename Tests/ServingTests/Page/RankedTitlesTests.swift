import Datasets
import Recommenders
import Serving
import Testing

/// What is done once instead of often gives what doing it often gave.
@Suite struct RankedTitlesTests {
    @Test func rankingOnceIsTheOrderOfTheBestWhateverTheScores() {
        var chance = SeededGenerator(seed: 21)
        for trial in 0..<200 {
            let count = [0, 1, 50, 300, 3000].randomElement(using: &chance)!
            let scores = (0..<count).map { _ -> Float in
                switch Int.random(in: 0..<12, using: &chance) {
                case 0: -.infinity
                case 1: .nan
                case 2: [0, -0.0].randomElement(using: &chance)!
                case 3: Float(Int.random(in: -3...3, using: &chance))
                default: Float.random(in: -2...2, using: &chance)
                }
            }
            var open = ItemMask(itemCount: count)
            let share = [1, 10, 100].randomElement(using: &chance)!
            for item in 0..<count where Int.random(in: 0..<100, using: &chance) < share { open.insert(ItemIndex(item)) }
            let wanted = Int.random(in: 0...500, using: &chance)
            let choices: [[Float]] = [[], [1.5], [5, 1, -1], [-.infinity]]
            let thresholds = choices.randomElement(using: &chance)!
            let found = RankedTitles.best(of: scores, atLeast: wanted, thresholds: thresholds, where: open)
            let expected = TopItems.best(of: scores, count: max(found.count, wanted)) { open.contains($0) }
            #expect(found == expected, "trial \(trial)")
        }
    }

    /// With as many genres as there are bits in a word, and with more, some of which share a bit.
    @Test(arguments: [(genres: 8, candidates: 60), (genres: 64, candidates: 4), (genres: 150, candidates: 2)])
    func genreRowsHoldTheBestOpenTitlesOfTheirGenre(_ genres: Int, _ candidates: Int) throws {
        let world = PageWorld(titles: 2000, seed: 22, genres: genres)
        var chance = SeededGenerator(seed: 23)
        var options = PageOptions()
        (options.candidates, options.shortestRow) = (candidates, 1)
        var compared = 0
        for _ in 0..<20 {
            let context = PageContext(try world.sheet(world.randomPerson(&chance)), shelves: world.snapshot.shelves, options: options)
            for row in RowProposals(context).all() where row.id.hasPrefix("facet:genre:") {
                let genre = row.id.dropFirst("facet:genre:".count)
                let titles = world.snapshot.titles.titles(.genre, String(genre)).filter(context.open.contains)
                let expected = titles.sorted {
                    let (a, b) = (context.sheet.scores[$0.position], context.sheet.scores[$1.position])
                    return a != b ? a > b : $0 < $1
                }.prefix(context.options.candidates)
                #expect(row.candidates.map(\.item) == Array(expected))
                compared += 1
            }
        }
        #expect(compared > 50)
    }

    @Test func placesAreFilledAsIfEveryCandidateWereLookedAt() throws {
        let world = PageWorld(titles: 600, seed: 24, restrictions: false)
        let shelves = world.snapshot.shelves
        var chance = SeededGenerator(seed: 25)
        for trial in 0..<40 {
            let context = PageContext(try world.sheet(world.randomPerson(&chance)), shelves: shelves, options: PageOptions())
            let candidates = context.leaders.prefix(60).map { context.candidate($0) }
            let mix = trial.isMultiple(of: 2) ? context.mix : nil
            let draw = PlaceDraw(rate: 0.3, width: 10, floor: 0.5, seed: UInt64(trial))
            var chooser = ListChooser(shelves, diversity: 0.8, calibration: 0.6, mix: mix, draw: draw)
            let (found, expected) = (chooser.choose(candidates, count: 20), plain(candidates, 20, shelves, mix, draw))
            #expect(found.map(\.item) == expected.map(\.item), "trial \(trial)")
            #expect(found.map(\.propensity) == expected.map(\.propensity), "trial \(trial)")
        }
    }

    /// The same without leaving anything out.
    private func plain(
        _ candidates: [PageCandidate], _ count: Int, _ shelves: TitleShelves, _ mix: GenreMix?, _ draw: PlaceDraw
    ) -> [(item: ItemIndex, propensity: Double)] {
        var (mix, draw) = (mix, draw)
        var volume = SpannedVolume()
        shelves.begin(&volume, candidates.map(\.item.rawValue), choices: count)
        var taken: Set<Int> = []
        return (0..<min(count, candidates.count)).map { _ in
            let gains = candidates.indices.filter { !taken.contains($0) }.map { position -> (position: Int, gain: Double) in
                let gain = Double(candidates[position].relevance) + 0.8 * volume.gain(position)
                return (position, gain - 0.6 * (mix?.distance(adding: shelves.genres(of: candidates[position].item)) ?? 0))
            }.sorted { $0.gain != $1.gain ? $0.gain > $1.gain : $0.position < $1.position }
            let choice = draw.choose(gains.prefix(10).map(\.gain))
            let item = candidates[gains[choice.position].position].item
            taken.insert(gains[choice.position].position)
            volume.choose(gains[choice.position].position)
            mix?.add(shelves.genres(of: item))
            return (item, choice.probability)
        }
    }
}
