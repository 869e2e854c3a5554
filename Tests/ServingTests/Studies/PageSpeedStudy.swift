import Datasets
import Foundation
import Recommenders
import Serving
import Testing

/// What a page of 10 × 20 costs over 20,000 titles, by stage, without the scores themselves. Runs only when asked for:
///
///     TASTEMAKER_STUDY=page-speed swift test -c release --filter PageSpeedStudy
@Suite(
    .serialized, .enabled(if: ProcessInfo.processInfo.environment["TASTEMAKER_STUDY"] == "page-speed", "set TASTEMAKER_STUDY=page-speed"))
struct PageSpeedStudy {
    private func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }

    private func world(_ titles: Int) -> (ServingSnapshot, [[Interaction]]) {
        var chance = SeededGenerator(seed: 3)
        let genres = (0..<20).map { "Genre \($0)" }
        func zipf(_ count: Int) -> Int { Int(Double(count) * pow(Double.random(in: 0..<1, using: &chance), 3)) }
        let catalog = Catalog(
            (0..<titles).map { number in
                Item(
                    id: ItemID("tt\(1_000_000 + number)"), domain: .film, title: "The title of number \(number)", year: 1990 + number % 35,
                    facets: [
                        .genre: Array(Set((0..<3).map { _ in genres[zipf(20)] })).sorted(), .director: ["Director \(zipf(4000))"],
                        .cast: Array(Set((0..<5).map { _ in "Actor \(zipf(9000))" })).sorted(),
                        .keyword: Array(Set((0..<8).map { _ in "word \(zipf(3000))" })).sorted(),
                    ], released: Timestamp(rawValue: PageWorld.now.rawValue - Int64(number) * PageWorld.day / 4))
            })
        let engine = PlantedEngine(catalog, seed: 9, width: 64)
        let snapshot = ServingSnapshot(
            generation: 1, model: "planted", titles: TitleTable(catalog), bundle: nil, refused: [], basis: nil, engine: engine,
            vocabulary: ContextVocabulary(), resolution: .exact, commonestKind: .play)
        let people = (0..<40).map { _ in
            (0..<200).map { place in
                Interaction(
                    item: ItemIndex(zipf(titles)), kind: [.play, .complete, .thumbsUp].randomElement(using: &chance)!,
                    time: Timestamp(rawValue: PageWorld.now.rawValue - Int64(200 - place) * PageWorld.day / 2),
                    completion: Float(place % 10) / 10)
            }
        }
        return (snapshot, people)
    }

    @Test func pages() throws {
        let (snapshot, people) = world(20_000)
        let moment = Moment(time: PageWorld.now)
        let sheets = try people.map { history -> ScoreSheet in
            let person = PersonView(history: history)
            return ScoreSheet(
                snapshot, person, moment, scores: try snapshot.engine.scores(of: person, at: snapshot.context(moment)),
                permitted: snapshot.titles.permitted(country: nil, maturity: nil, time: moment.time))
        }
        var times: [String: [Double]] = [:]
        var rows = 0
        for round in 0..<30 {
            for sheet in sheets {
                var last = now()
                func note(_ stage: String) {
                    let time = now()
                    if round > 2 { times[stage, default: []].append(time - last) }
                    last = now()
                }
                let context = PageContext(
                    sheet, shelves: snapshot.shelves, options: PageOptions(), trending: Array((0..<100).map { ItemIndex($0 * 7) }))
                note("1 context")
                _ = RowProposals(context).all()
                note("2 proposals")
                var composer = PageComposer(context, strengths: (0.3, 1), draw: PlaceDraw(rate: 0.02, width: 10, floor: 0.5, seed: 5))
                let page = composer.compose(rows: 10, of: 20)
                note("3 proposals and choice")
                _ = composer.hasMore(20)
                note("4 more?")
                rows += page.count
            }
        }
        print("rows a page", Double(rows) / Double(30 * sheets.count))
        for (stage, values) in times.sorted(by: { $0.key < $1.key }) {
            let sorted = values.sorted()
            print(
                String(
                    format: "%@: p50 %.3f ms, p99 %.3f ms, %d pages", stage, sorted[sorted.count / 2], sorted[sorted.count * 99 / 100],
                    sorted.count))
        }
    }
}
