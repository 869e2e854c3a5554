import Datasets
import HTTPTypes
import NIOCore
import Serving

/// The catalogue.
struct ItemsController {
    let host: APIHost

    var routes: [Route] {
        [
            Route(.get, "/v1/items", "listItems", .read, users: .any, lane: .batch) { request in try list(request) },
            Route(.get, "/v1/items/{id}", "getItem", .read, users: .any) { request in try get(request) },
            Route(.put, "/v1/items/{id}", "putItem", .catalogue, lane: .batch) { request in try put(request) },
            Route(.patch, "/v1/items/{id}", "patchItem", .catalogue, lane: .batch) { request in try patch(request) },
            Route(.delete, "/v1/items/{id}", "deleteItem", .catalogue, lane: .batch, bodyLimit: 0, isAudited: true) { request in
                try host.service.removeTitle(request.item(), ifMatch: version(request))
                return .noContent
            },
            Route(.post, "/v1/items/{id}/hide", "hideItem", .catalogue, lane: .batch, bodyLimit: 0, isAudited: true) { request in
                try setHidden(true, request)
            },
            Route(.post, "/v1/items/{id}/show", "showItem", .catalogue, lane: .batch, bodyLimit: 0, isAudited: true) { request in
                try setHidden(false, request)
            },
            Route(
                .post, "/v1/items/bulk", "putItems", .catalogue, lane: .batch, bodyLimit: 64 << 20,
                handler: .flow { request in try await putMany(request) }),
        ]
    }

    private func get(_ request: APIRequest) throws -> APIResponse {
        let title = try host.service.title(request.item())
        let tag = "\"\(try title.version())\""
        if request.headers[.ifNoneMatch] == tag { return APIResponse(status: .notModified, headers: [.eTag: tag]) }
        return try answer(title)
    }

    private func answer(_ title: TitleDocument, status: HTTPResponse.Status = .ok) throws -> APIResponse {
        var response = APIResponse.object(status: status) { write(title, into: &$0) }
        response.headers[.eTag] = "\"\(try title.version())\""
        return response
    }

    private func put(_ request: APIRequest) throws -> APIResponse {
        guard JSONFields.isIdentifier(request.path("id")) else { throw Problem.invalid("the id holds control characters") }
        var fields = try request.object()
        try checkID(&fields, request)
        var title = TitleDocument(Item(id: request.item()))
        try TitleReader.apply(&fields, to: &title)
        try host.service.put([title], ifMatch: version(request))
        return try answer(title)
    }

    private func patch(_ request: APIRequest) throws -> APIResponse {
        var fields = try request.object()
        try checkID(&fields, request)
        let changed = try host.service.patch(request.item(), ifMatch: version(request)) { title in
            try TitleReader.apply(&fields, to: &title)
        }
        return try answer(changed)
    }

    /// What was read may be sent back as it came; a title is never renamed in passing.
    private func checkID(_ fields: inout JSONFields, _ request: APIRequest) throws(Problem) {
        guard let id = try fields.string("id"), id != request.path("id") else { return }
        throw Problem(
            .conflict, detail: "/id is another id than the address has",
            faults: [.init(pointer: "/id", detail: "is another id than the address has")])
    }

    private func setHidden(_ isHidden: Bool, _ request: APIRequest) throws -> APIResponse {
        guard request.body.readableBytes == 0 else { throw Problem.tooLarge(0) }
        try host.service.setHidden(isHidden, request.item())
        return .object { json in
            json.field("id", request.path("id"))
            json.field("hidden", isHidden)
        }
    }

