import Datasets
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Serving

/// Answers requests: finds the route, checks who asks, waits for a place, runs the handler, writes what it says.
final class APIResponder: Sendable {
    let host: APIHost
    let table: RouteTable
    let figures: RequestFigures
    private let headers: SecurityHeaders
    let cors: CORS
    private let date = HTTPDate()
    private let limits: (keys: RateLimiter, users: RateLimiter, addresses: RateLimiter)

    init(_ host: APIHost, _ table: RouteTable) {
        self.host = host
        self.table = table
        figures = RequestFigures(routeCount: table.routes.count, seconds: host.seconds)
        headers = SecurityHeaders(host.options)
        cors = CORS(origins: Set(host.options.allowedOrigins))
        limits = (
            RateLimiter(host.options.keyRate, seconds: host.seconds), RateLimiter(host.options.userRate, seconds: host.seconds),
            RateLimiter(host.options.addressRate, seconds: host.seconds)
        )
        host.attach(table, figures)
    }

    /// A connection that shall end after an answer that was given.
    struct ConnectionEnds: Error {}

    func respond(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        figures.open()
        var visit = Visit(request.head, begun: host.seconds(), random: host.random)
        var response: APIResponse
        do { response = try await answer(&visit, request, channel) } catch { response = refusal(error, visit) }
        complete(&response, visit, request.headers)
        // What the client still sends would be read as the next request.
        let ends = response.status.code == 413 || response.status.code == 408
        if ends { response.headers[.connection] = "close" }
        do {
            try await write(response, isHead: request.method == .head, writer)
        } catch {
            note(visit, status: 499)
            throw error
        }
        note(visit, status: response.status.code)
        if ends { throw ConnectionEnds() }
    }

    func complete(_ response: inout APIResponse, _ visit: Visit, _ fields: HTTPFields) {
        headers.complete(&response, id: visit.id, date: date.text(host.now()))
        cors.complete(&response, fields)
    }

    private func answer(_ visit: inout Visit, _ request: Request, _ channel: any Channel) async throws -> APIResponse {
        if let preflight = cors.preflight(request.head) { return preflight }
        let (position, values) = try find(visit, request.method)
        visit.route = position
        let route = table.routes[position]
        let principal = try principal(request, visit, channel)
        visit.principal = principal
        try Authorization.check(route, principal, values)
        guard request.head.declaredLength ?? 0 <= route.bodyLimit else { throw Problem.tooLarge(route.bodyLimit) }
        let lane = host.lanes[route.lane.rawValue]
        guard lane.enter() else { throw lane.refusal }
        defer { lane.leave() }
        return try await handle(visit, request, route, values, lane)
    }

    private func handle(
        _ visit: Visit, _ request: Request, _ route: Route, _ values: [String], _ lane: WorkLane
    ) async throws -> APIResponse {
        let deadline = visit.begun + (Headers.timeout(request.headers) ?? host.options.deadline(route.lane))
        var made = APIRequest(
            route: route, values: values, queryText: visit.query, headers: request.headers, principal: visit.principal, id: visit.id,
            received: host.now(), deadline: deadline, naming: host.naming, body: ByteBuffer(),
            stream: BodyStream(body: request.body, limit: route.bodyLimit))
        switch route.handler {
        case .flow(let flow):
            let response: APIResponse
            do { response = try await flow(made) } catch { throw made.named(error) }
            if route.isAudited { try await lane.run(until: .infinity, clock: host.seconds) { [made] in self.audit(made, response) } }
            return response
        case .work(let work):
            made.body = try await body(request, limit: route.bodyLimit, until: visit.begun + host.options.requestTimeout)
            return try await lane.run(until: deadline, clock: host.seconds) { [made] in
                let response: APIResponse
                do { response = try work(made) } catch { throw made.named(error) }
                if route.isAudited { self.audit(made, response) }
                return response
            }
        }
    }

    func find(_ visit: Visit, _ method: HTTPRequest.Method) throws(Problem) -> (Int, [String]) {
        guard let segments = RequestPath.segments(visit.path) else { throw .invalid("the path cannot be decoded") }
        switch table.match(method, segments) {
        case .route(let position, let values): return (position, values)
        case .otherMethods(let methods):
            throw Problem(.methodNotAllowed, detail: "the address has \(methods.joined(separator: ", "))", allowed: methods)
        case .nothing: throw .notFound("there is nothing at this address; see /docs")
        }
    }

    // MARK: Who asks, and how often

