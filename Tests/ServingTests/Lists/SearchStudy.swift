import Datasets
import Foundation
import Language
import Recommenders
import Serving
import Storage
import Testing

/// How well search finds what is meant, beside words alone and meaning alone: run by hand, by `make bench-language`.
///
///     TASTEMAKER_STUDY=search TASTEMAKER_DATA=FOLDER swift test -c release --skip-build --filter SearchStudy
///
/// The folder has `ml-1m` and `wikipedia-movies`. Queries are for one half of the titles: `TASTEMAKER_STUDY_HALF=validation` is what
/// search was tuned on, the other half is read for the report. `TASTEMAKER_TEXT_ENCODER` names a sentence encoder, `TASTEMAKER_OUT` the
/// file of the results and `TASTEMAKER_STUDY_SETS` the catalogues.
@Suite struct SearchStudy {
    private static let environment = ProcessInfo.processInfo.environment
    private static let data = environment["TASTEMAKER_STUDY"] == "search" ? environment["TASTEMAKER_DATA"] : nil

    @Test(.enabled(if: SearchStudy.data != nil, "set TASTEMAKER_STUDY=search and TASTEMAKER_DATA")) func figures() throws {
        let data = try #require(Self.data)
        let half = SearchStudyQueries.Half(rawValue: Self.environment["TASTEMAKER_STUDY_HALF"] ?? "test") ?? .test
        let sentences = try Self.environment["TASTEMAKER_TEXT_ENCODER"].flatMap {
            $0.isEmpty ? nil : KeptEncoder(encoder: try SentenceEncoder(folder: $0))
        }
        let sets = (Self.environment["TASTEMAKER_STUDY_SETS"] ?? "ml-1m,wikipedia-movies").split(separator: ",")
        var report = SearchStudyReport(
            date: ISO8601DateFormatter().string(from: Date()), command: "make bench-language", half: half.rawValue, figures: [],
            personal: nil, suggestions: [:])
        for set in sets {
            let films = try set == "ml-1m" ? SearchStudyFilms.movieLens(data, half: half) : SearchStudyFilms.wikipedia(data)
            try measure(films, half, sentences, &report)
        }
        if let path = Self.environment["TASTEMAKER_OUT"], !path.isEmpty { try report.write(to: path) }
    }

    private func measure(
        _ films: SearchStudyFilms, _ half: SearchStudyQueries.Half, _ sentences: KeptEncoder?, _ report: inout SearchStudyReport
    ) throws {
        let titles = try films.service.host.current().titles
        let began = ContinuousClock.now
        try films.service.prepareSearch()
        print("\(films.name): \(titles.count) titles, ready for search after \(ContinuousClock.now - began), \(half.rawValue)")
        let queries = SearchStudyQueries(titles, stories: films.stories, half: half)
        let index = DescriptionIndex(titles.catalog, .plain)
        var words: [String: [SearchStudyFigures.Judged]] = [:]
        func add(_ kind: String, _ system: String, _ judged: [SearchStudyFigures.Judged], times: [Double] = []) {
            report.figures.append(SearchStudyFigures(films.name, kind, system, judged, words: words[kind], times: times))
            print(report.figures[report.figures.count - 1].line)
        }
        for (kind, list) in queries.all where !list.isEmpty {
            let judged = list.map { SearchStudyFigures.Judged($0, Self.best(index.scores(of: $0.text))) }
            add(kind, "BM25", judged)
            words[kind] = judged
        }
        let encoders: [(String, (any TextEncoder)?)] = [("hashed", nil)] + (sentences.map { [("minilm", $0)] } ?? [])
        for (name, encoder) in encoders {
            let vectors = MeaningVectors(titles.catalog, encoder: encoder, workers: 2)
            let service = try encoder.map { try films.service(reading: $0) } ?? films.service
            for (kind, list) in queries.all where !list.isEmpty {
                add(kind, name, list.map { SearchStudyFigures.Judged($0, Self.best(vectors.likeness(to: $0.text))) })
                var times: [Double] = []
                let judged = try list.map { query in
                    let start = ContinuousClock.now
                    let answer = try service.search(
                        SearchRequest(query.text, at: Moment(time: films.clock.now), count: 10, isUnfinished: false))
                    times.append((ContinuousClock.now - start) / .milliseconds(1))
                    return SearchStudyFigures.Judged(query, answer.list.items.map(\.index))
                }
                add(kind, "search, \(name)", judged, times: times)
            }
            if encoder == nil { report.suggestions[films.name] = try timeSuggestions(films, queries) }
        }
        guard !films.people.isEmpty else { return }
        report.personal = try SearchStudyPeople.figures(films.people, films.service)
        print("personal: \(report.personal!)")
    }

    private func timeSuggestions(_ films: SearchStudyFilms, _ queries: SearchStudyQueries) throws -> [Double] {
        var times: [Double] = []
        for query in queries.all.flatMap(\.1).prefix(2_000) {
            let start = ContinuousClock.now
            _ = try films.service.suggest(String(query.text.prefix(5)), at: Moment(time: films.clock.now))
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        times.sort()
        let figures = [times[times.count / 2], times[times.count * 99 / 100]].map(SearchStudyFigures.rounded)
        print("\(films.name): suggestions p50 \(figures[0]) ms, p99 \(figures[1]) ms")
        return figures
    }

    /// The ten best of a row; what fits not at all is no answer.
    static func best(_ scores: [Float]) -> [ItemIndex] {
        scores.indices.filter { scores[$0] > 0 }.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }.prefix(10)
            .map { ItemIndex($0) }
    }
}
