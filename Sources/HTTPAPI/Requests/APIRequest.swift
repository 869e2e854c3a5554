import Datasets
import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler knows of a request: everything has been checked but its meaning.
public struct APIRequest: Sendable {
    public let route: Route
    /// Values of the path's parameters, in order of the template.
    let values: [String]
    /// Text behind the question mark, not decoded.
    let queryText: Substring
    public let headers: HTTPFields
    public let principal: Principal
    /// For logs and answers; the caller's own where one was sent.
    public let id: String
    /// Wall clock when it came in.
    public let received: Timestamp
    /// Seconds of the server's clock after which nobody waits for the answer any more.
    public let deadline: Double
    /// What users are called behind the border.
    let naming: UserNaming
    /// Whole body of routes that work; empty otherwise.
    public internal(set) var body: ByteBuffer
    /// Body of routes that flow, as it comes; at most `route.bodyLimit` bytes.
    public let stream: BodyStream

    /// A parameter of the path.
    ///
    /// - Precondition: the route's template has it.
    public func path(_ name: String) -> String {
        var position = 0
        for segment in route.segments where segment.first == "{" {
            if segment.dropFirst().dropLast() == name { return values[position] }
            position += 1
        }
        preconditionFailure("\(route.path) has no {\(name)}")
    }

    /// The rest of the path that `**` stands for.
    public var rest: String { values.last ?? "" }

    public func item() -> ItemID { ItemID(path("id")) }

    /// Parameters behind the question mark; call `finish` after reading those that are known.
    public func query() throws(Problem) -> QueryReader { try QueryReader(queryText) }

    /// The body as one JSON object; call `finish` after reading the fields that are known.
    public func object() throws(Problem) -> JSONFields {
        try checkContentType()
        return try JSONFields(value(), pointer: "")
    }

    /// The body as one JSON value, of a type that says so.
    func json() throws(Problem) -> JSONValue {
        try checkContentType()
        return try value()
    }

    /// The body as any JSON value.
    public func value() throws(Problem) -> JSONValue {
        guard body.readableBytes > 0 else { throw .invalid("the body is empty; a JSON object was expected") }
        do { return try body.withUnsafeReadableBytes { bytes in try JSONReader.read(bytes) } } catch {
            throw (error as? JSONSyntaxError)?.problem ?? .invalid("the body is not JSON")
        }
    }

    private func checkContentType() throws(Problem) {
        guard let type = headers[.contentType] else { return }
        let name = type.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
        guard name == "application/json" || name.hasSuffix("+json") else {
            throw Problem(.unsupportedMediaType, detail: "the body is \(name.prefix(100)); application/json was expected")
        }
    }
}

/// A body that is read as it comes, never more of it than the route allows.
public struct BodyStream: Sendable, AsyncSequence {
    public typealias Element = ByteBuffer
    let body: RequestBody
    let limit: Int

    public struct AsyncIterator: AsyncIteratorProtocol {
        var base: RequestBody.AsyncIterator
        var left: Int
        let limit: Int

        public mutating func next() async throws -> ByteBuffer? {
            guard let buffer = try await base.next() else { return nil }
            left -= buffer.readableBytes
            guard left >= 0 else { throw Problem.tooLarge(limit) }
            return buffer
        }
    }
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(base: body.makeAsyncIterator(), left: limit, limit: limit) }
}

/// Who asks.
public enum Principal: Sendable, Hashable {
    case anonymous
    /// A key, by its public id.
    case key(id: String, scopes: Set<Scope>)
    /// A person's own browser, with a token that a key signed.
    case user(UserID, key: String)

    /// What the audit log calls it; no personal data.
    public var name: String {
        switch self {
        case .anonymous: "anonymous"
        case .key(let id, _): "key:\(id)"
        case .user(_, let key): "user-token:\(key)"
        }
    }
}