    /// Whoever has no valid key is counted by address; what a proxy says of addresses can be forged and is not read.
    private func principal(_ request: Request, _ visit: Visit, _ channel: any Channel) throws(Problem) -> Principal {
        let principal: Principal
        do { principal = try host.keys.principal(of: request.headers, query: visit.query) } catch {
            try limit(limits.addresses, channel.remoteAddress?.ipAddress ?? "", cost: 10)
            throw error
        }
        switch principal {
        case .anonymous: try limit(limits.addresses, channel.remoteAddress?.ipAddress ?? "")
        case .key(let id, _): try limit(limits.keys, id)
        case .user(let user, _): try limit(limits.users, user.rawValue)
        }
        return principal
    }

    private func limit(_ limiter: RateLimiter, _ name: String, cost: Double = 1) throws(Problem) {
        guard let wait = limiter.take(name, cost: cost) else { return }
        throw Problem(.rateLimited, detail: "too many requests; there is more in \(wait) seconds", retryAfter: wait)
    }

    /// The whole body, or as much of it as proves that it is too long.
    private func body(_ request: Request, limit: Int, until: Double) async throws -> ByteBuffer {
        var whole = ByteBuffer()
        for try await part in request.body {
            guard whole.readableBytes + part.readableBytes <= limit else { throw Problem.tooLarge(limit) }
            guard host.seconds() < until else { throw Problem(.slowRequest, detail: "the body took too long to arrive") }
            if whole.readableBytes == 0 { whole = part } else { whole.writeImmutableBuffer(part) }
        }
        return whole
    }

    // MARK: Afterwards

    private func audit(_ request: APIRequest, _ response: APIResponse) {
        // Whom it was about is said under a pseudonym.
        let aboutPeople = request.route.path.hasPrefix("/v1/users/")
        let target = request.values.map { aboutPeople ? host.keys.secret.pseudonym($0) : $0 }.joined(separator: " ")
        do {
            try host.audit.note(
                principal: request.principal.name, action: request.route.operation, target: target, status: response.status.code,
                request: request.id)
        } catch {
            host.logger.error("what was done could not be written to the audit log", metadata: ["request": "\(request.id)"])
        }
    }

    func refusal(_ error: any Error, _ visit: Visit) -> APIResponse {
        let problem = Problem(error)
        if problem.kind == .internalError {
            host.logger.error("request failed", metadata: ["request": "\(visit.id)", "error": "\(type(of: error))"])
            host.logger.debug("request failed", metadata: ["request": "\(visit.id)", "error": "\(error)"])
        }
        return APIResponse(problem, instance: String(visit.path.prefix(256)), request: visit.id)
    }

    func note(_ visit: Visit, status: Int) {
        let duration = host.seconds() - visit.begun
        figures.note(visit.route, status: status, seconds: duration)
        guard host.options.logsRequests || status >= 500, host.logger.logLevel <= .info else { return }
        var metadata: Logger.Metadata = [
            "request": "\(visit.id)", "route": "\(visit.route.map { table.routes[$0].label } ?? "none")", "status": "\(status)",
            "ms": "\(AnswerWriter.milliseconds(duration))", "principal": "\(visit.principal.name)",
        ]
        if case .user(let user, _) = visit.principal { metadata["user"] = "\(host.keys.secret.pseudonym(user.rawValue))" }
        host.logger.info("request", metadata: metadata)
    }
}

extension ServerOptions {
    /// Operators wait longer than people before a screen.
    func deadline(_ lane: Lane) -> Double { lane == .batch ? max(deadline, 60) : lane == .events ? max(deadline, 10) : deadline }
}

/// What is known of a request before anything is decided, and what is found out about it.
struct Visit: Sendable {
    let path: Substring
    /// Behind the question mark.
    let query: Substring
    let id: String
    let begun: Double
    var route: Int?
    var principal = Principal.anonymous

    init(_ head: HTTPRequest, begun: Double, random: () -> UInt64) {
        let whole = (head.path ?? "/")[...]
        let mark = whole.utf8.firstIndex(of: UInt8(ascii: "?")) ?? whole.endIndex
        path = whole[..<mark]
        query = mark == whole.endIndex ? "" : whole[whole.index(after: mark)...]
        id = Headers.requestID(head.headerFields) ?? Headers.hexadecimal(random()) + Headers.hexadecimal(random())
        self.begun = begun
    }
}

extension HTTPRequest {
    var declaredLength: Int? { headerFields[.contentLength].flatMap { Int($0) } }
}
