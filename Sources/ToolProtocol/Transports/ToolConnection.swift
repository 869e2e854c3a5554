import Understanding

/// One client at the other end of a stream of lines, such as standard input and output.
///
/// Calls run beside each other and may be cancelled; everything else is answered in order. Every reply is one line.
public actor ToolConnection<Tools: ToolSet> {
    /// Calls under way; beyond, a call is refused.
    static var mostCalls: Int { 16 }

    private let server: ToolServer<Tools>
    private let caller: @Sendable () -> Tools.Caller
    private let send: @Sendable ([UInt8]) async -> Void
    /// What was agreed on; nil before the greeting.
    private var revision: ProtocolRevision?
    private var calls: [RPCIdentifier: (number: Int, task: Task<Void, Never>)] = [:]
    private var count = 0

    /// - Parameters:
    ///   - caller: who asks, anew for each request.
    ///   - send: takes one whole line with its break at a time, in order.
    public init(
        _ server: ToolServer<Tools>, caller: @escaping @Sendable () -> Tools.Caller, send: @escaping @Sendable ([UInt8]) async -> Void
    ) {
        (self.server, self.caller, self.send) = (server, caller, send)
    }

    /// Takes one line; returns when it is answered, or when its call is under way.
    public func take(_ line: MessageLines.Line) async {
        guard case .whole(let bytes) = line else {
            return await refuse(RPCError(.invalidRequest, "the message is longer than \(RPCMessage.longest) bytes"), nil)
        }
        guard !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { return }
        do throws(RPCError) {
            switch try PostedText.read(bytes) {
            case .one(let tree): await take(tree)
            case .many(let trees): try await take(trees)
            }
        } catch { await refuse(error, nil) }
    }

    /// Waits for the calls under way, when nobody sends any more.
    public func finish() async {
        for call in calls.values { await call.task.value }
    }

    // MARK: Messages

    private func take(_ tree: JSONTree) async {
        let message: RPCMessage
        do throws(RPCMessage.Refusal) { message = try RPCMessage.read(tree) } catch { return await write(error.reply) }
        switch message {
        case .response: break
        case .notification(let method, let parameters):
            if method == "notifications/cancelled", let id = parameters["requestId"].flatMap({ RPCIdentifier($0) }) { cancel(id) }
        case .request(let id, let method, let parameters):
            if method == "tools/call" { return await begin(id, parameters) }
            do throws(RPCError) { await write(RPCReply.result(try await answer(method, parameters), id: id)) } catch {
                await refuse(error, id)
            }
        }
    }

    private func take(_ trees: [JSONTree]) async throws(RPCError) {
        guard let revision, revision.takesBatches else {
            throw RPCError(.invalidRequest, "the revision that was agreed on has no batches; send one message a line")
        }
        var replies = BatchReplies.refusals(trees)
        if replies.isEmpty { replies = await BatchReplies.of(trees, revision, server, caller()) }
        if !replies.isEmpty { await write(.array(replies)) }
    }

    private func answer(_ method: String, _ parameters: JSONTree) async throws(RPCError) -> JSONTree {
        guard method == "initialize", parameters["_meta"]?[RequestEnvelope.revisionKey] == nil else {
            return try await server.answer(method, parameters, in: try agreed(method, parameters), by: caller())
        }
        let greeting = try server.greet(parameters)
        revision = greeting.revision
        return greeting.result
    }

    /// What a request is read in; a greeting comes before everything but a sign of life.
    private func agreed(_ method: String, _ parameters: JSONTree) throws(RPCError) -> ProtocolRevision {
        if let revision { return revision }
        let isKnown = ["tools/list", "tools/call"].contains(method)
        guard !isKnown || parameters["_meta"]?[RequestEnvelope.revisionKey] != nil else {
            throw RPCError(.invalidRequest, "send “initialize” first")
        }
        return .latestGreeted
    }

    // MARK: Calls

    private func begin(_ id: RPCIdentifier, _ parameters: JSONTree) async {
        do throws(RPCError) {
            guard calls[id] == nil else { throw RPCError(.invalidRequest, "a request with this id is under way") }
            guard calls.count < ToolConnection.mostCalls else {
                throw RPCError(.internalError, "\(ToolConnection.mostCalls) calls are under way already; wait for one of them")
            }
            let revision = try agreed("tools/call", parameters)
            count += 1
            let number = count
            calls[id] = (
                number,
                Task {
                    let reply: JSONTree
                    do throws(RPCError) {
                        reply = RPCReply.result(try await server.answer("tools/call", parameters, in: revision, by: caller()), id: id)
                    } catch { reply = RPCReply.error(error, id: id) }
                    await end(id, number, reply)
                }
            )
        } catch { await refuse(error, id) }
    }

    /// Nobody waits for the answer any more: none is sent.
    private func cancel(_ id: RPCIdentifier) { calls.removeValue(forKey: id)?.task.cancel() }

    private func end(_ id: RPCIdentifier, _ number: Int, _ reply: JSONTree) async {
        guard calls[id]?.number == number else { return }
        await write(reply)
        if calls[id]?.number == number { calls[id] = nil }
    }

    // MARK: Writing

    private func refuse(_ error: RPCError, _ id: RPCIdentifier?) async { await write(RPCReply.error(error, id: id)) }

    private func write(_ tree: JSONTree) async { await send(Array(tree.text.utf8) + [UInt8(ascii: "\n")]) }
}
