import Datasets

/// The state of one pass: who was right how often, and what had been chosen by when.
struct Judge {
    enum Phase { case burnIn, validation, test }

    private let stream: PrequentialStream
    private let learners: [any PrequentialLearner]
    private let options: PrequentialOptions
    private let sessionizer = Sessionizer()
    private let clock = ContinuousClock()
    private var answer = PrequentialAnswer()
    private var period = Int64.min
    private var testPeriods = 0
    /// When an item was first chosen, milliseconds; `Int64.min` = not yet.
    private var firstSeen: [Int64]
    /// The last question whose user had met an item.
    private var seenAt: [Int32]
    private var question: Int32 = 0
    private var knownCount = 0
    private var coldTargets = 0
    private var sums: [(test: PrequentialSums, validation: PrequentialSums)]
    private var seconds: [(begin: Double, rest: Double)]
    /// Answers that named an item before anybody had chosen it.
    private var premature: [Int]

    init(_ stream: PrequentialStream, learners: [any PrequentialLearner], options: PrequentialOptions) {
        self.stream = stream
        self.learners = learners
        self.options = options
        firstSeen = [Int64](repeating: .min, count: stream.catalogCount)
        seenAt = [Int32](repeating: -1, count: stream.catalogCount)
        sums = learners.map { _ in (PrequentialSums(users: stream.users.count), PrequentialSums(users: stream.users.count)) }
        seconds = learners.map { _ in (0, 0) }
        premature = learners.map { _ in 0 }
    }

    /// - Returns: whether a period began.
    mutating func meet(_ choice: PrequentialStream.Choice, _ phase: Phase) throws -> Bool {
        let isNewPeriod = try beginPeriod(choice.time, phase)
        let query = stream.query(choice)
        question += 1
        for event in query.history { if let item = event.metItem { seenAt[item.position] = question } }
        let isKnown = firstSeen[Int(choice.item)] != .min
        let slices = PrequentialSlice.of(
            query, firstSeen: isKnown ? firstSeen[Int(choice.item)] : nil, time: choice.time, sessionizer: sessionizer)
        if phase == .test, !isKnown { coldTargets += 1 }
        for (place, learner) in learners.enumerated() {
            let start = clock.now
            if phase != .burnIn {
                answer.clear()
                try learner.answer(query, into: &answer)
                judge(place, choice, phase, slices)
            }
            try learner.learn(query, chosen: ItemIndex(rawValue: choice.item))
            seconds[place].rest += start.duration(to: clock.now) / .seconds(1)
        }
        if !isKnown {
            firstSeen[Int(choice.item)] = choice.time
            knownCount += 1
        }
        return isNewPeriod
    }

    private mutating func beginPeriod(_ time: Int64, _ phase: Phase) throws -> Bool {
        let length = options.periodSeconds * 1000
        let number = time.quotientAndRemainder(dividingBy: length).quotient
        guard number != period else { return false }
        period = number
        if phase == .test { testPeriods += 1 }
        for (place, learner) in learners.enumerated() {
            let start = clock.now
            try learner.begin(PrequentialPeriod(number: number, range: number * length..<(number + 1) * length))
            if phase == .test { seconds[place].begin += start.duration(to: clock.now) / .seconds(1) }
        }
        return true
    }

    private mutating func judge(_ place: Int, _ choice: PrequentialStream.Choice, _ phase: Phase, _ slices: [PrequentialSlice]) {
        let (kept, removed) = ranks(of: choice.item, place)
        let (rank, other) = options.seenRemoved ? (removed, kept) : (kept, removed)
        if phase == .test {
            sums[place].test.add(rank, other: other, user: Int(choice.user), slices: slices, k: options.cutoff)
        } else {
            sums[place].validation.add(rank, other: other, user: Int(choice.user), slices: [], k: options.cutoff)
        }
    }

    /// Among all answers, and among those that the user had not met.
    private mutating func ranks(of target: Int32, _ place: Int) -> (kept: TargetRank, removed: TargetRank) {
        guard let position = answer.items.firstIndex(of: target) else { return (.unreachable, .unreachable) }
        let score = answer.scores[position]
        var (better, tied, betterNew, tiedNew) = (0, -1, 0, -1)
        for other in answer.items.indices {
            let item = Int(answer.items[other])
            if firstSeen[item] == .min { premature[place] += 1 }
            let isNew = seenAt[item] != question
            if answer.scores[other] > score {
                better += 1
                if isNew { betterNew += 1 }
            } else if answer.scores[other] == score {
                tied += 1
                if isNew { tiedNew += 1 }
            }
        }
        let kept = TargetRank(better: better, tied: tied)
        return (kept, seenAt[Int(target)] == question ? .unreachable : TargetRank(better: betterNew, tied: tiedNew))
    }

    // MARK: The end

    func outcomes() -> [PrequentialOutcome] {
        learners.indices.map { place in
            let sums = sums[place].test
            return PrequentialOutcome(
                result: result(place, sums), validationHitRate: self.sums[place].validation.mean(0),
                secondsPerPeriod: seconds[place].begin / Double(max(testPeriods, 1)),
                secondsPerChoice: seconds[place].rest / Double(max(Int(question), 1)), sums: sums)
        }
    }

    private func result(_ place: Int, _ sums: PrequentialSums) -> EvaluationResult {
        let k = options.cutoff
        let names = ["HR@\(k)", "NDCG@\(k)", "MRR", "HR@\(k) seen \(options.seenRemoved ? "kept" : "removed")"]
        let asked = sums.asked
        let rows = asked.flatMap { user in (0..<PrequentialSums.columns).map { sums.values[user * PrequentialSums.columns + $0] } }
        let intervals = ClusterBootstrap.intervals(
            sums: rows, counts: asked.map { sums.counts[$0] }, columns: PrequentialSums.columns, resamples: options.resamples,
            seed: options.seed)
        return EvaluationResult(
            dataset: stream.dataset, protocolName: SplitProtocol.prequential.rawValue, inputs: learners[place].inputs, users: asked.count,
            cases: Int(sums.total), candidates: knownCount, candidateRule: "items chosen before the question, at the end",
            seenRemoved: options.seenRemoved, model: learners[place].name,
            metrics: Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, sums.mean($0)) }),
            intervals: Dictionary(uniqueKeysWithValues: zip(names, intervals)), seconds: seconds[place].begin + seconds[place].rest,
            peakMemoryBytes: PeakMemory.bytes(), slices: slices(sums), checks: checks(place, sums))
    }

    private func slices(_ sums: PrequentialSums) -> [EvaluationSlice] {
        PrequentialSlice.allCases.compactMap { slice in
            guard let part = sums.slices[slice] else { return nil }
            let count = Double(part.count)
            return EvaluationSlice(
                dimension: slice.dimension, label: slice.label, targets: part.count,
                metrics: ["HR@\(options.cutoff)": part.hits / count, "NDCG@\(options.cutoff)": part.gain / count])
        }
    }

    private func checks(_ place: Int, _ sums: PrequentialSums) -> [EvaluationCheck] {
        [
            EvaluationCheck(
                name: "answers name only what had been chosen", passed: premature[place] == 0,
                detail: "\(premature[place]) items were named before anybody had chosen them"),
            EvaluationCheck(
                name: "cold-targets", passed: true,
                detail:
                    "\(coldTargets) of \(Int(sums.total)) test targets had not been chosen by anybody before; they stay, and count as misses"
            ),
        ]
    }
}
