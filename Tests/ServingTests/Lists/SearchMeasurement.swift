import Datasets
import Foundation
import Recommenders
import Serving
import Storage
import Testing
import Workspaces

/// How often search finds what is meant, and what search, suggestions, similar titles and filters cost: run by hand.
///
///     TASTEMAKER_MEASURE_TITLES=FOLDER swift test -c release --skip-build --filter SearchMeasurement
///
/// The folder is one of MovieLens 1M, with `movies_extrainfos.dat` for people and texts; without a folder the demonstration's films.
@Suite struct SearchMeasurement {
    private static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_MEASURE_TITLES"]

    @Test(.enabled(if: SearchMeasurement.folder != nil, "set TASTEMAKER_MEASURE_TITLES to a folder, or to demo")) func figures() throws {
        let (service, clock) = try Self.folder == "demo" ? ServiceWorld.service(trained: true) : Self.service(Self.folder!)
        let titles = try service.host.current().titles
        let began = ContinuousClock.now
        try service.prepareSearch()
        print("\(titles.count) titles, index made in \(ContinuousClock.now - began)")
        var random = SeededGenerator(seed: 11)
        let questions = SearchWorld.questions(titles, &random)
        for (name, list) in [("exact", questions.exact), ("mistyped", questions.mistyped), ("people", questions.people)] {
            let sample = list.count <= 4_000 ? list : Array(list.shuffled(using: &random).prefix(4_000))
            print("\(name): success@10 \(try SearchWorld.success(sample, service, clock.now)) of \(sample.count)")
        }
        let moment = Moment(time: clock.now)
        let texts = (questions.exact + questions.mistyped + questions.people).map(\.text).shuffled(using: &random).prefix(2_000)
        try Self.time("search", Array(texts)) { _ = try service.search(SearchRequest($0, at: moment, count: 20, facets: [.genre])) }
        try Self.time("suggest", Array(texts)) { _ = try service.suggest(String($0.prefix(5)), at: moment) }
        let ids = titles.catalog.items.map(\.id).shuffled(using: &random).prefix(1_000)
        try Self.time("similar, first time", Array(ids)) { _ = try service.similar(SimilarRequest([$0], at: moment)) }
        let known = Array(ids.prefix(100))
        try Self.time("similar, again", known) { _ = try service.similar(SimilarRequest([$0], at: moment)) }
        try Self.time("similar, again", known) { _ = try service.similar(SimilarRequest([$0], at: moment)) }
        try Self.time("similar to ten", Array(ids.prefix(200))) { one in
            _ = try service.similar(SimilarRequest([one] + ids.suffix(9), at: moment))
        }
        let filters = (0..<300).map { "genre = Comedy and year >= \(1_900 + $0 % 120) and not title contains \"x\($0)\"" }
        let snapshot = try service.host.current()
        try Self.time("filter, first time", filters) { _ = try service.filter($0, in: snapshot).titles(for: nil, at: clock.now) }
        try Self.time("filter, again", Array(filters.suffix(100))) {
            _ = try service.filter($0, in: snapshot).titles(for: nil, at: clock.now)
        }
    }

    private static func time<Question>(_ name: String, _ questions: [Question], _ body: (Question) throws -> Void) throws {
        var times: [Double] = []
        for question in questions {
            let began = ContinuousClock.now
            try body(question)
            times.append((ContinuousClock.now - began) / .milliseconds(1))
        }
        times.sort()
        let p99 = times[min(times.count - 1, times.count * 99 / 100)]
        print("\(name): p50 \(times[times.count / 2]) ms, p99 \(p99) ms, most \(times.last ?? 0) ms, \(times.count) questions")
    }

    private static func service(_ folder: String) throws -> (TasteService, TestClock) {
        let workspace = try Workspace.openOrCreate(NSTemporaryDirectory() + "measure-" + UUID().uuidString)
        _ = try workspace.importAll(from: MovieLens1MImporter(folder: folder))
        let clock = TestClock(ServiceWorld.today)
        let service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { clock.now }, seconds: { clock.seconds },
            random: { clock.random() })
        try service.host.reload()
        return (service, clock)
    }
}
