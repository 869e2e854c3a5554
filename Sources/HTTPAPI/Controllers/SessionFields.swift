import Datasets
import Serving

extension JSONFields {
    /// Longest history that may come with a request, in events.
    static let longestHistory = 2000

    /// `history`: events of somebody who is not stored, oldest first; nil where there is none.
    ///
    /// - Parameter now: of the last event that names no time; those before it lie a minute apart.
    mutating func history(at now: Timestamp) throws(Problem) -> [RawEvent]? {
        guard let events = try objects("history", most: JSONFields.longestHistory) else { return nil }
        var history: [RawEvent] = []
        for (place, fields) in events.enumerated() {
            var fields = fields
            let back = Int64(events.count - place) * 60_000
            history.append(try fields.event(line: place + 1, at: Timestamp(rawValue: now.rawValue - back)))
        }
        return history
    }

    private mutating func event(line: Int, at time: Timestamp) throws(Problem) -> RawEvent {
        let item = try required("item", try identifier("item"))
        let name = try string("kind", longest: 40) ?? EventKind.play.apiName
        guard let kind = EventKind(apiName: name) else {
            throw .field(pointer("kind"), "is none of \(EventKind.allCases.map(\.apiName).joined(separator: ", "))")
        }
        let event = RawEvent(
            user: UserID("session"), item: ItemID(item), kind: kind, time: try self.time("time") ?? time,
            rating: try number("rating", in: -1000...1000).map { Float($0) },
            duration: try number("duration", in: 0...31_536_000).map { Float($0) },
            completion: try number("completion", in: 0...1).map { Float($0) },
            episode: Int32(try integer("episode", in: 0...1_000_000) ?? 0), source: SourcePosition(file: "session", line: line))
        try finish()
        return event
    }

    /// The fields of `QueryReader.intent`, under the same names.
    mutating func intent() throws(Problem) -> IntentWish? {
        let wish = IntentWish(
            kind: try said("intent"), genre: try said("intent.genre"), format: try said("intent.format"),
            recency: try said("intent.recency"))
        return wish.isEmpty ? nil : wish
    }

    /// A form sends fields that nobody filled in.
    private mutating func said(_ name: String) throws(Problem) -> String? {
        let text = try string(name, longest: 100)
        return text == "" ? nil : text
    }

    /// The fields that every question about taste has, as `QueryReader.moment`.
    mutating func moment(_ now: Timestamp) throws(Problem) -> Moment {
        let country = try string("country", longest: 2)
        if let country, country.utf8.count != 2 || !country.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) {
            throw .field(pointer("country"), "is not two capital letters of ISO 3166")
        }
        return Moment(
            time: try time("at") ?? now, device: try string("device", longest: 100), locale: try string("locale", longest: 35),
            surface: try string("surface", longest: 100), country: country, maturity: try integer("maturity", in: 0...21),
            mood: try string("mood", longest: 200))
    }
}
