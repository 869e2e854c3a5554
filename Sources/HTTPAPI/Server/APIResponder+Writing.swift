import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

extension APIResponder {
    /// Head, body and end: at once where the body is at hand.
    func write(_ response: APIResponse, isHead: Bool, _ writer: consuming ResponseWriter) async throws {
        var head = HTTPResponse(status: response.status, headerFields: response.headers)
        switch response.body {
        case .none:
            if response.status != .noContent, response.status != .notModified { head.headerFields[.contentLength] = "0" }
            try await writer.writeResponse(head)
        case .bytes(let bytes):
            head.headerFields[.contentLength] = "\(bytes.count)"
            try await writer.write(response: head, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        case .buffer(let buffer):
            head.headerFields[.contentLength] = "\(buffer.readableBytes)"
            try await writer.write(response: head, body: isHead ? ResponseBody() : ResponseBody(byteBuffer: buffer))
        case .stream(let fill):
            guard !isHead else { return try await writer.writeResponse(head) }
            let body = ResponseBody { writer in
                let sink = BufferedSink(writer)
                try await fill(sink)
                try await sink.finish()
            }
            try await writer.write(response: head, body: body)
        }
    }
}

/// Hands the pieces of a body to the connection.
///
/// `@unchecked Sendable`: one handler writes, one piece after the other, and awaits each.
private final class BufferedSink: BodySink, @unchecked Sendable {
    private var writer: any ResponseBodyWriter
    init(_ writer: any ResponseBodyWriter) { self.writer = writer }
    func write(_ bytes: [UInt8]) async throws { try await writer.write(ByteBuffer(bytes: bytes)) }
    func finish() async throws { try await writer.finish(nil) }
}

extension APIResponse {
    init(_ problem: Problem, instance: String, request: String) {
        self.init(
            status: HTTPResponse.Status(code: problem.kind.status), headers: [.contentType: "application/problem+json"],
            body: .bytes(problem.json(instance: instance, request: request)))
        // Whole seconds, as the header has it; the body says it exactly.
        if let seconds = problem.retryAfter { headers[.retryAfter] = "\(Int(min(max(1, seconds.rounded(.up)), 86_400)))" }
        if !problem.allowed.isEmpty { headers[.allow] = problem.allowed.joined(separator: ", ") }
        if problem.kind == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
    }
}
