extension InteractionTokenizer {
    /// Learns engagement symbols from the training part; everything else comes from the data set's description.
    ///
    /// - Parameters:
    ///   - training: the events that may be learned from, cut by a `Split`.
    ///   - dataset: for the rating scale and the names of devices, locales and surfaces.
    /// - Complexity: O(E) for E events.
    public static func fit(
        _ training: some Collection<UserHistory>, dataset: Dataset, configuration: TokenizerConfiguration = TokenizerConfiguration()
    ) -> InteractionTokenizer {
        let segmenter = configuration.segmenter
        var counts = EngagementCounts()
        var report = TokenizerReport()
        for user in training {
            let interactions = user.interactions[...]
            report.events += interactions.count
            var entered = 0
            segmenter.forEachSegment(of: interactions) { segment in
                report.tokens += 1
                counts.begin()
                for position in segment.range where segmenter.entersHistory(interactions[position]) {
                    counts.append(interactions[position].kind)
                    entered += 1
                }
            }
            report.setAside += interactions.count - entered
        }
        let merges = counts.merges(
            limit: configuration.vocabularySize - EngagementVocabulary.kindCount,
            minimumCount: configuration.minimumMergeCount)
        guard let engagements = EngagementVocabulary(merges: merges) else {
            preconditionFailure("\(merges.count) merges learned out of order")
        }
        report.merges = merges.count
        report.lost = lostEvents(training, segmenter, engagements)
        return InteractionTokenizer(
            configuration: configuration, engagements: engagements,
            outcomes: OutcomeBuckets(ratingScale: dataset.ratingScale), devices: dataset.devices, locales: dataset.locales,
            surfaces: dataset.surfaces, report: report)
    }

    private static func lostEvents(
        _ training: some Collection<UserHistory>, _ segmenter: Segmenter, _ engagements: EngagementVocabulary
    ) -> Int {
        var lost = 0
        for user in training {
            let interactions = user.interactions[...]
            segmenter.forEachSegment(of: interactions) { segment in
                guard segment.range.count > 1 else { return }
                var encoder = EngagementEncoder(vocabulary: engagements)
                for position in segment.range where segmenter.entersHistory(interactions[position]) {
                    encoder.append(interactions[position].kind)
                }
                lost += encoder.lost
            }
        }
        return lost
    }
}

extension InteractionTokenizer: Codable {
    /// Version of the stored form. Raised when stored tokenizers would give other tokens.
    public static let version = 1

    private enum CodingKeys: String, CodingKey {
        case version, configuration, merges, outcomes, devices, locales, surfaces, report
    }

    /// - Throws: `DecodingError.dataCorrupted` for another version, and for merges that do not follow from each other.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let version = try values.decode(Int.self, forKey: .version)
        guard version == InteractionTokenizer.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: values,
                debugDescription:
                    "tokenizer of version \(version), this program reads \(InteractionTokenizer.version); train again")
        }
        let merges = try values.decode([EngagementVocabulary.Merge].self, forKey: .merges)
        guard let engagements = EngagementVocabulary(merges: merges) else {
            throw DecodingError.dataCorruptedError(
                forKey: .merges, in: values, debugDescription: "a merge refers to a symbol that does not exist")
        }
        func names(_ key: CodingKeys, atMost limit: Int) throws -> [String] {
            let names = try values.decode([String].self, forKey: key)
            guard !names.isEmpty, names.count <= limit else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values, debugDescription: "\(names.count) names, expected 1 to \(limit)")
            }
            return names
        }
        self.init(
            configuration: try values.decode(TokenizerConfiguration.self, forKey: .configuration),
            engagements: engagements, outcomes: try values.decode(OutcomeBuckets.self, forKey: .outcomes),
            devices: try names(.devices, atMost: 256), locales: try names(.locales, atMost: 65536),
            surfaces: try names(.surfaces, atMost: 256), report: try values.decode(TokenizerReport.self, forKey: .report))
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(InteractionTokenizer.version, forKey: .version)
        try values.encode(configuration, forKey: .configuration)
        try values.encode(engagements.merges, forKey: .merges)
        try values.encode(outcomes, forKey: .outcomes)
        try values.encode(devices, forKey: .devices)
        try values.encode(locales, forKey: .locales)
        try values.encode(surfaces, forKey: .surfaces)
        try values.encode(report, forKey: .report)
    }
}
