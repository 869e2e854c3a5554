import DataDoctor
import Datasets
import Foundation
import Testing

@Suite struct DataReportTests {
    private var faulty: PlantedWorld {
        planted { world in
            world.events[3].time = Timestamp(seconds: PlantedWorld.now.seconds + 10)
            world.items[0].title = "<script>Tom & \"Jerry\"</script> AmÃ©lie"
            world.events += world.events.prefix(40)
            world.renumber()
        }
    }

    @Test func theMostCostlyFindingStandsFirst() {
        let severities = faulty.report().findings.map(\.severity)
        #expect(severities == severities.sorted() && severities.count >= 3)
    }

    @Test func jsonComesBackEqual() throws {
        let report = faulty.report(curve: CurveOptions(maximumEvents: 8000, testUsers: 40))
        let decoded = try JSONDecoder().decode(DataReport.self, from: Data(report.json().utf8))
        #expect(decoded == report)
    }

    @Test func thePageIsWellFormedAndHoldsNoScript() throws {
        let page = faulty.report(curve: CurveOptions(maximumEvents: 8000, testUsers: 40)).html()
        #expect(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"))
        #expect(page.contains("prefers-color-scheme: dark") && page.contains("<svg"))
        #expect(unbalanced(page) == nil)
    }

    /// The first tag that is closed out of turn, or never.
    private func unbalanced(_ page: String) -> String? {
        var open: [String] = []
        var rest = page[...]
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if tag.hasPrefix("!") || tag.hasSuffix("/") { continue }
            if !tag.hasPrefix("/") { open.append(name) } else if open.popLast() != name { return name }
        }
        return open.last
    }

    @Test func theOrderOfArrivalChangesNothing() {
        var world = faulty
        let before = world.report()
        var generator = SeededGenerator(seed: 5)
        world.events.shuffle(using: &generator)
        var after = world.report()
        #expect(after.findings.map(\.summary) == before.findings.map(\.summary))
        after.findings = before.findings
        #expect(after == before)
    }

    @Test func aSampleKeepsWholeHistoriesAndCountsEverything() throws {
        let world = planted { world in
            for history in world.histories where history.count >= 2 {
                world.events[history[history.count - 1]].time = world.events[history[history.count - 2]].time
            }
        }
        let whole = world.report()
        let sampled = world.report(sampledEvents: 4000)
        #expect(sampled.sampledEvents <= 4000 && sampled.sampledEvents > 1500)
        #expect(sampled.counts == whole.counts && sampled.activity == whole.activity)
        #expect(try #require(sampled.finding(.ties)).share == 1)
    }

    @Test func whereTasteIsPlantedTheCurveCrosses() throws {
        // Two camps that share no film: popularity can serve one of them at best.
        var generator = SeededGenerator(seed: 2)
        var world = PlantedWorld()
        world.events = []
        for user in 0..<400 {
            let films = Array((0..<60).shuffled(using: &generator).prefix(12))
            for (place, film) in films.enumerated() {
                world.events.append(
                    RawEvent(
                        user: UserID("u\(user)"), item: ItemID("i\(film + user % 4 * 100)"), kind: .play,
                        time: Timestamp(seconds: PlantedWorld.start + Int64(user * 1000 + place * 7200)), duration: 60,
                        source: SourcePosition(file: "events.csv", line: world.events.count + 1)))
            }
        }
        let curve = try #require(world.report(curve: CurveOptions(testUsers: 60)).curve)
        let last = try #require(curve.byTraining.last)
        #expect(last.isBetter && last.personal > 1.5 * last.popularity)
        #expect(curve.trainingCrossing != nil && curve.historyCrossing != nil)
        #expect(curve.byTraining.map(\.events) == curve.byTraining.map(\.events).sorted())
    }

    @Test func whereThereIsNoTasteTheCurveDoesNotCross() throws {
        let curve = try #require(PlantedWorld().report(curve: CurveOptions(testUsers: 60)).curve)
        #expect(curve.trainingCrossing == nil)
        #expect(curve.sentence.contains("does not beat popularity"))
    }

    @Test func tooFewUsersGetAReasonInsteadOfACurve() {
        let report = PlantedWorld(users: 30).report(curve: CurveOptions())
        #expect(report.curve == nil && report.curveNote?.contains("100 users") == true)
    }
}
