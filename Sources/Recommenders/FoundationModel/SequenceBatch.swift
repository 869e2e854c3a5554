import Datasets
import Tensors

// Letters: T input tokens of all users in the batch, R requests of all users in the batch.

/// Several users' windows, packed end to end, with the requests that are made of them.
///
/// Input position p of a user shows token p − 1, position 0 shows the start token; a request at position p is asked
/// after the first p tokens and answered by token p.
package struct SequenceBatch {
    /// A token or request field that is looked up in a table; the raw value is part of checkpoint keys.
    package enum Field: String, Sendable {
        case engagement, duration, completion, rating, device, hour, locale, surface, gap, choices

        static func outcomes(_ vocabulary: TokenVocabulary) -> [(Field, Int)] {
            [
                (.engagement, vocabulary.engagementCount), (.duration, vocabulary.durationCount),
                (.completion, vocabulary.completionCount), (.rating, vocabulary.ratingCount),
            ]
        }
        static func contexts(_ vocabulary: TokenVocabulary) -> [(Field, Int)] {
            [
                (.device, vocabulary.deviceCount), (.hour, vocabulary.hourCount), (.locale, vocabulary.localeCount),
                (.surface, vocabulary.surfaceCount),
            ]
        }
    }

    /// One question about a user.
    package struct Request {
        /// Tokens that are known when it is asked.
        package var position: Int
        package var time: Int64
        package var device: UInt8
        package var hour: UInt8
        package var locale: UInt16
        package var surface: UInt8
        /// Row of the softmax, or −1.
        package var target: Int32
        package var weight: Float
        /// What the asker says to be looking for: known when it is asked.
        package var correction: IntentCorrection?
        /// What the choice turned out to be, for the losses of the intent heads alone; nil where it is not learned.
        package var label: IntentLabel?

        package init(
            position: Int, time: Int64, device: UInt8, hour: UInt8, locale: UInt16, surface: UInt8, target: Int32, weight: Float,
            correction: IntentCorrection? = nil, label: IntentLabel? = nil
        ) {
            self.correction = correction
            self.label = label
            self.position = position
            self.time = time
            self.device = device
            self.hour = hour
            self.locale = locale
            self.surface = surface
            self.target = target
            self.weight = weight
        }
    }

    package private(set) var tokens = JaggedOffsets()
    package private(set) var requests = JaggedOffsets()
    private(set) var items: [Int32] = []
    private(set) var starts: [Int32] = []
    private(set) var tokenFields: [Field: [Int32]] = [:]
    private(set) var requestFields: [Field: [Int32]] = [:]
    private var tokenTimes: [Int64] = []
    /// Seconds, `[T]`; `.min` = unknown.
    var times: [Int64] { tokenTimes }
    /// Seconds, `[R]`.
    private(set) var requestTimes: [Int64] = []
    /// Row among the tokens of the batch of the state that each request starts from, `[R]`.
    private(set) var requestPositions: [Int32] = []
    private var visible: [Int32] = []
    package private(set) var targets: [Int32] = []
    package private(set) var weights: [Float] = []
    /// What each asker says to be looking for, `[R]`.
    package private(set) var corrections: [IntentCorrection?] = []
    /// What each choice turned out to be, `[R]`; read by losses alone, never by the network.
    package private(set) var labels: [IntentLabel?] = []
    /// One a user, for dropout.
    package private(set) var seeds: [UInt64] = []

    package init() {}

    /// Whether every token has its request, as in training: then no state needs to be gathered.
    /// As many requests as tokens are not enough: a page may ask a short history several times at its end.
    var requestsCoverTokens: Bool { requests == tokens && requestPositions.indices.allSatisfy { requestPositions[$0] == Int32($0) } }

    /// Appends the input positions `window` of a user and requests that lie in it, in order of position.
    ///
    /// A token of which nothing but the item is known shows the item alone: that is how a history told in titles reads.
    /// - Parameter bare: shows every token that way, so that training prepares for such histories.
    package mutating func append(
        _ sequence: TokenSequence, window: Range<Int>, requests asked: [Request], seed: UInt64, bare: Bool = false
    ) {
        precondition(
            window.lowerBound >= 0 && window.upperBound <= sequence.count + 1 && !window.isEmpty,
            "window \(window) of \(sequence.count) tokens")
        let base = Int32(tokens.rowCount)
        tokens.append(window.count)
        requests.append(asked.count)
        seeds.append(seed)
        let startsHere = window.lowerBound == 0
        let shown = (startsHere ? 0 : window.lowerBound - 1)..<(window.upperBound - 1)
        func column(_ field: Field, _ values: [some BinaryInteger]) {
            var target = tokenFields.removeValue(forKey: field) ?? []
            if startsHere { target.append(-1) }
            for token in shown { target.append(bare || sequence.isBare(token) ? -1 : Int32(values[token])) }
            tokenFields[field] = target
        }
        if startsHere { items.append(-1); starts.append(0); tokenTimes.append(.min) }
        for token in shown {
            items.append(sequence.items[token].rawValue)
            starts.append(-1)
            tokenTimes.append(bare ? .min : sequence.times[token])
        }
        column(.engagement, sequence.engagements)
        column(.duration, sequence.durations)
        column(.completion, sequence.completions)
        column(.rating, sequence.ratings)
        column(.device, sequence.devices)
        column(.hour, sequence.hoursOfWeek)
        column(.locale, sequence.locales)
        column(.surface, sequence.surfaces)
        for request in asked {
            precondition(window.contains(request.position), "request at \(request.position) outside \(window)")
            let row = Int32(request.position - window.lowerBound)
            requestPositions.append(base + row)
            visible.append(row + 1)
            requestTimes.append(request.time)
            targets.append(request.target)
            weights.append(request.weight)
            corrections.append(request.correction)
            labels.append(request.label)
            let last = bare || request.position == 0 ? Int64.min : sequence.times[request.position - 1]
            requestFields[.device, default: []].append(Int32(request.device))
            requestFields[.hour, default: []].append(Int32(request.hour))
            requestFields[.locale, default: []].append(Int32(request.locale))
            requestFields[.surface, default: []].append(Int32(request.surface))
            requestFields[.gap, default: []].append(Int32(TimeGapBucket.bucket(from: last, to: request.time)))
            requestFields[.choices, default: []].append(Int32(ChoiceCountBucket.bucket(request.position)))
        }
    }

    /// Tokens among themselves: each sees itself and what came before.
    func historyGeometry(on tape: Tape, timed: Bool, sparse: SparseAttentionShape? = nil) -> AttentionGeometry {
        if let sparse { return withSparseTimes(.causal(tokens), sparse, queryTimes: tokenTimes, timed: timed, on: tape) }
        var buckets: [UnsafePointer<UInt8>]?
        if timed {
            buckets = (0..<tokens.segmentCount).map { segment in
                let range = tokens[segment]
                return timeBuckets(on: tape, queryTimes: tokenTimes[range], keyTimes: tokenTimes[range], visible: nil)
            }
        }
        return .causal(tokens, timeBuckets: buckets)
    }

    /// Requests over the tokens before them, measured from the time of the request.
    func requestGeometry(on tape: Tape, timed: Bool, sparse: SparseAttentionShape? = nil) -> AttentionGeometry {
        if let sparse {
            let geometry = AttentionGeometry(queries: requests, keys: tokens, visible: visible)
            return withSparseTimes(geometry, sparse, queryTimes: requestTimes, timed: timed, on: tape)
        }
        var buckets: [UnsafePointer<UInt8>]?
        if timed {
            buckets = (0..<tokens.segmentCount).map { segment in
                timeBuckets(
                    on: tape, queryTimes: requestTimes[requests[segment]], keyTimes: tokenTimes[tokens[segment]],
                    visible: visible[requests[segment]])
            }
        }
        return AttentionGeometry(queries: requests, keys: tokens, visible: visible, timeBuckets: buckets)
    }

    private func withSparseTimes(
        _ geometry: AttentionGeometry, _ shape: SparseAttentionShape, queryTimes: [Int64], timed: Bool, on tape: Tape
    ) -> AttentionGeometry {
        guard timed else { return geometry }
        var result = geometry
        result.sparseTimeBuckets = tokenTimes.withUnsafeBufferPointer { keys in
            queryTimes.withUnsafeBufferPointer { asked in
                SparseTimeBuckets(
                    shape: shape, queries: geometry.queries, keys: geometry.keys, visible: geometry.visible, arena: tape.arena
                ) { TimeGapBucket.bucket(from: keys[$0], to: asked[$1]) }
            }
        }
        return result
    }

    private func timeBuckets(
        on tape: Tape, queryTimes: ArraySlice<Int64>, keyTimes: ArraySlice<Int64>, visible: ArraySlice<Int32>?
    ) -> UnsafePointer<UInt8> {
        let width = keyTimes.count
        let memory = tape.arena.allocate(UInt8.self, count: max(1, queryTimes.count * width))
        queryTimes.withUnsafeBufferPointer { queries in
            keyTimes.withUnsafeBufferPointer { keys in
                for row in 0..<queries.count {
                    let count = visible.map { Int($0[$0.startIndex + row]) } ?? row + 1
                    let target = memory + row * width
                    for column in 0..<count { target[column] = TimeGapBucket.bucket(from: keys[column], to: queries[row]) }
                }
            }
        }
        return UnsafePointer(memory)
    }
}

extension TokenSequence {
    /// Whether nothing but the item is known of a token: no time, no outcome, no device.
    func isBare(_ token: Int) -> Bool {
        times[token] == .min && ratings[token] == 0 && durations[token] == 0 && completions[token] == 0 && devices[token] == 0
    }
}
