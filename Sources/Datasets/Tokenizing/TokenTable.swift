/// A user's events beside their tokens, for a person and, as rows, for a program.
public struct TokenTable: Sendable, Hashable, Codable {
    /// One event as it is in the history.
    public struct Event: Sendable, Hashable, Codable {
        /// From 1, in the order of the history.
        public var number: Int
        /// ISO 8601 in UTC.
        public var time: String?
        public var kind: String
        public var item: String?
        public var title: String?
        public var rating: Float?
        /// Seconds.
        public var duration: Float?
        public var completion: Float?
        public var episode: Int32?
        public var device: String?
        public var locale: String?
        public var surface: String?
        /// Whether it is part of no token.
        public var isSetAside: Bool
    }

    /// One token, and the events that it was made of.
    public struct Row: Sendable, Hashable, Codable {
        /// From 1; nil for events that were set aside.
        public var token: Int?
        /// From 1; nil where the data has no times.
        public var session: Int?
        public var item: String?
        public var title: String?
        /// The kinds that the engagement symbol stands for.
        public var engagement: [String]
        public var engagementSymbol: UInt16?
        /// Events of the token whose kind the symbol does not tell.
        public var lost: Int
        public var isTarget: Bool
        public var durationBucket: UInt8
        public var completionBucket: UInt8
        public var ratingBucket: UInt8
        /// Bucket of the time since the token before; nil for the first.
        public var gapBucket: UInt8?
        /// Hour of the week plus one, 0 = unknown.
        public var hourOfWeek: UInt8
        public var device: String?
        public var locale: String?
        public var surface: String?
        public var events: [Event]
    }

    public var user: String
    public var eventCount: Int
    public var tokenCount: Int
    /// Events that entered tokens, per token.
    public var compression: Double
    public var rows: [Row]
}

extension TokenTable {
    /// - Parameter tokenizer: adapted to `dataset`.
    public init(_ history: UserHistory, tokenizer: InteractionTokenizer, dataset: Dataset) {
        let interactions = history.interactions[...]
        let tokens = tokenizer.tokens(interactions)
        let sessions = TokenTable.sessionNumbers(interactions, tokenizer)
        user = history.id.rawValue
        eventCount = interactions.count
        tokenCount = tokens.count
        let entered = interactions.lazy.filter { tokenizer.segmenter.entersHistory($0) }.count
        compression = tokens.count == 0 ? 1 : Double(entered) / Double(tokens.count)
        rows = []
        var position = 0
        for token in 0..<tokens.count {
            let source = Int(tokens.sources[token].lowerBound)..<Int(tokens.sources[token].upperBound)
            for aside in position..<source.lowerBound {
                rows.append(TokenTable.asideRow(aside, interactions[aside], sessions[aside], dataset))
            }
            rows.append(
                TokenTable.row(token, tokens, source, interactions, sessions[source.lowerBound], tokenizer, dataset))
            position = source.upperBound
        }
        for aside in position..<interactions.count {
            rows.append(TokenTable.asideRow(aside, interactions[aside], sessions[aside], dataset))
        }
    }

    private static func sessionNumbers(_ interactions: ArraySlice<Interaction>, _ tokenizer: InteractionTokenizer) -> [Int?] {
        var numbers = [Int?](repeating: nil, count: interactions.count)
        for (number, range) in tokenizer.segmenter.sessionizer.sessions(of: interactions).enumerated() {
            for position in range where interactions[position].time != nil { numbers[position] = number + 1 }
        }
        return numbers
    }

    private static func row(
        _ token: Int, _ tokens: TokenSequence, _ source: Range<Int>, _ interactions: ArraySlice<Interaction>, _ session: Int?,
        _ tokenizer: InteractionTokenizer, _ dataset: Dataset
    ) -> Row {
        let item = dataset.catalog[tokens.items[token]]
        let kinds = interactions[source].filter { tokenizer.segmenter.entersHistory($0) }.map(\.kind)
        let encoded = tokenizer.engagements.encode(kinds)
        return Row(
            token: token + 1, session: session, item: item.id.rawValue, title: item.displayTitle,
            engagement: tokenizer.engagements.kinds(of: tokens.engagements[token]).map(\.name),
            engagementSymbol: tokens.engagements[token], lost: encoded.lost, isTarget: tokens.isTarget[token],
            durationBucket: tokens.durations[token], completionBucket: tokens.completions[token],
            ratingBucket: tokens.ratings[token],
            gapBucket: token == 0 ? nil : TimeGapBucket.bucket(from: tokens.times[token - 1], to: tokens.times[token]),
            hourOfWeek: tokens.hoursOfWeek[token], device: known(tokens.devices[token], tokenizer.devices),
            locale: known(tokens.locales[token], tokenizer.locales), surface: known(tokens.surfaces[token], tokenizer.surfaces),
            events: source.map { position in
                let isSetAside = !tokenizer.segmenter.entersHistory(interactions[position])
                return event(position, interactions[position], dataset, isSetAside: isSetAside)
            })
    }

    private static func asideRow(_ position: Int, _ interaction: Interaction, _ session: Int?, _ dataset: Dataset) -> Row {
        Row(
            token: nil, session: session, item: nil, title: nil, engagement: [], engagementSymbol: nil, lost: 0,
            isTarget: false, durationBucket: 0, completionBucket: 0, ratingBucket: 0, gapBucket: nil, hourOfWeek: 0,
            device: nil, locale: nil, surface: nil, events: [event(position, interaction, dataset, isSetAside: true)])
    }

    private static func event(
        _ position: Int, _ interaction: Interaction, _ dataset: Dataset, isSetAside: Bool
    ) -> Event {
        let item = interaction.item.map { dataset.catalog[$0] }
        return Event(
            number: position + 1, time: interaction.time.map { CalendarDate($0).iso8601 }, kind: interaction.kind.name,
            item: item?.id.rawValue, title: item?.displayTitle, rating: interaction.rating, duration: interaction.duration,
            completion: interaction.completion, episode: interaction.episode == 0 ? nil : interaction.episode,
            device: known(interaction.device, dataset.devices), locale: known(interaction.locale, dataset.locales),
            surface: known(interaction.surface, dataset.surfaces), isSetAside: isSetAside)
    }

    private static func known(_ index: some BinaryInteger, _ names: [String]) -> String? {
        index > 0 && Int(index) < names.count ? names[Int(index)] : nil
    }
}

extension Item {
    /// The title with its year, such as "The Matrix (1999)".
    public var displayTitle: String { year.map { "\(title) (\($0))" } ?? title }
}
