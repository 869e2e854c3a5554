import Datasets
import HTTPTypes
import Serving

/// Lists of titles for one person, or for a session whose history comes along.
struct ListsController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/users/{id}/recommendations", "getRecommendations", .read, users: .own) { try recommendations($0) },
            Route(.post, "/v1/session/recommendations", "postSessionRecommendations", .read, users: .any) { try session($0) },
        ]
    }

    private func recommendations(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        var list = ListRequest(.user(try request.user()), at: try query.moment(request.received))
        list.moment.intent = try query.intent()
        list.count = try query.integer("count", in: 1...host.service.options.longestList) ?? list.count
        list.includesSeen = try query.bool("include_seen") ?? false
        list.filter = try query.string("filter", longest: 4096)
        list.cursor = try query.cursor()
        (list.diversity, list.calibration) = try query.strengths()
        list.explorationRate = try query.number("exploration", in: 0...0.05)
        try query.finish()
        return host.answers.list(try host.service.recommendations(list))
    }

    private func session(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        var list = ListRequest(.session(try fields.history(at: request.received) ?? []), at: try fields.moment(request.received))
        list.moment.intent = try fields.intent()
        list.count = try fields.integer("count", in: 1...host.service.options.longestList) ?? list.count
        list.includesSeen = try fields.bool("include_seen") ?? false
        list.filter = try fields.string("filter", longest: 4096)
        list.cursor = try fields.cursor()
        (list.diversity, list.calibration) = try fields.strengths()
        list.explorationRate = try fields.number("exploration", in: 0...0.05)
        try fields.finish()
        return host.answers.list(try host.service.recommendations(list))
    }
}

extension QueryReader {
    /// The parameters that every question about taste has: `at`, `device`, `locale`, `country`, `maturity`, `mood`, `surface`.
    ///
    /// - Parameter now: where the caller names no time.
    mutating func moment(_ now: Timestamp) throws(Problem) -> Moment {
        Moment(
            time: try time("at") ?? now, device: try string("device", longest: 100), locale: try string("locale", longest: 35),
            surface: try string("surface", longest: 100), country: try country(), maturity: try integer("maturity", in: 0...21),
            mood: try string("mood", longest: 200))
    }

    /// What the person says to be looking for: `intent`, `intent.genre`, `intent.format`, `intent.recency`; nil where nothing is said.
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

    private mutating func country() throws(Problem) -> String? {
        guard let text = try string("country") else { return nil }
        guard text.utf8.count == 2, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw .parameter("country", "is not two capital letters of ISO 3166")
        }
        return text
    }
}
