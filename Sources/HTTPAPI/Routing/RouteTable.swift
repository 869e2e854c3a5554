import HTTPTypes

/// All routes, found by method and path.
///
/// Literal segments go before parameters, parameters before the rest of a path.
public struct RouteTable: Sendable {
    public let routes: [Route]
    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        /// Routes that end here, by method.
        var ends: [String: Int] = [:]
    }
    private var nodes = [Node()]

    /// What was found.
    enum Match {
        /// Position of the route, and values of its parameters in order.
        case route(Int, [String])
        /// The path exists, for other methods.
        case otherMethods([String])
        case nothing
    }

    /// - Throws: `RouteTableError` naming two routes that are one, or a template that is none.
    public init(_ routes: [Route]) throws(RouteTableError) {
        self.routes = routes
        var operations: Set<String> = []
        for (position, route) in routes.enumerated() {
            guard operations.insert(route.operation).inserted else { throw .twice(route.operation) }
            guard route.path.utf8.first == UInt8(ascii: "/") else { throw .template(route.path) }
            if route.users == .own, !route.path.contains("{id}") { throw .template(route.path) }
            try insert(route, position)
        }
    }

    private mutating func insert(_ route: Route, _ position: Int) throws(RouteTableError) {
        var node = 0
        let segments = route.segments
        for (depth, segment) in segments.enumerated() {
            if segment == "**" {
                guard depth == segments.count - 1 else { throw .template(route.path) }
                node = child(nodes[node].rest) { nodes, new in nodes[node].rest = new }
            } else if segment.first == "{" {
                guard segment.last == "}", segment.count > 2 else { throw .template(route.path) }
                node = child(nodes[node].parameter) { nodes, new in nodes[node].parameter = new }
            } else {
                node = child(nodes[node].literals[String(segment)]) { nodes, new in nodes[node].literals[String(segment)] = new }
            }
        }
        guard nodes[node].ends.updateValue(position, forKey: route.method.rawValue) == nil else { throw .twice(route.label) }
    }

    private mutating func child(_ existing: Int?, _ link: (inout [Node], Int) -> Void) -> Int {
        if let existing { return existing }
        nodes.append(Node())
        link(&nodes, nodes.count - 1)
        return nodes.count - 1
    }

    /// - Parameter segments: decoded parts of the path between its slashes.
    func match(_ method: HTTPRequest.Method, _ segments: [String]) -> Match {
        var values: [String] = []
        guard let node = end(0, segments[...], &values) else { return .nothing }
        // Whoever may GET may ask for the head alone.
        if let route = nodes[node].ends[method.rawValue] ?? (method == .head ? nodes[node].ends["GET"] : nil) {
            return .route(route, values)
        }
        return .otherMethods(nodes[node].ends.keys.sorted())
    }

    /// Depth first, so that `/v1/items/bulk` and `/v1/items/{id}/similar` may stand beside each other.
    private func end(_ node: Int, _ segments: ArraySlice<String>, _ values: inout [String]) -> Int? {
        guard let first = segments.first else { return nodes[node].ends.isEmpty ? nil : node }
        if let next = nodes[node].literals[first], let found = end(next, segments.dropFirst(), &values) { return found }
        if let next = nodes[node].parameter, !first.isEmpty {
            values.append(first)
            if let found = end(next, segments.dropFirst(), &values) { return found }
            values.removeLast()
        }
        if let next = nodes[node].rest {
            values.append(segments.joined(separator: "/"))
            return next
        }
        return nil
    }
}

/// What a programmer did wrong in the table; said at start, not at the first request.
public enum RouteTableError: Error, Sendable, Equatable {
    case twice(String)
    case template(String)
    /// A route without an operation in the OpenAPI document, or an operation without a route.
    case undocumented([String])
}
