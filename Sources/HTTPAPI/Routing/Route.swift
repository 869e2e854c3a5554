import HTTPTypes
import Hummingbird

/// What a key must be allowed to do.
public enum Scope: String, Sendable, Codable, CaseIterable {
    case read, events, catalogue, admin
}

/// Who may call a route.
public enum RouteScope: Sendable, Hashable {
    /// Anybody, without a key: health, the documents, the console's files.
    case open
    /// A key with this scope, or with `admin`.
    case key(Scope)

    public static let read = RouteScope.key(.read)
    public static let events = RouteScope.key(.events)
    public static let catalogue = RouteScope.key(.catalogue)
    public static let admin = RouteScope.key(.admin)
}

/// What a signed user token, such as a browser holds, may do with a route.
public enum UserAccess: Sendable, Hashable {
    case none
    /// Only where the path's `{id}` is the token's own user, or `me`.
    case own
    /// Reads that are about nobody: titles, search.
    case any
}

/// Who waits for the answer; what is worth less gives way first.
public enum Lane: Int, Sendable, CaseIterable {
    /// A person looks at a screen.
    case pages
    /// Somebody's product tells us what happened; it may be told to try again.
    case events
    /// Operators and batches.
    case batch
}

/// One route of the interface: the router, the authorization matrix, the metric labels and the check against the OpenAPI document
/// are all made from these values.
public struct Route: Sendable {
    /// Computes and may block; runs on a thread of the route's lane, never on an event loop.
    public typealias Work = @Sendable (APIRequest) throws -> APIResponse
    /// Suspends instead of blocking; for bodies that are read as they come.
    public typealias Flow = @Sendable (APIRequest) async throws -> APIResponse

    public enum Handler: Sendable {
        /// The body has been read whole before.
        case work(Work)
        /// The body is read by the handler, from `APIRequest.stream`.
        case flow(Flow)
    }

    public let method: HTTPRequest.Method
    /// Such as `/v1/users/{id}/home`; `/**` at the end stands for the rest of the path.
    public let path: String
    public let operation: String
    public let scope: RouteScope
    public let users: UserAccess
    public let lane: Lane
    /// Longest body in bytes; 0 = none may be sent.
    public let bodyLimit: Int
    /// Whether it belongs into the audit log; what changes something and needs `catalogue` or `admin` does, where nothing else is said.
    public let isAudited: Bool
    /// Whether there is an operation of that name in the OpenAPI document; only files are not.
    public let isDocumented: Bool
    public let handler: Handler

    /// What a body has room for where nothing else is said.
    public static let usualBodyLimit = 1 << 20

    public init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, _ scope: RouteScope, users: UserAccess = .none,
        lane: Lane = .pages, bodyLimit: Int? = nil, isAudited: Bool? = nil, isDocumented: Bool = true, handler: Handler
    ) {
        self.method = method
        self.path = path
        self.operation = operation
        self.scope = scope
        self.users = users
        self.lane = lane
        self.bodyLimit = bodyLimit ?? (method == .get || method == .delete ? 0 : Route.usualBodyLimit)
        let changesSomething = method != .get && (scope == .admin || scope == .catalogue)
        self.isAudited = isAudited ?? changesSomething
        self.isDocumented = isDocumented
        self.handler = handler
    }

    /// A route whose handler computes; see `Handler.work`.
    public init(
        _ method: HTTPRequest.Method, _ path: String, _ operation: String, _ scope: RouteScope, users: UserAccess = .none,
        lane: Lane = .pages, bodyLimit: Int? = nil, isAudited: Bool? = nil, isDocumented: Bool = true, work: @escaping Work
    ) {
        self.init(
            method, path, operation, scope, users: users, lane: lane, bodyLimit: bodyLimit, isAudited: isAudited,
            isDocumented: isDocumented, handler: .work(work))
    }

    var segments: [Substring] { path.dropFirst().split(separator: "/", omittingEmptySubsequences: false) }
    /// Such as `GET /v1/users/{id}/home`.
    package var label: String { "\(method.rawValue) \(path)" }
}
