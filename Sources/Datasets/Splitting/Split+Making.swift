extension Split {
    /// Cuts a data set into what may be learned from and what is asked.
    ///
    /// Events are cut before anything is tokenized, and never in the middle of a segment. The checks of the
    /// result ran on the exact times, before `configuration.resolution` was applied.
    ///
    /// - Throws: `SplitError` when the data has no times for a temporal protocol, or nobody can be asked.
    /// - Complexity: O(E) for E events, and a sort of their times for temporal protocols.
    public static func make(_ dataset: Dataset, _ configuration: SplitConfiguration) throws(SplitError) -> Split {
        try configuration.validate()
        var split =
            switch configuration.kind {
            case .leaveOneOut: leaveOneOut(dataset, configuration)
            case .temporalLast, .temporalEach, .temporalAll, .prequential: try temporal(dataset, configuration)
            case .withheldItems, .withheldItemsWarm: withholding(dataset, configuration)
            case .newcomers: newcomers(dataset, configuration)
            case .holdOut: holdingOut(dataset, configuration)
            case .repeatUse: repeating(dataset, configuration)
            }
        guard !split.test.isEmpty else { throw SplitError.noCases(configuration.kind) }
        split.checks = SplitCheck.all(split, dataset)
        split.coarsen(to: configuration.resolution)
        return split
    }
}

extension SplitConfiguration {
    fileprivate func validate() throws(SplitError) {
        let shares = [
            ("quantile", quantile), ("validationShare", validationShare), ("withheldShare", withheldShare), ("heldOutShare", heldOutShare),
        ]
        for (name, value) in shares where !(value > 0 && value < 1) { throw SplitError.invalidShare(name, value) }
    }
}

extension UserHistory {
    func prefix(_ count: Int) -> UserHistory {
        count == interactions.count ? self : UserHistory(id: id, key: key, interactions: Array(interactions[..<count]))
    }

    /// The question whose answer is `segment`: what comes after everything before it?
    func evaluationCase(user: Int, _ segment: Segment) -> EvaluationCase {
        EvaluationCase(
            user: UserIndex(user), userKey: key, interactions: interactions, historyCount: segment.range.lowerBound,
            request: interactions[segment.range.lowerBound].context, targets: [segment.item])
    }
}

// MARK: - Leave one out

extension Split {
    /// Users with three choices are trained on, validate and test; with two they test; with one they only teach.
    private static func leaveOneOut(_ dataset: Dataset, _ configuration: SplitConfiguration) -> Split {
        var split = Split(
            protocolName: configuration.kind.rawValue, training: [], validation: [], test: [],
            seenRemoved: configuration.seenRemoved)
        let supported = configuration.supportedItems(dataset)
        for (position, user) in dataset.users.enumerated() {
            split.addLeaveOneOut(user, at: position, configuration, tests: true, supported: supported)
        }
        return split
    }

    private mutating func addLeaveOneOut(
        _ user: UserHistory, at position: Int, _ configuration: SplitConfiguration, tests: Bool, supported: [Bool]? = nil
    ) {
        let choices = configuration.segmenter.segments(of: user.interactions[...]).filter { choice in
            choice.isTarget && supported?[choice.item.position] ?? true
        }
        var trainingCount = user.interactions.count
        if choices.count >= 2, let last = choices.last {
            if tests { test.append(user.evaluationCase(user: position, last)) }
            trainingCount = last.range.lowerBound
        }
        if choices.count >= 3, configuration.holdsOutValidation {
            let held = choices[choices.count - 2]
            validation.append(user.evaluationCase(user: position, held))
            trainingCount = held.range.lowerBound
        }
        if trainingCount > 0 { training.append(user.prefix(trainingCount)) }
    }
}

// MARK: - Cut by time

