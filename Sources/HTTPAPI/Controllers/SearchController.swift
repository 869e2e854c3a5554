import Datasets
import HTTPTypes
import Serving
import Understanding

/// Search, suggestions, similar titles, and a caller's list in order.
struct SearchController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/search", "search", .read, users: .any, handler: understanding { try search($0, $1) }),
            Route(.get, "/v1/search/suggest", "suggest", .read, users: .any) { try suggest($0) },
            Route(.get, "/v1/intent", "getIntent", .read, users: .any, handler: understanding { try intent($0, $1) }),
            Route(.get, "/v1/items/{id}/similar", "getSimilar", .read, users: .any) { try similar($0) },
            Route(.post, "/v1/similar", "findSimilar", .read, users: .any) { try similarToMany($0) },
            Route(.post, "/v1/rank", "rank", .read) { try rank($0) },
        ]
    }

    private var longest: Int { host.service.options.longestList }

    // MARK: Understanding

    /// Computes, or where a model may be asked what queries mean, waits for it first: on no thread of a lane.
    private func understanding(_ answer: @escaping @Sendable (APIRequest, ProposedIntent?) throws -> APIResponse) -> Route.Handler {
        guard let proposer = host.language.intents else { return .work { try answer($0, nil) } }
        return .flow { [host] request in
            let lane = host.lanes[request.route.lane.rawValue]
            let question = try await lane.run(until: request.deadline, clock: host.seconds) {
                var query = try request.query()
                let text = try query.string("q", longest: 1_000) ?? ""
                return try host.service.intentQuestion(text, for: proposer, at: try query.moment(request.received))
            }
            let time = host.language.time(left: request.deadline - host.seconds())
            let proposal = await question?.answer(of: proposer, within: time)
            if proposal?.fallback != nil { host.language.meter.noteFallback("intent") }
            return try await lane.run(until: request.deadline, clock: host.seconds) { try answer(request, proposal) }
        }
    }

    // MARK: Search

    private func search(_ request: APIRequest, _ proposal: ProposedIntent?) throws -> APIResponse {
        var query = try request.query()
        var question = SearchRequest(
            try query.string("q", longest: 500) ?? "", asker: try request.asker(try query.string("user")),
            at: try query.moment(request.received))
        question.count = try query.integer("count", in: 1...longest) ?? 20
        question.filter = try query.filter()
        question.cursor = try query.cursor()
        question.facets = (try query.list("facets", most: 10) ?? ["genre", "decade"]).map(FacetName.init(rawValue:))
        question.withoutParts = try withoutParts(&query)
        question.proposal = proposal
        question.isUnfinished = try query.bool("typing") ?? true
        try query.finish()
        let answer = try host.service.search(question)
        return APIResponse.object(capacity: 1_024 + 220 * answer.list.items.count) { json in
            host.answers.head(answer.list.head, into: &json)
            host.answers.items("items", answer.list.items, answer.list.snapshot, into: &json)
            json.array("matches", answer.matches) { json, matches in
                json.array { json in for match in matches { write(match, into: &json) } }
            }
            json.field("total", answer.total)
            json.object("facets") { json in for counts in answer.facets { write(counts, into: &json) } }
            if let understood = answer.understood { json.object("intent") { IntentAnswers.write(understood, into: &$0) } }
            if let next = answer.list.next { json.field("next_cursor", next) }
        }
    }

    /// Keys of parts that the asker does not mean; a bar between them, for names have commas.
    private func withoutParts(_ query: inout QueryReader) throws(Problem) -> [String] {
        let keys = try query.string("intent_without", longest: 2_000)?.split(separator: "|").map(String.init) ?? []
        guard keys.count <= 50 else { throw .parameter("intent_without", "names more than 50 parts") }
        return keys
    }

    private func intent(_ request: APIRequest, _ proposal: ProposedIntent?) throws -> APIResponse {
        var query = try request.query()
        let text = try query.string("q", longest: 1_000) ?? ""
        let moment = try query.moment(request.received)
        let keys = try withoutParts(&query)
        let isTyping = try query.bool("typing") ?? true
        try query.finish()
        let understood = try host.service.understand(text, without: keys, proposal: proposal, at: moment, isUnfinished: isTyping)
        return APIResponse.object { IntentAnswers.write(understood, into: &$0) }
    }

    private func write(_ match: SearchMatch, into json: inout JSONWriter) {
        json.object { json in
            json.field("field", match.field)
            if let value = match.value { json.field("value", value) }
        }
    }

    private func write(_ counts: FacetCounts, into json: inout JSONWriter) {
        json.key(text: counts.facet.rawValue)
        json.array { json in
            for value in counts.values {
                json.object { json in
                    json.field("value", value.value)
                    json.field("count", value.count)
                }
            }
        }
    }

    private func suggest(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let text = try query.string("q", longest: 500) ?? ""
        let moment = try query.moment(request.received)
        let count = try query.integer("count", in: 1...50) ?? 8
        try query.finish()
        let answer = try host.service.suggest(text, at: moment, count: count)
        let fragments = host.answers.fragments(answer.snapshot)
        return APIResponse.object { json in
            json.array("items", answer.titles) { json, title in json.object { $0.raw(fragments[title]) } }
            json.array("people", answer.people) { json, person in
                json.object { json in
                    json.field("name", person.name)
                    json.field("titles", person.titles)
                }
            }
            json.field("genres", answer.genres)
            json.array("suggestions", answer.ordered) { json, suggestion in
                json.object { write(suggestion, answer.snapshot, into: &$0) }
            }
        }
    }

    private func write(_ suggestion: SearchSuggestions.Suggestion, _ snapshot: ServingSnapshot, into json: inout JSONWriter) {
        switch suggestion {
        case .title(let index):
            let title = snapshot.titles[index]
            json.field("kind", "title")
            json.field("text", title.title)
            json.field("id", title.id.rawValue)
            if let year = title.year { json.field("year", year) }
        case .person(let person):
            json.field("kind", "person")
            json.field("text", person.name)
            json.field("titles", person.titles)
        case .genre(let name):
            json.field("kind", "genre")
            json.field("text", name)
        }
    }

    // MARK: Likeness

    private func similar(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let asker = try request.asker(try query.string("user"))
        let question = try similar(&query, request, [request.item()], asker)
        return host.answers.list(try host.service.similar(question))
    }

    private func similarToMany(_ request: APIRequest) throws -> APIResponse {
        var body = try request.object()
        let seeds = try body.required("items", try body.strings("items", most: 100)).map { ItemID($0) }
        let asker = try body.asker(request)
        try body.finish()
        var query = try request.query()
        return host.answers.list(try host.service.similar(try similar(&query, request, seeds, asker)))
    }

    private func similar(_ query: inout QueryReader, _ request: APIRequest, _ seeds: [ItemID], _ asker: Asker?) throws -> SimilarRequest {
        var question = SimilarRequest(seeds, asker: asker, at: try query.moment(request.received))
        question.count = try query.integer("count", in: 1...longest) ?? 20
        question.filter = try query.filter()
        question.includesSeen = try query.bool("include_seen") ?? false
        try query.finish()
        return question
    }

    // MARK: Ranking

    private func rank(_ request: APIRequest) throws -> APIResponse {
        var body = try request.object()
        let entries = try body.required("items", try body.array("items", most: 5_000))
        var question = RankRequest(
            try body.asker(request) ?? .session([]), at: Moment(time: request.received), try entries.enumerated().map { try entry($1, $0) })
        question.ownWeight = Float(try body.number("weight", in: 0...1) ?? 0)
        try body.finish()
        var query = try request.query()
        question.moment = try query.moment(request.received)
        question.filter = try query.filter()
        question.count = try query.integer("count", in: 1...5_000)
        try query.finish()
        let answer = try host.service.rank(question)
        return APIResponse.object(capacity: 512 + 160 * answer.list.items.count) { json in
            host.answers.head(answer.list.head, into: &json)
            host.answers.items("items", answer.list.items, answer.list.snapshot, into: &json)
            json.field("unknown", answer.unknown.map(\.rawValue))
            json.field("removed", answer.removed.map(\.rawValue))
        }
    }

    private func entry(_ value: JSONValue, _ place: Int) throws(Problem) -> RankRequest.Entry {
        if let id = value.string {
            guard JSONFields.isIdentifier(id) else { throw .field("/items/\(place)", "is no id of a title") }
            return RankRequest.Entry(ItemID(id))
        }
        var fields = try JSONFields(value, pointer: "/items/\(place)")
        let id = try fields.required("id", try fields.identifier("id"))
        let score = try fields.number("score", in: -1e30...1e30).map { Float($0) }
        try fields.finish()
        return RankRequest.Entry(ItemID(id), score: score)
    }
}

extension QueryReader {
    /// A condition of the language of docs/rules.md; what is wrong with it the service says.
    mutating func filter() throws(Problem) -> String? { try string("filter", longest: 4_096) }
}
