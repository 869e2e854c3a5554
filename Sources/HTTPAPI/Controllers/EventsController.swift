import Datasets
import HTTPTypes
import NIOCore
import Serving
import Storage

/// What people did: told by products, read by operators.
struct EventsController {
    let host: APIHost

    private static let longestEvent = 16_384
    private static let longestBatch = 32 << 20

    var routes: [Route] {
        [
            Route(
                .post, "/v1/events", "addEvent", .events, users: .any, lane: .events, bodyLimit: EventsController.longestEvent,
                handler: .flow { request in try await add(request) }),
            Route(
                .post, "/v1/events/bulk", "addEvents", .events, lane: .events, bodyLimit: EventsController.longestBatch,
                handler: .flow { request in try await addMany(request) }),
            Route(.get, "/v1/users/{id}/events", "listUserEvents", .read, users: .own, lane: .batch) { request in try list(request) },
            Route(.get, "/v1/events/recent", "listRecentEvents", .read, lane: .batch) { request in try recent(request) },
        ]
    }

    private func add(_ request: APIRequest) async throws -> APIResponse {
        let event = try host.event(try await EventsController.body(of: request).readableBytesView, by: request.principal)
        let receipt = try await host.take(event)
        return .object(status: receipt == .accepted ? .created : .ok) { json in
            json.field("result", receipt.name)
            if let id = event.event.id { json.field("id", id) }
        }
    }

    private static func body(of request: APIRequest) async throws -> ByteBuffer {
        var body = ByteBuffer()
        for try await piece in request.stream { body.writeImmutableBuffer(piece) }
        return body
    }

    /// A line of results for each line of events, in their order.
    private func addMany(_ request: APIRequest) async throws -> APIResponse {
        var bulk = EventBulk(host)
        var splitter = LineSplitter(longest: EventsController.longestEvent)
        for try await piece in request.stream {
            for line in try splitter.lines(of: piece) { try await bulk.take(line) }
        }
        if let line = try splitter.last() { try await bulk.take(line) }
        guard splitter.hasRead else { throw Problem.invalid("the body is empty; lines of JSON were expected") }
        try await bulk.commit()
        return APIResponse(headers: [.contentType: "application/x-ndjson"], body: .bytes(bulk.results.bytes))
    }

    private func list(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...500) ?? 100
        let skipped = try query.integer("cursor", in: 0...1 << 40) ?? 0
        try query.finish()
        let found = try host.service.events(of: request.user(), skipping: skipped, limit: count)
        let titles = try? host.service.host.current().titles
        return .object(capacity: 256 * found.events.count + 64) { json in
            json.array("events", found.events) { json, event in
                json.object { write(event, titles, user: request.name(of: event.user), into: &$0) }
            }
            json.field("total", found.total)
            if skipped + found.events.count < found.total, !found.events.isEmpty {
                json.field("next_cursor", "\(skipped + found.events.count)")
            }
        }
    }

    /// Whose they are is said to operators alone.
    private func recent(_ request: APIRequest) throws -> APIResponse {
        var query = try request.query()
        let count = try query.integer("count", in: 1...1000) ?? 100
        let after = try query.integer("after", in: 0...1 << 50) ?? 0
        try query.finish()
        var showsUser = false
        if case .key(_, let scopes) = request.principal { showsUser = scopes.contains(.admin) }
        let titles = try? host.service.host.current().titles
        let statistics = host.service.intake.statistics
        return .object(capacity: 256 * count) { json in
            json.array("events", host.service.recentEvents.latest(after: after, limit: count)) { json, entry in
                json.object { json in
                    json.field("number", entry.number)
                    json.field("received", entry.received)
                    json.field("result", entry.receipt.name)
                    write(entry.event, titles, user: showsUser ? entry.event.user.rawValue : nil, into: &json)
                }
            }
            json.field("accepted", statistics.accepted)
            json.field("waiting", statistics.waiting)
        }
    }

    private func write(_ event: RawEvent, _ titles: TitleTable?, user: String?, into json: inout JSONWriter) {
        if let user {
            json.field("user", user)
            if let id = event.id { json.field("id", id) }
        }
        if let item = event.item {
            json.field("item", item.rawValue)
            if let titles, let index = titles.catalog.index(of: item) { json.field("title", titles[index].title) }
        }
        json.field("kind", event.kind.apiName)
        if let time = event.time { json.field("time", time) }
        if let rating = event.rating { json.field("rating", rating) }
        if let duration = event.duration { json.field("duration", duration) }
        if let completion = event.completion { json.field("completion", completion) }
        if event.episode > 0 { json.field("episode", Int(event.episode)) }
        if let device = event.device { json.field("device", device) }
        if let locale = event.locale { json.field("locale", locale) }
        if let surface = event.surface { json.field("surface", surface) }
    }
}

