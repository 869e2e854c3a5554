import HTTPTypes
import Hummingbird
import NIOCore

/// What a handler answers.
public struct APIResponse: Sendable {
    public enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Bytes that stay where they are, such as files inside the program.
        case buffer(ByteBuffer)
        /// Written as it comes about; the connection ends when it throws.
        case stream(@Sendable (BodySink) async throws -> Void)
    }

    public var status: HTTPResponse.Status
    public var headers: HTTPFields
    public var body: Body

    public init(status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], body: Body = .none) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON document.
    public static func json(
        status: HTTPResponse.Status = .ok, capacity: Int = 4096, _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> APIResponse {
        var json = JSONWriter(capacity: capacity)
        try write(&json)
        return APIResponse(status: status, headers: [.contentType: "application/json"], body: .buffer(json.buffer))
    }

    /// A JSON object.
    public static func object(
        status: HTTPResponse.Status = .ok, capacity: Int = 4096, _ write: (inout JSONWriter) throws -> Void
    ) rethrows -> APIResponse {
        try json(status: status, capacity: capacity) { json in try json.object(write) }
    }

    public static let noContent = APIResponse(status: .noContent)

    /// Lines of JSON that come about while they are sent.
    public static func lines(_ write: @escaping @Sendable (BodySink) async throws -> Void) -> APIResponse {
        APIResponse(headers: [.contentType: "application/x-ndjson"], body: .stream(write))
    }
}

/// Takes the bytes of a body that comes about bit by bit; waits while the reader is slow.
public protocol BodySink: Sendable {
    func write(_ bytes: [UInt8]) async throws
}
