import Datasets
import Testing

import Artwork

@Suite struct OffPolicyTests {
    /// Thresholds off: for arithmetic on a handful of rows.
    private let lenient = OffPolicyEvaluator(
        rule: OverlapRule(unseenShare: 1, effectiveRows: 0, effectiveShare: 0, rowShare: 1, deviations: .infinity, matches: 1, rewards: 0))

    /// Two actions drawn with 0.25 and 0.75; the target always takes the first.
    private func tiny() throws -> ChoiceLog {
        try ChoiceLog(
            [
                LoggedChoice(action: 0, propensity: 0.25, reward: 1, cluster: 0),
                LoggedChoice(action: 1, propensity: 0.75, reward: 0, cluster: 1),
                LoggedChoice(action: 1, propensity: 0.75, reward: 1, cluster: 2),
                LoggedChoice(action: 0, propensity: 0.25, reward: 0, cluster: 3),
                LoggedChoice(action: 1, propensity: 0.75, reward: 0, cluster: 4),
                LoggedChoice(action: 0, propensity: 0.25, reward: 1, cluster: 5),
            ], actionCount: 2)
    }

    /// Guesses the same for every action: the doubly robust estimate can be computed by hand.
    private struct Constant: RewardModel {
        let guess: Double
        mutating func fit(_ log: ChoiceLog, rows: [Int]) {}
        func reward(of action: Int, row: Int, log: ChoiceLog) -> Double { action == 0 ? guess : 0 }
    }

    @Test func theEstimatesOfSixRowsAreThoseComputedByHand() throws {
        let report = try lenient.evaluate(.constant("first", [1, 0]), on: tiny(), rewardModel: Constant(guess: 0.5))
        // Weights 4, 0, 0, 4, 0, 4; rewards under them 1, 0, 1.
        #expect(report["IPS"]?.value == (4.0 + 4) / 6)
        #expect(report["SNIPS"]?.value == 2.0 / 3)
        #expect(report["replay"]?.value == 2.0 / 3)
        // Σ (0.5 + w (r − 0.5)) / 6 = (2.5 + 0.5 + 0.5 − 1.5 + 0.5 + 2.5) / 6
        #expect(abs((report["DR"]?.value ?? 0) - 5.0 / 6) < 1e-12)
        #expect(report.overlap.effectiveRows == 3)
        #expect(report.overlap.meanWeight == 2)
        #expect(report.overlap.largestWeight == 4)
    }

    @Test func judgingThePolicyThatMadeTheLogGivesTheLogsMean() throws {
        let log = try KnownWorld.all[0].log(rows: 2_000, seed: 3).log
        let even = TargetPolicy.constant("even", [Double](repeating: 0.2, count: 5))
        let report = try OffPolicyEvaluator().evaluate(even, on: log)
        for name in ["IPS", "SNIPS", "replay"] { #expect(abs((report[name]?.value ?? 0) - log.meanReward) < 1e-12) }
        #expect(abs(report.overlap.effectiveRows - 2_000) < 1e-6)
    }

    @Test func intervalsHoldTheTruthAboutAsOftenAsTheySay() throws {
        // A share of `make bench-artwork`'s coverage study, whose 200 logs give the published rates.
        for world in KnownWorld.all.prefix(2) {
            var held: [String: Int] = [:]
            let logs = 40
            for seed in 1...logs {
                let (log, target, truth) = try world.log(rows: 3_000, seed: UInt64(seed))
                let report = try OffPolicyEvaluator(resamples: 200, seed: UInt64(seed)).evaluate(target, on: log)
                for estimate in report.estimates where (estimate.interval.low...estimate.interval.high).contains(truth) {
                    held[estimate.estimator, default: 0] += 1
                }
                for estimate in report.estimates {
                    guard let certain = estimate.certain else { continue }
                    #expect((certain.low...certain.high).contains(truth), "\(world.name), \(estimate.estimator), seed \(seed)")
                }
            }
            // Of 40 at 95 %, fewer than 33 happen once in a thousand times.
            for name in ["IPS", "SNIPS", "DR"] { #expect(held[name] ?? 0 >= 33, "\(world.name), \(name)") }
        }
    }

    private func expectMissing(_ actions: [Int], share: Double, _ evaluate: () throws -> OffPolicyReport) {
        #expect {
            _ = try evaluate()
        } throws: { error in
            guard case .missingOverlap(let found, let unseen)? = error as? OffPolicyRefusal else { return false }
            return abs(found - share) < 1e-9 && unseen == actions
        }
    }

    @Test func whatWasNeverLoggedIsRefused() throws {
        let rows = try KnownWorld.all[0].log(rows: 3_000, seed: 5).log.rows.filter { $0.action != 4 }
        let log = try ChoiceLog(rows, actionCount: 5, stratumCount: 4)
        expectMissing([4], share: 1) { try OffPolicyEvaluator().evaluate(.constant("the fifth", [0, 0, 0, 0, 1]), on: log) }
        #expect(throws: OffPolicyRefusal.self) {
            try OffPolicyEvaluator().evaluate(.constant("a tenth of it", [0.9, 0, 0, 0, 0.1]), on: log)
        }
    }

