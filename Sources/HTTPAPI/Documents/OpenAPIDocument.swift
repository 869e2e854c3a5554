import HTTPTypes
import NIOCore

/// The OpenAPI document: put together from its parts, and completed from the table of routes.
///
/// What follows from the table is not written by hand: who may call, and the answer `default`, which is a problem.
public struct OpenAPIDocument: Sendable {
    public let value: JSONValue
    let file: ServedFile

    /// - Throws: `RouteTableError.undocumented` naming every route without an operation, and every operation without a route;
    ///   `JSONSyntaxError` or `Problem` for a part that is damaged.
    public init(_ table: RouteTable) throws {
        try self.init(parts: ServedFile.openAPI.map { Array(buffer: $0.bytes) }, table)
    }

    init(parts: [[UInt8]], _ table: RouteTable) throws {
        var document = JSONValue.object([])
        for part in parts {
            let limits = JSONReader.Limits(depth: 64, elements: 100_000, string: 1 << 20)
            document = OpenAPIDocument.merged(document, try JSONReader.read(bytes: part, limits: limits))
        }
        let problems = OpenAPIDocument.differences(document, table)
        guard problems.isEmpty else { throw RouteTableError.undocumented(problems) }
        value = OpenAPIDocument.completed(document, table)
        var json = JSONWriter(capacity: 1 << 16)
        json.value(value)
        file = ServedFile(name: "openapi.json", bytes: json.bytes)
    }

    /// Objects are united key by key; of two other values the first stays.
    private static func merged(_ a: JSONValue, _ b: JSONValue) -> JSONValue {
        guard case .object(var members) = a, case .object(let others) = b else { return a }
        for other in others {
            if let position = members.firstIndex(where: { $0.name == other.name }) {
                members[position].value = merged(members[position].value, other.value)
            } else {
                members.append(other)
            }
        }
        return .object(members)
    }

    private static func differences(_ document: JSONValue, _ table: RouteTable) -> [String] {
        var operations: Set<String> = []
        for path in document["paths"]?.object ?? [] {
            for method in path.value.object ?? [] {
                operations.insert("\(method.name.uppercased()) \(path.name) \(method.value["operationId"]?.string ?? "?")")
            }
        }
        let routes = Set(table.routes.filter(\.isDocumented).map { "\($0.label) \($0.operation)" })
        let missing = routes.subtracting(operations).map { "without an operation: \($0)" }
        return (missing + operations.subtracting(routes).map { "without a route: \($0)" }).sorted()
    }

    private static func completed(_ document: JSONValue, _ table: RouteTable) -> JSONValue {
        var document = document
        for route in table.routes where route.isDocumented {
            document.change(["paths", route.path, route.method.rawValue.lowercased()]) { complete(&$0, route) }
        }
        return document
    }

    private static func complete(_ operation: inout JSONValue, _ route: Route) {
        if case .key(let scope) = route.scope {
            operation.set("security", .array([.object([.init("key", .array([]))])]))
            operation.set("x-scope", .string(scope.rawValue))
            let access =
                switch route.users {
                case .none: "none"
                case .own: "own"
                case .any: "any"
                }
            operation.set("x-user-tokens", .string(access))
        } else {
            operation.set("security", .array([]))
        }
        let problem = JSONValue.object([.init("$ref", .string("#/components/responses/Problem"))])
        operation.change(["responses"]) { responses in
            if responses["default"] == nil { responses.set("default", problem) }
        }
    }
}

extension JSONValue {
    /// Changes what lies at a path of keys; nothing happens where there is none.
    mutating func change(_ path: [String], _ body: (inout JSONValue) -> Void) {
        guard let first = path.first else { return body(&self) }
        guard case .object(var members) = self, let position = members.firstIndex(where: { $0.name == first }) else { return }
        members[position].value.change(Array(path.dropFirst()), body)
        self = .object(members)
    }

    mutating func set(_ name: String, _ value: JSONValue) {
        guard case .object(var members) = self else { return }
        if let position = members.firstIndex(where: { $0.name == name }) {
            members[position].value = value
        } else {
            members.append(Member(name, value))
        }
        self = .object(members)
    }
}
