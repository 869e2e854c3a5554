import HTTPTypes
import Serving
import ToolProtocol

/// The recommender's tools over HTTP: the streamable transport of the Model Context Protocol.
struct ToolsController {
    let host: APIHost
    let exchange: PostedExchange<RecommenderTools>

    init(host: APIHost) {
        self.host = host
        exchange = PostedExchange(ToolServer(RecommenderTools(host), identity: RecommenderTools.identity))
    }

    var routes: [Route] {
        [
            Route(
                .post, "/v1/mcp", "callTools", .read, users: .any, bodyLimit: RPCMessage.longest, isAudited: false,
                handler: .flow { request in try await post(request) })
        ]
    }

    private func post(_ request: APIRequest) async throws -> APIResponse {
        try checkOrigin(request.headers)
        var body: [UInt8] = []
        for try await piece in request.stream { body += piece.readableBytesView }
        let answer = await exchange.answer(
            body, ToolsController.headers(request.headers),
            by: ToolCaller(request.principal, received: request.received, deadline: request.deadline))
        return ToolsController.response(answer)
    }

    /// Pages of other sites must not reach a server through somebody's browser, by whatever name they call it.
    private func checkOrigin(_ headers: HTTPFields) throws(Problem) {
        guard let origin = headers[.origin], !host.options.allowedOrigins.contains(origin) else { return }
        throw Problem(.forbidden, detail: "pages of this origin may not call; cors.origins names those that may")
    }

    private static let version = HTTPField.Name("MCP-Protocol-Version")!
    private static let method = HTTPField.Name("Mcp-Method")!
    private static let name = HTTPField.Name("Mcp-Name")!

    private static func headers(_ fields: HTTPFields) -> PostedExchange<RecommenderTools>.Headers {
        .init(version: fields[version], method: fields[method], name: fields[name], accept: fields[.accept])
    }

    private static func response(_ answer: PostedExchange<RecommenderTools>.Answer) -> APIResponse {
        let status = HTTPResponse.Status(code: answer.status)
        return switch answer.kind {
        case .nothing: APIResponse(status: status)
        case .json: APIResponse(status: status, headers: [.contentType: "application/json"], body: .bytes(answer.body))
        case .events: APIResponse(status: status, headers: [.contentType: "text/event-stream"], body: .bytes(answer.body))
        }
    }
}
