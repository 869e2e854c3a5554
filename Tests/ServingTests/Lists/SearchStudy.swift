import Datasets
import Foundation
import Language
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

/// How well search finds what is meant, beside words alone and meaning alone: run by hand, by `make bench-language`.
///
///     TASTEMAKER_STUDY=search TASTEMAKER_MEASURE_TITLES=FOLDER swift test -c release --skip-build --filter SearchStudy
///
/// The folder is one of MovieLens 1M with `movies_extrainfos.dat`; `dbpedia_abstracts.json` beside it gives the descriptions.
/// Queries are drawn with `TASTEMAKER_STUDY_SEED` (2 by default; 1 is the one that was tuned on).
@Suite struct SearchStudy {
    private static let environment = ProcessInfo.processInfo.environment
    private static let folder = environment["TASTEMAKER_STUDY"] == "search" ? environment["TASTEMAKER_MEASURE_TITLES"] : nil

    @Test(.enabled(if: SearchStudy.folder != nil, "set TASTEMAKER_STUDY=search and TASTEMAKER_MEASURE_TITLES")) func figures() throws {
        let folder = try #require(Self.folder)
        let (service, clock) = try Self.service(folder)
        let snapshot = try service.host.current()
        let seed = UInt64(Self.environment["TASTEMAKER_STUDY_SEED"] ?? "2") ?? 2
        let began = ContinuousClock.now
        try service.prepareSearch()
        print("\(snapshot.titles.count) titles, ready for search after \(ContinuousClock.now - began), seed \(seed)")
        let queries = SearchStudyQueries(snapshot.titles, abstracts: SearchStudyQueries.abstracts(folder), seed: seed)
        let baselines = SearchBaselines(snapshot.titles.catalog)
        var encoders: [(String, MeaningVectors)] = [("hashed alone", baselines.vectors)]
        if let path = Self.environment["TASTEMAKER_TEXT_ENCODER"], !path.isEmpty {
            let encoder = try SentenceEncoder(folder: path)
            encoders.append(("minilm alone", MeaningVectors(snapshot.titles.catalog, encoder: encoder, workers: 2)))
        }
        for (name, list) in queries.all where !list.isEmpty {
            var times: [Double] = []
            let found = try list.map { query in
                let start = ContinuousClock.now
                let answer = try service.search(SearchRequest(query.text, at: Moment(time: clock.now), count: 10, isUnfinished: false))
                times.append((ContinuousClock.now - start) / .milliseconds(1))
                return answer.list.items.map(\.index)
            }
            report(name, "search", list, found)
            report(name, "BM25 alone", list, list.map { baselines.words(of: $0.text) })
            for (encoder, vectors) in encoders {
                report(name, encoder, list, list.map { SearchBaselines.best(vectors.likeness(to: $0.text)) })
            }
            times.sort()
            print("\(name): p50 \(times[times.count / 2]) ms, p99 \(times[min(times.count - 1, times.count * 99 / 100)]) ms")
        }
        try timeSuggestions(service, queries, clock)
        let people = SearchStudyPeople(folder, snapshot.titles)
        if !people.cases.isEmpty {
            let (with, without) = try people.figures(service)
            print("personal | with history | success@10 \(with.0) | MRR \(with.1) | \(people.cases.count)")
            print("personal | without | success@10 \(without.0) | MRR \(without.1) | \(people.cases.count)")
        }
    }

    private func report(_ kind: String, _ system: String, _ queries: [SearchStudyQueries.Query], _ found: [[ItemIndex]]) {
        var (success, reciprocal, precision) = (0.0, 0.0, 0.0)
        for (query, items) in zip(queries, found) {
            let right = items.map(query.isAnswer)
            if let first = right.firstIndex(of: true) {
                success += 1
                reciprocal += 1 / Double(first + 1)
            }
            precision += Double(right.count { $0 }) / Double(max(1, min(10, query.answers)))
        }
        let count = Double(queries.count)
        print(
            "\(kind) | \(system) | success@10 \(success / count) | MRR \(reciprocal / count) | precision@10 \(precision / count) | \(queries.count)"
        )
    }

    private func timeSuggestions(_ service: TasteService, _ queries: SearchStudyQueries, _ clock: TestClock) throws {
        var times: [Double] = []
        for query in queries.all.flatMap(\.1).prefix(2_000) {
            let start = ContinuousClock.now
            _ = try service.suggest(String(query.text.prefix(5)), at: Moment(time: clock.now))
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        times.sort()
        print("suggest: p50 \(times[times.count / 2]) ms, p99 \(times[min(times.count - 1, times.count * 99 / 100)]) ms")
    }

    private static func service(_ folder: String) throws -> (TasteService, TestClock) {
        let workspace = try Workspace.openOrCreate(NSTemporaryDirectory() + "study-" + UUID().uuidString)
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder))
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }
}

/// Words alone and meaning alone, over the same texts.
struct SearchBaselines {
    let index: DescriptionIndex
    let vectors: MeaningVectors

    init(_ catalog: Catalog) {
        index = DescriptionIndex(catalog)
        vectors = MeaningVectors(catalog, workers: 2)
    }

    func words(of text: String) -> [ItemIndex] { SearchBaselines.best(index.scores(of: text)) }

    /// The ten best of a row; what fits not at all is no answer.
    static func best(_ scores: [Float]) -> [ItemIndex] {
        scores.indices.filter { scores[$0] > 0 }.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(10)
            .map { ItemIndex($0) }
    }
}
