/// How many values each column of a `TokenSequence` can take: the rows of the embeddings.
public struct TokenVocabulary: Sendable, Hashable, Codable {
    public var engagementCount: Int
    public var durationCount: Int
    public var completionCount: Int
    public var ratingCount: Int
    public var deviceCount: Int
    public var localeCount: Int
    public var surfaceCount: Int
    /// 168 hours of the week, and unknown.
    public var hourCount: Int
    public init(
        engagementCount: Int, durationCount: Int, completionCount: Int, ratingCount: Int, deviceCount: Int,
        localeCount: Int, surfaceCount: Int, hourCount: Int = 169
    ) {
        self.engagementCount = engagementCount
        self.durationCount = durationCount
        self.completionCount = completionCount
        self.ratingCount = ratingCount
        self.deviceCount = deviceCount
        self.localeCount = localeCount
        self.surfaceCount = surfaceCount
        self.hourCount = hourCount
    }
}

/// What the tokenizer made of its training part.
public struct TokenizerReport: Sendable, Hashable, Codable {
    /// All events, those set aside included.
    public var events = 0
    /// Events that are no part of any token: impressions, searches, events without an item.
    public var setAside = 0
    public var tokens = 0
    /// Events whose kind the engagement symbol of their token does not tell.
    public var lost = 0
    /// Symbols beyond the single kinds.
    public var merges = 0
    public init() {}
    /// Events that entered tokens, per token; 1 when nothing could be merged.
    public var compression: Double { tokens == 0 ? 1 : Double(events - setAside) / Double(tokens) }
}

/// The request-time fields of a question, in the tokenizer's own vocabulary.
public struct RequestToken: Sendable, Hashable, Codable {
    /// Seconds since 1970; `Int64.min` = unknown.
    public var time: Int64
    public var device: UInt8
    public var hourOfWeek: UInt8
    public var locale: UInt16
    public var surface: UInt8
    public var intent: IntentCorrection?
    public init(
        time: Int64, device: UInt8, hourOfWeek: UInt8, locale: UInt16, surface: UInt8, intent: IntentCorrection? = nil
    ) {
        self.intent = intent
        self.time = time
        self.device = device
        self.hourOfWeek = hourOfWeek
        self.locale = locale
        self.surface = surface
    }
}

/// Turns events into tokens, in training and in serving by the same code.
///
/// Fitted on the training part only: engagement symbols, the rating scale and the names of devices, locales and
/// surfaces. Items keep their index; a data set with other names is met with `adapted(to:)`.
public struct InteractionTokenizer: Sendable {
    public let configuration: TokenizerConfiguration
    public let engagements: EngagementVocabulary
    public let outcomes: OutcomeBuckets
    public let devices: [String]
    public let locales: [String]
    public let surfaces: [String]
    public let report: TokenizerReport

    let segmenter: Segmenter
    /// From the index in the data set to the index here; shorter than the data set's names where it knows more.
    private var deviceMap: [UInt8]
    private var localeMap: [UInt16]
    private var surfaceMap: [UInt8]

    init(
        configuration: TokenizerConfiguration, engagements: EngagementVocabulary, outcomes: OutcomeBuckets,
        devices: [String], locales: [String], surfaces: [String], report: TokenizerReport
    ) {
        self.configuration = configuration
        self.engagements = engagements
        self.outcomes = outcomes
        self.devices = devices
        self.locales = locales
        self.surfaces = surfaces
        self.report = report
        segmenter = configuration.segmenter
        deviceMap = devices.indices.map { UInt8(truncatingIfNeeded: $0) }
        localeMap = locales.indices.map { UInt16(truncatingIfNeeded: $0) }
        surfaceMap = surfaces.indices.map { UInt8(truncatingIfNeeded: $0) }
    }

    public var vocabulary: TokenVocabulary {
        TokenVocabulary(
            engagementCount: engagements.count, durationCount: OutcomeBuckets.durationCount,
            completionCount: OutcomeBuckets.completionCount, ratingCount: outcomes.ratingCount,
            deviceCount: devices.count, localeCount: locales.count, surfaceCount: surfaces.count)
    }

    /// The same tokenizer for the events of another data set, whose devices, locales and surfaces may have other
    /// indices; names never seen in training become unknown.
    public func adapted(to dataset: Dataset) -> InteractionTokenizer {
        func map(_ names: [String], to known: [String]) -> [Int] {
            let places = Dictionary(known.enumerated().map { ($1, $0) }) { first, _ in first }
            return names.map { places[$0] ?? 0 }
        }
        var result = self
        result.deviceMap = map(dataset.devices, to: devices).map { UInt8($0) }
        result.localeMap = map(dataset.locales, to: locales).map { UInt16($0) }
        result.surfaceMap = map(dataset.surfaces, to: surfaces).map { UInt8($0) }
        return result
    }

    // MARK: Request-time fields

    /// 1...168 from Monday 00:00 UTC; 0 = unknown.
    public func hourOfWeek(_ time: Timestamp?) -> UInt8 { InteractionTokenizer.hourOfWeek(time) }

    static func hourOfWeek(_ time: Timestamp?) -> UInt8 {
        guard let time else { return 0 }
        let hours = time.seconds.flooredQuotient(3600)
        // 1970 began on a Thursday, 72 hours into the week.
        let hour = (hours % 168 + 72 + 168) % 168
        return UInt8(hour + 1)
    }

