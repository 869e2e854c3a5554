import Datasets
import Evaluation
import Recommenders
import Testing

struct LearningCurveTests {
    /// People of two tastes: item-to-item models learn them, popularity never does.
    private func world() -> (split: Split, catalog: Catalog) {
        (BaselineWorld.checkerboard(users: 400, items: 60).split, BaselineWorld.catalog(60))
    }

    private func curves(unit: TrainingSample.Unit = .users, shares: [Double] = [1, 0.02, 0.2]) throws -> LearningCurves {
        let (split, catalog) = world()
        return try LearningCurveMeasurement(dataset: "checkerboard", split: split, catalog: catalog, unit: unit, users: 150)
            .run(shares: shares, baselines: [.popularity, .itemKNN], parameters: ["popularity": ["recencyHalfLife": 0]])
    }

    @Test func sharesAreMeasuredInAscendingOrderOnTheSameQuestions() throws {
        let curves = try curves()
        #expect(curves.reference == "Popularity" && curves.askedUsers == 150 && curves.cases == 150 && curves.skipped.isEmpty)
        for curve in curves.curves {
            #expect(curve.points.map(\.share) == [0.02, 0.2, 1])
            #expect(curve.points.map(\.users) == curve.points.map(\.users).sorted() && curve.points.last?.users == 400)
            for point in curve.points { #expect(point.interval.low <= point.value && point.value <= point.interval.high) }
        }
        #expect(curves.curves[0].points.allSatisfy { $0.lead == nil } as Bool)
        let knn = curves.curves[1].points
        #expect(abs(knn[2].lead! - (knn[2].value - curves.curves[0].points[2].value)) < 1e-12)
        #expect(knn[2].leadInterval!.low > 0)
    }

    @Test func theCrossingIsFoundAndSaid() throws {
        let first = try #require(try curves().firstToBeatTheReference)
        #expect(first.model == "Item-kNN" && first.leadsAtTheEnd && first.sentence.contains("Item-kNN beats Popularity"))
        #expect(first.largestEvents == 400 * 29)
    }

    @Test func theSameCallGivesTheSameCurves() throws {
        var (first, second) = try (curves(), curves())
        for curve in first.curves.indices {
            for point in first.curves[curve].points.indices {
                first.curves[curve].points[point].seconds = 0
                second.curves[curve].points[point].seconds = 0
            }
        }
        #expect(first == second)
    }

    @Test func thinnedEventsLeaveHistoriesInOrder() throws {
        let (split, _) = world()
        let small = TrainingSample(share: 0.1, unit: .events, seed: 3).apply(to: split.training)
        let larger = TrainingSample(share: 0.4, unit: .events, seed: 3).apply(to: split.training)
        let known = Dictionary(uniqueKeysWithValues: larger.map { ($0.key, $0.interactions.map { $0.item! }) })
        for user in small {
            var rest = (known[user.key] ?? [])[...]
            for event in user.interactions {
                let place = try #require(rest.firstIndex(of: event.item!))
                rest = rest[(place + 1)...]
            }
        }
        let all = split.training.reduce(0) { $0 + $1.interactions.count }
        let count = larger.reduce(0) { $0 + $1.interactions.count }
        #expect(abs(Double(count) / Double(all) - 0.4) < 0.03)
        #expect(try curves(unit: .events).curves[1].points.last!.users == 400)
    }

    @Test func smallerSamplesOfUsersLieInLargerOnesAndNobodyMovesAnother() {
        let (split, _) = world()
        func keys(_ share: Double, _ users: [UserHistory]) -> Set<UInt64> {
            Set(TrainingSample(share: share, seed: 9).apply(to: users).map(\.key))
        }
        let (small, large) = (keys(0.2, split.training), keys(0.5, split.training))
        #expect(!small.isEmpty && small.isSubset(of: large) && large.count < 400)
        let without = split.training.filter { $0.key != split.training[7].key }
        #expect(keys(0.5, without) == large.subtracting([split.training[7].key]))
    }

    @Test func impossibleSharesAreRefusedAndMissingBaselinesNamed() throws {
        let (split, catalog) = world()
        let measurement = try LearningCurveMeasurement(dataset: "d", split: split, catalog: catalog, users: 20)
        for shares in [[], [0], [1.1], [-1, 1], [.nan]] as [[Double]] {
            #expect(throws: EvaluationError.self) { try measurement.run(shares: shares) }
        }
        let broken = try measurement.run(shares: [1], baselines: [.popularity, .ease], parameters: ["ease": ["lambda": -1]])
        #expect(broken.curves.map(\.model) == ["Popularity"] && broken.skipped.count == 1)
        #expect(throws: BaselineError.self) { try measurement.run(shares: [1], baselines: [.ease], parameters: ["ease": ["lambda": -1]]) }
    }
}