extension Split {
    private static func temporal(_ dataset: Dataset, _ configuration: SplitConfiguration) throws(SplitError) -> Split {
        guard let cutoff = dataset.timeQuantile(configuration.quantile) else { throw SplitError.noTimes(configuration.kind) }
        var split = Split(
            protocolName: configuration.kind.rawValue, training: [], validation: [], test: [],
            seenRemoved: configuration.seenRemoved, cutoff: cutoff)
        for (position, user) in dataset.users.enumerated() {
            split.addTemporal(user, at: position, cutoff: cutoff, configuration)
        }
        return split
    }

    private mutating func addTemporal(
        _ user: UserHistory, at position: Int, cutoff: Timestamp, _ configuration: SplitConfiguration
    ) {
        let all = user.interactions
        let boundary = all.firstIndex { $0.time.map { $0 > cutoff } ?? false } ?? all.count
        var trainingCount = boundary
        if configuration.holdsOutValidation && configuration.validates(user) {
            let choices = configuration.segmenter.segments(of: all[..<boundary])
            if let held = choices.last(where: \.isTarget), held.range.lowerBound > 0 {
                validation.append(user.evaluationCase(user: position, held))
                trainingCount = held.range.lowerBound
            }
        }
        if trainingCount > 0 { training.append(user.prefix(trainingCount)) }
        let asked = configuration.segmenter.segments(of: all[boundary...]).filter(\.isTarget)
        guard let last = asked.last else { return }
        switch configuration.kind {
        case .temporalEach, .prequential: for choice in asked { test.append(user.evaluationCase(user: position, choice)) }
        case .temporalAll: test.append(user.caseOfAll(asked, user: position, boundary: boundary))
        default: test.append(user.evaluationCase(user: position, last))
        }
    }
}

extension SplitConfiguration {
    /// Decided by the user alone, so that the absence of another user changes nothing.
    fileprivate func validates(_ user: UserHistory) -> Bool {
        var hash = StableHash(seed: seed)
        hash.combine(user.key)
        return hash.unitInterval < validationShare
    }

    /// Which items have `minimumTargetEvents` events, shape `[V]`; nil when every item may be asked for.
    fileprivate func supportedItems(_ dataset: Dataset) -> [Bool]? {
        guard minimumTargetEvents > 1 else { return nil }
        var counts = [Int](repeating: 0, count: dataset.catalog.count)
        for user in dataset.users {
            for item in user.interactions.lazy.compactMap(\.item) { counts[item.position] += 1 }
        }
        return counts.map { $0 >= minimumTargetEvents }
    }

    /// The share of the items with events whose ids have the smallest hashes.
    fileprivate func withheldItems(_ dataset: Dataset) -> [ItemIndex] {
        let used = dataset.itemsWithEvents()
        let hashed = used.map { item in
            var hash = StableHash(seed: seed)
            hash.combine(dataset.catalog[item].id.rawValue)
            return (hash: hash.value, item: item)
        }
        let count = Int((withheldShare * Double(used.count)).rounded())
        return hashed.sorted { ($0.hash, $0.item) < ($1.hash, $1.item) }.prefix(count).map(\.item).sorted()
    }
}

extension UserHistory {
    /// One question at the cut, with every item chosen after it, each once, in order.
    fileprivate func caseOfAll(_ asked: [Segment], user: Int, boundary: Int) -> EvaluationCase {
        var known: Set<ItemIndex> = []
        return EvaluationCase(
            user: UserIndex(user), userKey: key, interactions: interactions, historyCount: boundary,
            request: interactions[asked[0].range.lowerBound].context,
            targets: asked.map(\.item).filter { known.insert($0).inserted })
    }
}

extension Dataset {
    /// Items that occur in some history, in the order of the catalogue.
    public func itemsWithEvents() -> [ItemIndex] {
        var isUsed = [Bool](repeating: false, count: catalog.count)
        for user in users {
            for interaction in user.interactions {
                if let item = interaction.item { isUsed[item.position] = true }
            }
        }
        return isUsed.indices.filter { isUsed[$0] }.map { ItemIndex($0) }
    }

