import Datasets
import Evaluation
import Foundation
import Recommenders
import Testing

/// Every day another item is in fashion, and everybody takes it more often than not.
struct FashionWorld {
    let itemCount = 30
    /// In the catalogue, never chosen in training.
    let premiere = ItemIndex(29)
    let days = 20

    static let day: Int64 = 86_400_000

    /// Moves through the items so that no day of the last week had the same.
    func fashion(_ day: Int) -> Int32 { Int32(day * 11 % 29) }

    var dataset: Dataset {
        let catalog = Catalog((0..<itemCount).map { Item(id: ItemID("item-\($0 + 100)"), facets: [.genre: ["g\($0 % 3)"]]) })
        let users = (0..<150).map { number -> UserHistory in
            var random = SeededGenerator(seed: UInt64(number) &+ 77)
            let events = (0..<days).map { day -> Interaction in
                let taken = Double.random(in: 0..<1, using: &random) < 0.6 ? fashion(day) : Int32.random(in: 0..<29, using: &random)
                let time = Int64(day) * Self.day + Int64.random(in: 0..<Self.day, using: &random)
                return Interaction(item: ItemIndex(rawValue: taken), kind: .click, time: Timestamp(rawValue: time))
            }
            return UserHistory(id: UserID("u\(number)"), key: StableHash.mix(UInt64(number)), interactions: events)
        }
        return Dataset(name: "fashion", catalog: catalog, users: users)
    }

    func trained(_ dataset: Dataset, inputs: ModelInputs = .ids, live: Bool = true) throws -> FoundationModel {
        let split = try Split.make(dataset, SplitConfiguration(.temporalLast, quantile: 0.8, validationShare: 0.5, seenRemoved: false))
        let shape = FoundationModelConfiguration(
            inputs: inputs, embeddingDimension: 16, layerCount: 1, headCount: 2, feedForwardDimension: 32, maximumSequenceLength: 16,
            facetDimension: 8, dropoutRate: 0.1, embeddingDropoutRate: 0.1, temperature: 0.1, livePopularity: live)
        let training = TrainingConfiguration(
            epochs: 2, batchSize: 16, learningRate: 3e-3, warmupSteps: 5, validationInterval: 1, firstValidation: 1, newTitleCost: 0)
        return try FoundationTrainer(
            dataset: dataset, split: split, configuration: shape, training: training, workers: 2, clock: { 0 }
        ).run()
    }
}

@Suite(.serialized) struct LivePopularityTests {
    private let world = FashionWorld()

    private func scores(_ model: FoundationModel, _ dataset: Dataset, log: PopularityLog?, at times: [Int64]) throws -> [[Float]] {
        let user = dataset.users[3]
        let queries = times.map { time in
            ScoringQuery(
                userKey: 1, interactions: user.interactions, historyCount: 4, request: RequestContext(time: Timestamp(rawValue: time)))
        }
        var scores = [Float](repeating: 0, count: queries.count * dataset.catalog.count)
        try scores.withUnsafeMutableBufferPointer { try model.bound(to: dataset.catalog, log: log).score(queries, into: $0) }
        return (0..<queries.count).map { Array(scores[$0 * dataset.catalog.count..<($0 + 1) * dataset.catalog.count]) }
    }

    private func log(_ dataset: Dataset) -> PopularityLog {
        PopularityLog(PopularityTimeline(itemCount: dataset.catalog.count, histories: dataset.users))
    }