    @Test func overlapIsJudgedWithinEachStratum() throws {
        // Action 1 is common, but never in stratum 1.
        let rows = (0..<2_000).map { number in
            LoggedChoice(
                action: number % 4 == 0 ? 1 : 0, propensity: number % 2 == 0 ? 0.5 : 1, reward: 0, stratum: number % 2, cluster: number)
        }
        let log = try ChoiceLog(rows, actionCount: 2, stratumCount: 2)
        expectMissing([1], share: 0.5) { try OffPolicyEvaluator().evaluate(.constant("second", [0, 1]), on: log) }
    }

    @Test func whatWasHardlyEverLoggedIsRefused() throws {
        let rows = (0..<5_000).map { number in
            let isRare = number % 1_000 == 999
            return LoggedChoice(action: isRare ? 1 : 0, propensity: isRare ? 0.001 : 0.999, reward: 1, cluster: number)
        }
        let log = try ChoiceLog(rows, actionCount: 2)
        #expect(throws: OffPolicyRefusal.oneRowRules(share: 0.2, row: 999)) {
            try OffPolicyEvaluator().evaluate(.constant("rare", [0, 1]), on: log)
        }
        #expect(throws: OffPolicyRefusal.thinOverlap(effectiveRows: 5, needed: 100)) {
            try OffPolicyEvaluator(rule: OverlapRule(rowShare: 1)).evaluate(.constant("rare", [0, 1]), on: log)
        }
    }

    @Test func propensitiesThatDidNotDrawAreFound() throws {
        let log = try KnownWorld.all[0].log(rows: 4_000, seed: 2).log
        let lies = try ChoiceLog(
            log.rows.map { row in
                var row = row
                row.propensity = 0.4
                return row
            }, actionCount: 5, stratumCount: 4)
        do {
            _ = try OffPolicyEvaluator().evaluate(.constant("first", [1, 0, 0, 0, 0]), on: lies)
            Issue.record("an untrue log was believed")
        } catch {
            guard case .propensitiesDisagree(let mean, _) = error else { Issue.record("refused for another reason: \(error)"); return }
            #expect(mean < 0.6)
        }
    }

    @Test func anIntervalOfNoRewardsIsRefused() throws {
        let rows = (0..<4_000).map { LoggedChoice(action: $0 % 2, propensity: 0.5, reward: $0 % 2 == 0 && $0 < 200 ? 1 : 0, cluster: $0) }
        let log = try ChoiceLog(rows, actionCount: 2)
        #expect(throws: OffPolicyRefusal.fewRewards(0, needed: 10)) {
            try OffPolicyEvaluator().evaluate(.constant("second", [0, 1]), on: log)
        }
        #expect(throws: Never.self) { try OffPolicyEvaluator().evaluate(.constant("first", [1, 0]), on: log) }
    }

    @Test func replayAloneIsRefusedWhereTooFewRowsMatch() throws {
        let log = try KnownWorld.all[0].log(rows: 200, seed: 2).log
        let target = TargetPolicy.constant("first", [1, 0, 0, 0, 0])
        #expect(throws: OffPolicyRefusal.self) { try OffPolicyEvaluator().replay(target, on: log) }
    }

    @Test func brokenRowsAndTargetsAreNamed() throws {
        func log(_ row: LoggedChoice) throws -> ChoiceLog { try ChoiceLog([row], actionCount: 2) }
        #expect(throws: OffPolicyRefusal.emptyLog) { try ChoiceLog([], actionCount: 2) }
        #expect(throws: OffPolicyRefusal.self) { try log(LoggedChoice(action: 2, propensity: 0.5, reward: 0, cluster: 0)) }
        #expect(throws: OffPolicyRefusal.self) { try log(LoggedChoice(action: 0, propensity: 0, reward: 0, cluster: 0)) }
        #expect(throws: OffPolicyRefusal.self) { try log(LoggedChoice(action: 0, propensity: .nan, reward: 0, cluster: 0)) }
        #expect(throws: OffPolicyRefusal.self) { try log(LoggedChoice(action: 0, propensity: 0.5, reward: -1, cluster: 0)) }
        #expect(throws: OffPolicyRefusal.self) { try log(LoggedChoice(action: 0, propensity: 0.5, reward: 0, stratum: 1, cluster: 0)) }
        let fine = try log(LoggedChoice(action: 0, propensity: 0.5, reward: 0, cluster: 0))
        #expect(throws: OffPolicyRefusal.self) { try lenient.evaluate(.constant("x", [1]), on: fine) }
        #expect(throws: OffPolicyRefusal.self) { try lenient.evaluate(.constant("x", [0.5, 0.2]), on: fine) }
        #expect(throws: OffPolicyRefusal.self) { try lenient.evaluate(.constant("x", [.nan, 1]), on: fine) }
    }
}