    public func device(_ index: UInt8) -> UInt8 { Int(index) < deviceMap.count ? deviceMap[Int(index)] : 0 }
    public func locale(_ index: UInt16) -> UInt16 { Int(index) < localeMap.count ? localeMap[Int(index)] : 0 }
    public func surface(_ index: UInt8) -> UInt8 { Int(index) < surfaceMap.count ? surfaceMap[Int(index)] : 0 }

    /// What is known at the moment of a request.
    public func request(_ context: RequestContext) -> RequestToken {
        RequestToken(
            time: context.time?.seconds ?? .min, device: device(context.device), hourOfWeek: hourOfWeek(context.time),
            locale: locale(context.locale), surface: surface(context.surface), intent: context.intent)
    }

    // MARK: Tokens

    /// The tokens of a history, or of its latest part; the last token holds what has arrived so far.
    ///
    /// - Complexity: O(E) for E events.
    public func tokens(_ interactions: ArraySlice<Interaction>) -> TokenSequence {
        var tokens = TokenSequence()
        tokens.reserve(interactions.count)
        segmenter.forEachSegment(of: interactions) { append($0, events: .max, of: interactions, to: &tokens) }
        return tokens
    }

    /// Whether an event at `time` on the title of the last token would still become part of it.
    public func isLastTokenOpen(_ interactions: ArraySlice<Interaction>, at time: Timestamp?) -> Bool {
        guard configuration.mergesAdjacent, let last = interactions.last else { return false }
        return segmenter.sessionizer.continues(last.time, time)
    }

    /// The tokens of a training history, some of them cut as if the request had come while they were open.
    ///
    /// Which ones, and where, follows from the user's key, the epoch, the token and the seed alone. A cut token
    /// keeps its item, its request-time fields and whether it is a target; its outcome is that of the events before the cut.
    public func trainingTokens(_ history: UserHistory, epoch: Int, seed: UInt64) -> TokenSequence {
        var tokens = TokenSequence()
        let interactions = history.interactions[...]
        tokens.reserve(interactions.count)
        segmenter.forEachSegment(of: interactions) { segment in
            var kept = Int.max
            if segment.range.count > 1 {
                kept = openLength(
                    segment, of: interactions, key: history.key, epoch: epoch, token: tokens.count, seed: seed)
            }
            append(segment, events: kept, of: interactions, to: &tokens)
        }
        return tokens
    }

    /// How many events of a segment are kept: all, or a random number below.
    private func openLength(
        _ segment: Segment, of interactions: ArraySlice<Interaction>, key: UInt64, epoch: Int, token: Int, seed: UInt64
    ) -> Int {
        var hash = StableHash(seed: seed)
        hash.combine(key)
        hash.combine(UInt64(bitPattern: Int64(epoch)))
        hash.combine(UInt64(token))
        guard hash.unitInterval < configuration.openShare else { return .max }
        let count = interactions[segment.range].lazy.filter { segmenter.entersHistory($0) }.count
        guard count > 1 else { return .max }
        hash.combine(1)
        return 1 + Int(hash.unitInterval * Double(count - 1))
    }

    /// Adds the token of the first `limit` events of a segment.
    private func append(
        _ segment: Segment, events limit: Int, of interactions: ArraySlice<Interaction>, to tokens: inout TokenSequence
    ) {
        let first = interactions[segment.range.lowerBound]
        var outcome = SegmentOutcome(first, vocabulary: engagements)
        var end = segment.range.lowerBound + 1
        var taken = 1
        for position in segment.range.dropFirst() where taken < limit && segmenter.entersHistory(interactions[position]) {
            outcome.append(interactions[position])
            taken += 1
            end = position + 1
        }
        let time = first.time
        tokens.items.append(segment.item)
        tokens.engagements.append(outcome.engagement.symbol)
        tokens.durations.append(OutcomeBuckets.duration(outcome.duration))
        tokens.completions.append(OutcomeBuckets.completion(outcome.completion))
        tokens.ratings.append(outcomes.rating(outcome.rating))
        tokens.isTarget.append(segment.isTarget)
        tokens.times.append(time?.seconds ?? .min)
        tokens.devices.append(device(first.device))
        tokens.hoursOfWeek.append(InteractionTokenizer.hourOfWeek(time))
        tokens.locales.append(locale(first.locale))
        tokens.surfaces.append(surface(first.surface))
        tokens.sources.append(Int32(segment.range.lowerBound)..<Int32(end))
    }
}

/// What came out of the events of one token: durations add up, the highest completion and the last rating stay.
struct SegmentOutcome {
    private(set) var engagement: EngagementEncoder
    private(set) var duration: Float?
    private(set) var completion: Float?
    private(set) var rating: Float?

    init(_ first: Interaction, vocabulary: EngagementVocabulary) {
        engagement = EngagementEncoder(vocabulary: vocabulary)
        append(first)
    }

    mutating func append(_ interaction: Interaction) {
        engagement.append(interaction.kind)
        if let seconds = interaction.duration { duration = (duration ?? 0) + seconds }
        if let share = interaction.completion { completion = max(completion ?? 0, share) }
        if let value = interaction.rating { rating = value }
    }
}

extension TokenSequence {
    mutating func reserve(_ count: Int) {
        items.reserveCapacity(count)
        engagements.reserveCapacity(count)
        durations.reserveCapacity(count)
        completions.reserveCapacity(count)
        ratings.reserveCapacity(count)
        isTarget.reserveCapacity(count)
        times.reserveCapacity(count)
        devices.reserveCapacity(count)
        hoursOfWeek.reserveCapacity(count)
        locales.reserveCapacity(count)
        surfaces.reserveCapacity(count)
        sources.reserveCapacity(count)
    }
}
