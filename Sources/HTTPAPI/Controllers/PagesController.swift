import Datasets
import HTTPTypes
import Serving

/// Home pages: of a person, of a session whose history comes along, and of an operator who asks what would be.
struct PagesController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/users/{id}/home", "getHome", .read, users: .own) { try home($0) },
            Route(.post, "/v1/users/{id}/home", "tryHome", .admin) { try attempt($0) },
            Route(.post, "/v1/session/home", "postSessionHome", .read, users: .any) { try session($0) },
            Route(.get, "/v1/recommendations/{id}", "getRecommendation", .read) { try recommendation($0) },
        ]
    }

    private func home(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let user = Asker.user(try request.user())
        let cursor = try query.cursor()
        var page = PageRequest(user, at: try query.moment(request.received))
        page.moment.intent = try query.intent()
        page.rows = try query.integer("rows", in: 1...host.service.options.pages.mostRows) ?? page.rows
        let count = try query.integer("count", in: 1...host.service.options.pages.longestRow)
        page.count = count ?? page.count
        page.includesSeen = try query.bool("include_seen") ?? false
        page.filter = try query.string("filter", longest: 4096)
        (page.diversity, page.calibration) = try query.strengths()
        try query.finish()
        guard let cursor else { return host.answers.page(try host.service.home(page)) }
        return try more(cursor, user, count)
    }

    /// `as if`: nothing of it is recorded, nothing drawn, nothing continued.
    private func attempt(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        let user = try request.user()
        let asker = try fields.history(at: request.received).map(Asker.session) ?? .user(user)
        var page = PageRequest(asker, at: try fields.moment(request.received))
        try read(&page, &fields)
        try fields.finish()
        page.isShown = false
        return host.answers.page(try host.service.home(page))
    }

    private func session(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        let asker = Asker.session(try fields.history(at: request.received) ?? [])
        let cursor = try fields.cursor()
        var page = PageRequest(asker, at: try fields.moment(request.received))
        let count = try read(&page, &fields)
        try fields.finish()
        guard let cursor else { return host.answers.page(try host.service.home(page)) }
        return try more(cursor, asker, count)
    }

    private func more(_ cursor: String, _ asker: Asker, _ count: Int?) throws -> APIResponse {
        guard cursor.contains(".r") else { return host.answers.page(try host.service.home(after: cursor, asker)) }
        return host.answers.page(try host.service.homeRow(cursor, asker, count: count))
    }

    @discardableResult
    private func read(_ page: inout PageRequest, _ fields: inout JSONFields) throws(Problem) -> Int? {
        page.moment.intent = try fields.intent()
        page.rows = try fields.integer("rows", in: 1...host.service.options.pages.mostRows) ?? page.rows
        let count = try fields.integer("count", in: 1...host.service.options.pages.longestRow)
        page.count = count ?? page.count
        page.includesSeen = try fields.bool("include_seen") ?? false
        page.filter = try fields.string("filter", longest: 4096)
        (page.diversity, page.calibration) = try fields.strengths()
        return count
    }

    // MARK: What was shown

    private func recommendation(_ request: APIRequest) throws -> APIResponse {
        let (owner, record) = try host.service.recommendation(request.path("id"))
        return .object { json in
            json.field("recommendation_id", record.id)
            json.field("user", owner.rawValue)
            json.field("model_version", record.model)
            json.field("time", record.time)
            json.field("surface", record.surface)
            if !record.continues.isEmpty { json.field("continues", record.continues) }
            // As text: JSON readers round numbers of 64 bits.
            json.field("candidates", String(record.candidates, radix: 16))
            json.field("exploration_rate", record.explorationRate)
            json.array("rows", record.rows) { json, row in
                json.object { json in
                    json.field("id", row.id)
                    json.field("title", row.title)
                    json.array("items", row.items) { json, item in json.object { write(item, into: &$0) } }
                }
            }
        }
    }

    private func write(_ item: ImpressionRecord.Shown, into json: inout JSONWriter) {
        json.field("id", item.item.rawValue)
        json.field("score", item.score)
        json.field("source", item.source.rawValue)
        json.field("propensity", item.propensity)
        if let face = item.artwork { json.object("artwork") { write(face, into: &$0) } }
        if let face = item.highlight { json.object("highlight") { write(face, into: &$0) } }
    }

    private func write(_ face: ImpressionRecord.Face, into json: inout JSONWriter) {
        json.field("id", face.id)
        json.field("propensity", face.propensity)
    }
}

extension QueryReader {
    /// `diversity` and `calibration`, from 0 to 10.
    mutating func strengths() throws(Problem) -> (Float?, Float?) {
        (try number("diversity", in: 0...10).map { Float($0) }, try number("calibration", in: 0...10).map { Float($0) })
    }
}

extension JSONFields {
    mutating func strengths() throws(Problem) -> (Float?, Float?) {
        (try number("diversity", in: 0...10).map { Float($0) }, try number("calibration", in: 0...10).map { Float($0) })
    }
}