extension APIHost {
    /// Reads one event as somebody told it; a user token tells of its own user alone.
    ///
    /// - Throws: `Problem` naming the field that is wrong.
    func event(_ bytes: some Sequence<UInt8>, by principal: Principal) throws -> IncomingEvent {
        var own: UserID?
        if case .user(let user, _) = principal { own = user }
        do { return naming.inside(try service.eventDecoder(for: own).event(bytes)) } catch ServingError.invalid(let field, let reason) {
            throw Problem.field(field == "event" ? "" : "/" + field, "is wrong: " + reason)
        }
    }

    /// Stores one event.
    ///
    /// - Returns: `accepted` or `duplicate`; whatever else became of it is thrown.
    func take(_ event: IncomingEvent) async throws -> EventReceipt {
        let receipt = try await service.take([event])[0]
        switch receipt {
        case .accepted, .duplicate: return receipt
        case .conflict: throw Problem(.conflict, detail: "another event has this id; nothing was stored")
        case .refused: throw Problem(.notPermitted, detail: "the user was erased; nothing was stored")
        case .invalid(let field, let reason): throw Problem.field("/" + field, reason)
        }
    }
}

/// Lines of events on their way, some hundred at a time.
private struct EventBulk {
    private let host: APIHost
    private let decoder: EventDecoder
    private var waiting: [(line: Int, event: Result<IncomingEvent, ServingError>)] = []
    private(set) var results = JSONWriter()
    private var hasStored = false

    private static let atOnce = 256

    init(_ host: APIHost) {
        self.host = host
        decoder = host.service.eventDecoder()
    }

    mutating func take(_ line: (number: Int, bytes: [UInt8])) async throws {
        let event = Result { () throws(ServingError) in host.naming.inside(try decoder.event(line.bytes)) }
        waiting.append((line.number, event))
        if waiting.count >= EventBulk.atOnce { try await commit() }
    }

    /// - Throws: what the first group meets; later ones say it line by line, since what was stored before is to be acknowledged.
    mutating func commit() async throws {
        let lines = waiting
        waiting.removeAll(keepingCapacity: true)
        let events = lines.compactMap { try? $0.event.get() }
        var receipts: [EventReceipt] = []
        var failure: Problem?
        do { receipts = try await host.service.take(events) } catch {
            guard hasStored else { throw error }
            failure = Problem(error)
        }
        hasStored = hasStored || failure == nil
        var next = 0
        for (line, event) in lines {
            switch event {
            case .failure(let error): write(line, id: nil, invalid: error)
            case .success(let event):
                write(line, id: event.event.id, failure == nil ? receipts[next] : nil, failure)
                next += 1
            }
        }
    }

    private mutating func write(_ line: Int, id: String?, _ receipt: EventReceipt?, _ failure: Problem?) {
        results.object { json in
            json.field("line", line)
            if let id { json.field("id", id) }
            json.field("result", receipt?.name ?? "failed")
            if let failure { json.field("detail", failure.detail) }
        }
        results.endLine()
    }

    private mutating func write(_ line: Int, id: String?, invalid error: ServingError) {
        results.object { json in
            json.field("line", line)
            json.field("result", "invalid")
            if case .invalid(let field, let reason) = error {
                json.field("field", field)
                json.field("detail", reason)
            }
        }
        results.endLine()
    }
}

extension UserNaming {
    func inside(_ event: IncomingEvent) -> IncomingEvent {
        guard isHashing else { return event }
        var event = event
        event.event.user = inside(event.event.user)
        return event
    }
}