    @Test func theFashionOfTheDayIsRankedFirstWhereTheLogIsReadAndOnlyThere() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset)
        let weights = try #require(model.livePopularity)
        #expect(weights.popularity.hour + weights.popularity.day > 0.3, "\(weights)")
        // In the evening of each day of the last five, when the day's fashion is known to the log.
        let times = (15..<20).map { Int64($0) * FashionWorld.day + 20 * 3_600_000 }
        let (on, off) = (try scores(model, dataset, log: log(dataset), at: times), try scores(model, dataset, log: nil, at: times))
        for (row, day) in (15..<20).enumerated() {
            #expect(on[row].indices.max { on[row][$0] < on[row][$1] } == Int(world.fashion(day)), "day \(day)")
        }
        #expect(off[0] == off[4], "a model of ids that reads no log cannot tell one day from another")
    }

    @Test func itemsThatNobodyHadSeenInTrainingRiseWithTheirLog() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset)
        let start = 21 * FashionWorld.day
        var choices = (0..<200).map { (time: start + Int64($0) * 1000, item: world.premiere.rawValue) }
        choices += (0..<200).map { (time: start + Int64($0) * 1000, item: Int32($0 % 29)) }
        let log = PopularityLog(PopularityTimeline(itemCount: dataset.catalog.count, choices: choices))
        let rows = try scores(model, dataset, log: log, at: [start, start + 100_000, start + 3_600_000])
        let premiere = world.premiere.position
        #expect(rows[0][premiere] == -.infinity, "nobody has chosen it yet")
        #expect(rows[2].indices.max { rows[2][$0] < rows[2][$1] } == premiere)
        #expect(rows[2][premiere] > rows[1][premiere])
    }

    @Test(arguments: [ModelInputs.ids, .attributes]) func whatHappensAtTheRequestOrLaterMovesNoScore(inputs: ModelInputs) throws {
        let dataset = world.dataset
        let model = try world.trained(dataset, inputs: inputs)
        let times = [3, 9, 12, 16].map { Int64($0) * FashionWorld.day + 40_000_000 }
        for time in times {
            var past = dataset
            for user in past.users.indices { past.users[user].interactions.removeAll { $0.time!.rawValue >= time } }
            // At the request itself, and later: another flood than the one that came.
            let flood = (0..<300).map { (time: time + Int64($0 / 2) * 60_000, item: Int32(7)) }
            let known = past.users.flatMap(\.interactions).map { (time: $0.time!.rawValue, item: $0.item!.rawValue) }
            let flooded = PopularityLog(PopularityTimeline(itemCount: dataset.catalog.count, choices: known + flood))
            #expect(try scores(model, dataset, log: log(past), at: [time]) == scores(model, dataset, log: log(dataset), at: [time]))
            #expect(try scores(model, dataset, log: flooded, at: [time]) == scores(model, dataset, log: log(dataset), at: [time]))
            let later = time + 3_600_000
            #expect(try scores(model, dataset, log: flooded, at: [later]) != scores(model, dataset, log: log(past), at: [later]))
        }
    }

    @Test func requestsAskedTogetherAreAnsweredAsAlone() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset)
        let times = [17, 2, 9, 9, 30, 4].map { Int64($0) * FashionWorld.day + 12_345 }
        let together = try scores(model, dataset, log: log(dataset), at: times)
        for (row, time) in times.enumerated() {
            let alone = try scores(model, dataset, log: log(dataset), at: [time])[0]
            for (a, b) in zip(together[row], alone) { #expect(a == b || abs(a - b) < 1e-4) }
        }
    }

    @Test func aRequestWithoutATimeIsAnsweredFromTasteAlone() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset)
        func scores(_ log: PopularityLog?) throws -> [Float] {
            let query = ScoringQuery(
                userKey: 0, interactions: dataset.users[0].interactions, historyCount: 5, request: RequestContext())
            var scores = [Float](repeating: 0, count: dataset.catalog.count)
            try scores.withUnsafeMutableBufferPointer { try model.bound(to: dataset.catalog, log: log).score([query], into: $0) }
            return scores
        }
        #expect(try scores(log(dataset)) == scores(nil))
    }

    @Test func theWeightsSurviveTheBundleAndTwoRunsAgreeOnThem() throws {
        let dataset = world.dataset
        let model = try world.trained(dataset)
        #expect(try world.trained(dataset).livePopularity == model.livePopularity)
        let files = try FoundationBundle(
            model: model, schema: DatasetSchema(dataset), run: RunConfiguration(), history: TrainingHistory()
        ).files()
        let read = try FoundationBundle(read: reader(of: files))
        #expect(read.model.livePopularity == model.livePopularity && read.model.configuration.livePopularity)
        #expect(try read.files() == files)
    }

    @Test func dataWithoutTimesAreRefusedByTheNameOfTheSetting() throws {
        var dataset = world.dataset
        for user in dataset.users.indices {
            for event in dataset.users[user].interactions.indices { dataset.users[user].interactions[event].time = nil }
        }
        let split = try Split.make(dataset, SplitConfiguration(.leaveOneOut))
        #expect {
            try FoundationTrainer(
                dataset: dataset, split: split, configuration: .init(livePopularity: true), training: .init(), workers: 1, clock: { 0 })
        } throws: { error in
            guard case .configuration(let field, _, _) = error as? FoundationModelError else { return false }
            return field == "livePopularity"
        }
    }
}
