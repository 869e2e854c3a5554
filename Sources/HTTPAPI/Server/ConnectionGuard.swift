import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Stands at the door of each connection: refuses cheaply what would be refused anyway, and closes on readers who read nothing.
///
/// A refusal in here costs microseconds on the event loop: no task, no hop, no body. That is what keeps most of the machine for
/// the requests that are let in when ten times as many come as can be answered.
///
/// Lives on its event loop; nothing of it is shared but the responder.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let responder: APIResponder
    /// Requests that were let in and whose answers have not ended.
    private var inside = 0
    /// Whether what is being read belongs to a request that was refused.
    private var isDropping = false
    private var isAnswering = false
    private var lastProgress = NIODeadline.now()
    private var watch: RepeatedTask?
    /// Why what came is no request; the connection ends with the answer that says so.
    private var parserError: HTTPParserError?

    init(_ responder: APIResponder) { self.responder = responder }

    func handlerAdded(context: ChannelHandlerContext) {
        let limit = TimeAmount.nanoseconds(Int64(responder.host.options.requestTimeout * 1e9))
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        watch = context.eventLoop.scheduleRepeatedTask(initialDelay: limit, delay: .nanoseconds(limit.nanoseconds / 4)) { _ in
            let (guardian, context) = bound.value
            guard guardian.isAnswering, NIODeadline.now() - guardian.lastProgress > limit else { return }
            context.close(promise: nil)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) { watch?.cancel() }
    func channelInactive(context: ChannelHandlerContext) {
        watch?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            isDropping = false
            if inside == 0, let refusal = responder.earlyRefusal(head) {
                isDropping = true
                return refuse(refusal, head, context)
            }
            inside += 1
            if inside == 1, head.headerFields[.expect]?.lowercased() == "100-continue" {
                context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
            }
            context.fireChannelRead(data)
        case .body: if !isDropping { context.fireChannelRead(data) }
        case .end:
            if !isDropping { context.fireChannelRead(data) }
            isDropping = false
        }
    }

    private func refuse(_ refusal: APIResponse, _ head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard case .bytes(let bytes) = refusal.body else { return }
        var fields = refusal.headers
        fields[.contentLength] = "\(bytes.count)"
        context.write(wrapOutboundOut(.head(HTTPResponse(status: refusal.status, headerFields: fields))), promise: nil)
        if head.method != .head { context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        parserError = parserError ?? error as? HTTPParserError
        context.fireErrorCaught(error)
    }

    /// Gives the server's bare refusal of what is no request the body that every refusal has.
    private func explain(_ error: HTTPParserError, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        let refusal = responder.refusal(of: error)
        guard case .bytes(let bytes) = refusal.body else { return context.write(wrapOutboundOut(.end(nil)), promise: promise) }
        var fields = refusal.headers
        fields[.contentLength] = "\(bytes.count)"
        fields[.connection] = "close"
        context.write(wrapOutboundOut(.head(HTTPResponse(status: refusal.status, headerFields: fields))), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: promise)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        lastProgress = .now()
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status == .badRequest && head.headerFields[.contentLength] == "0":
            isAnswering = true
            if let parserError { return explain(parserError, context, promise) }
        case .head(let head): if head.status.kind != .informational { isAnswering = true }
        case .body: break
        case .end:
            isAnswering = false
            inside -= 1
        }
        context.write(data, promise: promise)
    }
}

extension APIResponder {
    /// What is said to whoever sent something that is no request.
    func refusal(of error: HTTPParserError) -> APIResponse {
        let isLong = if case .headerOverflow = error { true } else { false }
        let problem = Problem(
            isLong ? .headersTooLarge : .invalidRequest,
            detail: isLong ? "send less in the address and the headers; long filters and histories go into bodies" : "this is not HTTP/1.1")
        let visit = Visit(HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/"), begun: host.seconds(), random: host.random)
        var response = refusal(problem, visit)
        complete(&response, visit, [:])
        figures.open()
        note(visit, status: response.status.code)
        return response
    }

    /// The refusal of a request whose lane is full; nil when it may come in.
    ///
    /// Under overload most of what is asked is answered by this, and its cost is taken from those who are let in. So it carries what a
    /// client acts on, and none of what only documents in a browser need.
    func earlyRefusal(_ head: HTTPRequest) -> APIResponse? {
        guard host.lanes.contains(where: \.isFull) else { return nil }
        var visit = Visit(head, begun: host.seconds(), random: host.random)
        guard let (position, _) = try? find(visit, head.method) else { return nil }
        visit.route = position
        let lane = host.lanes[table.routes[position].lane.rawValue]
        guard lane.isFull else { return nil }
        var response = refusal(lane.refusal, visit)
        response.headers[Headers.requestID] = visit.id
        if head.headerFields[.origin] != nil { cors.complete(&response, head.headerFields) }
        figures.open()
        note(visit, status: response.status.code)
        return response
    }
}
