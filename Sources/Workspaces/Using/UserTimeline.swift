import Datasets
import Recommenders

/// A user's events beside the tokens they become, for people.
public struct UserTimeline: Sendable, Codable {
    public struct Event: Sendable, Codable {
        public var time: Int64?
        public var kind: String
        public var item: String?
        public var title: String?
        public var rating: Float?
        public var duration: Float?
        public var completion: Float?
        public var device: String?
    }
    public struct Token: Sendable, Codable {
        public var item: String
        public var title: String
        /// The engagement symbol spelled out, such as "play → complete".
        public var engagement: String
        /// Whether it can be what a model is asked for.
        public var isTarget: Bool
        /// 1...168 from Monday 00:00 UTC; 0 = unknown.
        public var hourOfWeek: UInt8
        public var device: String
        public var durationBucket: UInt8
        public var completionBucket: UInt8
        public var ratingBucket: UInt8
        /// Events that became this token, positions in `events`.
        public var events: Range<Int>
    }
    public var user: String
    public var events: [Event]
    public var tokens: [Token]
    /// Events per token.
    public var compression: Double
}

extension Workspace {
    /// One user's events beside their tokens.
    ///
    /// - Parameter model: whose tokenizer is used; nil for the one that serves, or for one without learned symbols when
    ///   nothing has been trained yet.
    /// - Throws: `WorkspaceError.unknownUser`, `RegistryError`, `StorageError`.
    public func timeline(of user: UserID, model name: String? = nil) throws -> UserTimeline {
        let loaded = try modelIfAny(name)
        var data = try dataset(of: user, known: loaded?.bundle.model.itemIDs ?? [])
        if let resolution = loaded?.bundle.run.split.resolution { data = data.coarsened(to: resolution) }
        let tokenizer = loaded?.bundle.model.tokenizer.adapted(to: data) ?? InteractionTokenizer.fit(data.users, dataset: data)
        let interactions = data.users.first?.interactions ?? []
        let sequence = tokenizer.tokens(interactions[...])
        return UserTimeline(
            user: user.rawValue, events: interactions.map { UserTimeline.Event($0, data) },
            tokens: (0..<sequence.count).map { UserTimeline.Token(sequence, $0, data, tokenizer) },
            compression: sequence.count == 0 ? 1 : Double(interactions.count) / Double(sequence.count))
    }

    private func modelIfAny(_ name: String?) throws -> LoadedModel? {
        do { return try loadModel(name) } catch let error as RegistryError where name == nil && error.code == .nonePromoted { return nil }
    }
}

extension UserTimeline.Event {
    fileprivate init(_ interaction: Interaction, _ data: Dataset) {
        let item = interaction.item.map { data.catalog[$0] }
        self.init(
            time: interaction.time?.seconds, kind: String(describing: interaction.kind), item: item?.id.rawValue,
            title: item?.titleWithYear, rating: interaction.rating, duration: interaction.duration, completion: interaction.completion,
            device: interaction.device == 0 ? nil : data.devices[Int(interaction.device)])
    }
}

extension UserTimeline.Token {
    fileprivate init(_ sequence: TokenSequence, _ place: Int, _ data: Dataset, _ tokenizer: InteractionTokenizer) {
        let item = data.catalog[sequence.items[place]]
        self.init(
            item: item.id.rawValue, title: item.titleWithYear, engagement: tokenizer.engagements.name(of: sequence.engagements[place]),
            isTarget: sequence.isTarget[place], hourOfWeek: sequence.hoursOfWeek[place],
            device: tokenizer.devices[Int(sequence.devices[place])], durationBucket: sequence.durations[place],
            completionBucket: sequence.completions[place], ratingBucket: sequence.ratings[place],
            events: Int(sequence.sources[place].lowerBound)..<Int(sequence.sources[place].upperBound))
    }
}