    /// The instant below which this share of the events lies, interpolated between neighbours as NumPy and pandas do.
    ///
    /// - Returns: nil when no event has a time.
    public func timeQuantile(_ quantile: Double) -> Timestamp? {
        var times: [Int64] = []
        for user in users {
            for interaction in user.interactions {
                if let time = interaction.time { times.append(time.rawValue) }
            }
        }
        guard !times.isEmpty else { return nil }
        times.sort()
        let place = quantile * Double(times.count - 1)
        let below = Int(place)
        let above = min(below + 1, times.count - 1)
        let (gap, overflow) = times[above].subtractingReportingOverflow(times[below])
        let step = overflow ? 0 : Int64(Double(gap) * (place - Double(below)))
        return Timestamp(rawValue: times[below] + step)
    }
}

// MARK: - Withheld items

extension Split {
    private static func withholding(_ dataset: Dataset, _ configuration: SplitConfiguration) -> Split {
        var split = Split(
            protocolName: configuration.kind.rawValue, training: [], validation: [], test: [],
            seenRemoved: configuration.seenRemoved)
        split.withheldItems = configuration.withheldItems(dataset)
        var isWithheld = [Bool](repeating: false, count: dataset.catalog.count)
        for item in split.withheldItems { isWithheld[item.position] = true }
        let asksCold = configuration.kind == .withheldItems
        for (position, user) in dataset.users.enumerated() {
            let kept = user.interactions.filter { !($0.item.map { isWithheld[$0.position] } ?? false) }
            let warm = UserHistory(id: user.id, key: user.key, interactions: kept)
            split.addLeaveOneOut(warm, at: position, configuration, tests: !asksCold)
            if asksCold, let question = user.coldCase(position, isWithheld, configuration.segmenter) {
                split.test.append(question)
            }
        }
        return split
    }
}

extension UserHistory {
    /// The user's last withheld choice after everything before it that was kept; nil when there is none.
    fileprivate func coldCase(_ user: Int, _ isWithheld: [Bool], _ segmenter: Segmenter) -> EvaluationCase? {
        let choices = segmenter.segments(of: interactions[...])
        guard let choice = choices.last(where: { $0.isTarget && isWithheld[$0.item.position] }) else { return nil }
        let start = choice.range.lowerBound
        var visible = interactions[..<start].filter { !($0.item.map { isWithheld[$0.position] } ?? false) }
        let historyCount = visible.count
        visible.append(interactions[start])
        return EvaluationCase(
            user: UserIndex(user), userKey: key, interactions: visible, historyCount: historyCount,
            request: interactions[start].context, targets: [choice.item])
    }
}

// MARK: - Coarser times

extension Split {
    /// Coarsens what models will see. Cases that share one array go on sharing one.
    fileprivate mutating func coarsen(to resolution: TimeResolution) {
        guard resolution != .exact else { return }
        for user in training.indices { training[user].interactions.coarsen(to: resolution) }
        validation.coarsen(to: resolution)
        test.coarsen(to: resolution)
    }
}

extension [EvaluationCase] {
    fileprivate mutating func coarsen(to resolution: TimeResolution) {
        var shared: (exact: [Interaction], coarse: [Interaction]) = ([], [])
        for position in indices {
            let exact = self[position].interactions
            if !exact.isSameArray(as: shared.exact) {
                shared.exact = exact
                shared.coarse = exact
                shared.coarse.coarsen(to: resolution)
            }
            self[position].interactions = shared.coarse
            self[position].request.time = resolution.coarsen(self[position].request.time)
        }
    }
}

extension [Interaction] {
    fileprivate func isSameArray(as other: [Interaction]) -> Bool {
        withUnsafeBufferPointer { mine in
            other.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress && mine.count == $0.count }
        }
    }
}