    private func list(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...500) ?? 100
        let after = try query.string("cursor")
        guard after?.isEmpty != true else { throw Problem.parameter("cursor", "is empty") }
        try query.finish()
        let found = try host.service.titles(after: after.map { ItemID($0) }, limit: count)
        return .object(capacity: 512 * found.titles.count + 64) { json in
            json.array("items", found.titles) { json, title in json.object { write(title, into: &$0) } }
            json.field("total", found.total)
            if found.titles.count == count, let last = found.titles.last { json.field("next_cursor", last.id.rawValue) }
        }
    }

    /// A line of results for each line of titles; some hundred are one step.
    private func putMany(_ request: APIRequest) async throws -> APIResponse {
        var results = JSONWriter()
        var waiting: [(line: Int, title: Result<TitleDocument, Problem>)] = []
        var splitter = LineSplitter(longest: Route.usualBodyLimit)
        func commit(_ results: inout JSONWriter, _ waiting: inout [(line: Int, title: Result<TitleDocument, Problem>)]) async throws {
            let titles = waiting.compactMap { try? $0.title.get() }
            let service = host.service
            try await host.lanes[Lane.batch.rawValue].run(until: .infinity, clock: host.seconds) { try service.put(titles) }
            for (line, title) in waiting { write(line, title, into: &results) }
            waiting.removeAll(keepingCapacity: true)
        }
        for try await piece in request.stream {
            for line in try splitter.lines(of: piece) {
                waiting.append((line.number, title(line.bytes)))
                if waiting.count >= 500 { try await commit(&results, &waiting) }
            }
        }
        if let line = try splitter.last() { waiting.append((line.number, title(line.bytes))) }
        guard splitter.hasRead else { throw Problem.invalid("the body is empty; lines of JSON were expected") }
        try await commit(&results, &waiting)
        return APIResponse(headers: [.contentType: "application/x-ndjson"], body: .bytes(results.bytes))
    }

    private func title(_ bytes: [UInt8]) -> Result<TitleDocument, Problem> {
        Result { () throws(Problem) in
            let value: JSONValue
            do throws(JSONSyntaxError) { value = try JSONReader.read(bytes: bytes) } catch { throw error.problem }
            var fields = try JSONFields(value, pointer: "")
            var title = TitleDocument(Item(id: ItemID(try fields.required("id", fields.identifier("id")))))
            try TitleReader.apply(&fields, to: &title)
            return title
        }
    }

    private func write(_ line: Int, _ title: Result<TitleDocument, Problem>, into results: inout JSONWriter) {
        results.object { json in
            json.field("line", line)
            switch title {
            case .success(let title):
                json.field("id", title.id.rawValue)
                json.field("result", "stored")
            case .failure(let problem):
                json.field("result", "invalid")
                json.field("detail", problem.detail)
            }
        }
        results.endLine()
    }

    private func version(_ request: APIRequest) -> String? {
        request.headers[.ifMatch].map { $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.count > 1 ? String($0.dropFirst().dropLast()) : $0 }
    }

    private func write(_ title: TitleDocument, into json: inout JSONWriter) {
        let (item, facts) = (title.item, title.facts)
        json.field("id", item.id.rawValue)
        json.field("title", item.title)
        json.field("domain", item.domain.rawValue)
        if let year = item.year { json.field("year", year) }
        if let released = item.released { json.field("released", released) }
        if let text = item.text { json.field("text", text) }
        json.object("facets") { json in
            for (facet, values) in item.facets.sorted(by: { $0.key < $1.key }) {
                json.key(text: facet.rawValue)
                json.array { json in for value in values { json.value(value) } }
            }
        }
        json.object("identifiers") { json in
            for (scheme, value) in item.identifiers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                json.key(text: scheme)
                json.value(value)
            }
        }
        json.field("hidden", facts.isHidden)
        if let maturity = facts.maturity { json.field("maturity", maturity) }
        if let duration = facts.duration { json.field("duration", duration) }
        if let image = facts.image { json.field("image", image) }
        if let count = facts.episodeCount { json.field("episode_count", count) }
        if let creatives = facts.creatives {
            json.array("creatives", creatives) { json, creative in
                json.object { json in
                    json.field("id", creative.id)
                    json.field("kind", creative.kind.rawValue)
                    json.field("address", creative.address)
                    json.array("themes", creative.themes) { json, theme in
                        json.object { json in
                            json.field("facet", theme.facet.rawValue)
                            json.field("value", theme.value)
                        }
                    }
                }
            }
        }
        json.array("availability", facts.availability) { json, licence in
            json.object { json in
                json.field("countries", licence.countries)
                if let from = licence.from { json.field("from", from) }
                if let until = licence.until { json.field("until", until) }
            }
        }
        if let episode = title.episode {
            json.object("series") { json in
                json.field("id", episode.series.rawValue)
                if let season = episode.season { json.field("season", season) }
                json.field("number", Int(episode.number))
            }
        }
    }
}
