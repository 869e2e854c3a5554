import Datasets
import Serving

/// Who calls a tool, and when.
public struct ToolCaller: Sendable {
    public var principal: Principal
    /// Wall clock when the call came in.
    public var received: Timestamp
    /// Seconds of the server's clock after which nobody waits for the answer any more.
    public var deadline: Double
    public init(_ principal: Principal, received: Timestamp, deadline: Double) {
        (self.principal, self.received, self.deadline) = (principal, received, deadline)
    }
}

/// One call under way: who may see whom is decided here, by the rule of the route that the tool stands for.
struct ToolCall: Sendable {
    let host: APIHost
    let caller: ToolCaller
    /// Of the HTTP interface, by their operations.
    let routes: [String: Route]

    /// Lets the caller pass where the route would.
    ///
    /// - Parameter user: whom it is about, as the caller calls them; nil = the caller, or nobody.
    func permit(_ operation: String, about user: String? = nil) throws(Problem) {
        guard let route = routes[operation] else { preconditionFailure("\(operation) is no operation of the interface") }
        let values = route.segments.filter { $0.first == "{" }.map { $0 == "{id}" ? user ?? "me" : "" }
        try Authorization.check(route, caller.principal, values)
    }

    /// As the interface says it of somebody else's user token.
    private static var noSuchUser: Problem { .notFound("there is no such user") }

    /// Whom `user` means, as the caller calls them.
    ///
    /// - Throws: `Problem`: the same for somebody else's token whether that user exists or not.
    func called(_ user: String?, _ operation: String) throws(Problem) -> UserID {
        try permit(operation, about: user)
        if case .user(let own, _) = caller.principal {
            guard user == nil || user == "me" || user == own.rawValue else { throw ToolCall.noSuchUser }
            return own
        }
        guard let user, user != "me" else { throw .field("/user", "is missing: say whom it is about") }
        return UserID(user)
    }

    /// The same where nobody need be named: nil is a stranger.
    func asker(_ user: String?) throws(Problem) -> Asker? {
        if case .user(let own, _) = caller.principal {
            guard user == nil || user == "me" || user == own.rawValue else { throw ToolCall.noSuchUser }
            return .user(host.naming.inside(own))
        }
        guard let user, user != "me" else { return nil }
        return .user(host.naming.inside(UserID(user)))
    }

    /// Runs what computes or waits for the disk on a thread that is meant for it, and names people as the caller does.
    func work<Value: Sendable>(_ called: UserID? = nil, _ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try Task.checkCancellation()
        return try await host.lanes[Lane.pages.rawValue].run(until: caller.deadline, clock: host.seconds) {
            do { return try body() } catch ServingError.unknownUser(let inside) {
                throw ServingError.unknownUser(called?.rawValue ?? inside)
            }
        }
    }
}
