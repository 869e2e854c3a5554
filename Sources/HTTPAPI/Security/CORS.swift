import HTTPTypes

/// Which other sites' pages may call: none, unless they are named.
struct CORS: Sendable {
    let origins: Set<String>
    private static let methods = "GET, POST, PUT, PATCH, DELETE"
    private static let headers = """
        Authorization, Content-Type, X-Request-ID, X-Timeout-Ms, traceparent, MCP-Protocol-Version, Mcp-Method, Mcp-Name
        """
    private static let exposed = "X-Request-ID, Retry-After, ETag"

    /// The site that asks, where it may.
    func origin(_ fields: HTTPFields) -> String? {
        guard !origins.isEmpty, let origin = fields[.origin], origins.contains(origin) else { return nil }
        return origin
    }

    /// The answer to a browser that asks before it asks; nil for anything else.
    func preflight(_ request: HTTPRequest) -> APIResponse? {
        guard request.method == .options, request.headerFields[.accessControlRequestMethod] != nil,
            origin(request.headerFields) != nil
        else { return nil }
        return APIResponse(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: CORS.methods, .accessControlAllowHeaders: CORS.headers, .accessControlMaxAge: "600",
            ])
    }

    func complete(_ response: inout APIResponse, _ request: HTTPFields) {
        guard !origins.isEmpty else { return }
        response.headers[.vary] = "Origin"
        guard let origin = origin(request) else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = CORS.exposed
        response.headers[SecurityHeaders.resourcePolicy] = "cross-origin"
    }
}
