import Understanding

/// The streamable transport, one post at a time, without the network: what a body and its headers get for an answer.
///
/// Nothing is remembered between posts; the server never speaks first, so there is no stream to listen to.
public struct PostedExchange<Tools: ToolSet>: Sendable {
    package let server: ToolServer<Tools>
    public init(_ server: ToolServer<Tools>) { self.server = server }

    public struct Headers: Sendable {
        /// `MCP-Protocol-Version`
        public var version: String?
        /// `Mcp-Method`
        public var method: String?
        /// `Mcp-Name`
        public var name: String?
        /// `Accept`
        public var accept: String?
        public init(version: String? = nil, method: String? = nil, name: String? = nil, accept: String? = nil) {
            (self.version, self.method, self.name, self.accept) = (version, method, name, accept)
        }

        /// Whoever takes nothing but a stream gets one of a single event.
        var wantsStream: Bool {
            guard let accept = accept?.lowercased(), accept.contains("text/event-stream") else { return false }
            return !["application/json", "application/*", "*/*"].contains { accept.contains($0) }
        }
    }

    public struct Answer: Sendable, Equatable {
        public enum Kind: Sendable, Equatable { case nothing, json, events }
        public var status: Int
        public var kind: Kind
        public var body: [UInt8]

        static var taken: Answer { Answer(status: 202, kind: .nothing, body: []) }
    }

    public func answer(_ body: [UInt8], _ headers: Headers, by caller: Tools.Caller) async -> Answer {
        let posted: PostedText
        do throws(RPCError) { posted = try PostedText.read(body) } catch { return refusal(error, nil, headers) }
        switch posted {
        case .one(let tree): return await answer(tree, headers, caller)
        case .many(let trees): return await answer(trees, headers, caller)
        }
    }

    private func answer(_ tree: JSONTree, _ headers: Headers, _ caller: Tools.Caller) async -> Answer {
        let message: RPCMessage
        do throws(RPCMessage.Refusal) { message = try RPCMessage.read(tree) } catch { return refusal(error.error, error.id, headers) }
        guard case .request(let id, let method, let parameters) = message else {
            // What we never asked for, and what we cannot act upon, is taken and dropped.
            do throws(RPCError) { _ = try said(headers) } catch { return refusal(error, nil, headers) }
            return .taken
        }
        do throws(RPCError) {
            let revision = try revision(method, parameters, headers)
            do throws(RPCError) {
                return written(RPCReply.result(try await server.answer(method, parameters, in: revision, by: caller), id: id), headers)
            } catch { return written(RPCReply.error(error, id: id), status: revision.isStateless ? error.status : 200, headers) }
        } catch { return refusal(error, id, headers) }
    }

    /// A list of messages: known to one revision alone.
    private func answer(_ trees: [JSONTree], _ headers: Headers, _ caller: Tools.Caller) async -> Answer {
        let revision: ProtocolRevision
        do throws(RPCError) { revision = try said(headers) } catch { return refusal(error, nil, headers) }
        guard revision.takesBatches else {
            return refusal(RPCError(.invalidRequest, "revision \(revision.rawValue) has no batches; send one message a post"), nil, headers)
        }
        // Nothing of a list is done where part of it is no message.
        let refused = BatchReplies.refusals(trees)
        guard refused.isEmpty else { return written(.array(refused), status: 400, headers) }
        let replies = await BatchReplies.of(trees, revision, server, caller)
        return replies.isEmpty ? .taken : written(.array(replies), headers)
    }

    // MARK: Revisions

    private func said(_ headers: Headers) throws(RPCError) -> ProtocolRevision {
        guard let text = headers.version else { return .unsaid }
        guard let revision = ProtocolRevision(rawValue: text) else {
            throw .unsupported(text, supported: ProtocolRevision.allCases.reversed())
        }
        return revision
    }

    /// What the headers and the body agree on.
    private func revision(_ method: String, _ parameters: JSONTree, _ headers: Headers) throws(RPCError) -> ProtocolRevision {
        guard let body = parameters["_meta"]?[RequestEnvelope.revisionKey] else {
            // A greeting says in its body what it proposes.
            guard method != "initialize" else { return .latestGreeted }
            let revision = try said(headers)
            guard !revision.isStateless else {
                throw RPCError(.invalidParameters, "a request of revision \(revision.rawValue) says so in “_meta” as well")
            }
            return revision
        }
        guard let version = headers.version, body.string == version else { throw .mismatch("MCP-Protocol-Version") }
        guard headers.method == method else { throw .mismatch("Mcp-Method") }
        if method == "tools/call", let name = parameters["name"]?.string, headers.name != name { throw .mismatch("Mcp-Name") }
        return try said(headers)
    }

    // MARK: Writing

    private func refusal(_ error: RPCError, _ id: RPCIdentifier?, _ headers: Headers) -> Answer {
        written(RPCReply.error(error, id: id), status: error.status, headers)
    }

    private func written(_ reply: JSONTree, status: Int = 200, _ headers: Headers) -> Answer {
        let text = Array(reply.text.utf8)
        guard status == 200, headers.wantsStream else { return Answer(status: status, kind: .json, body: text) }
        // JSON has no line breaks outside of its strings, and none in them.
        return Answer(status: 200, kind: .events, body: Array("event: message\ndata: ".utf8) + text + Array("\n\n".utf8))
    }
}

extension RPCError {
    static func mismatch(_ header: String) -> RPCError {
        RPCError(.headerMismatch, "the header \(header) is missing, or says something else than the body")
    }

    /// Of HTTP, where an error decides it.
    var status: Int {
        switch code {
        case .parseError, .invalidRequest, .invalidParameters, .headerMismatch, .unsupportedRevision: 400
        case .methodNotFound: 404
        case .internalError: 500
        }
    }
}

/// Answers a list of messages, one after the other.
enum BatchReplies {
    /// What is said of those that are no messages.
    static func refusals(_ trees: [JSONTree]) -> [JSONTree] {
        trees.compactMap { tree in
            do throws(RPCMessage.Refusal) { _ = try RPCMessage.read(tree) } catch { return error.reply }
            return nil
        }
    }

    static func of<Tools: ToolSet>(
        _ trees: [JSONTree], _ revision: ProtocolRevision, _ server: ToolServer<Tools>, _ caller: Tools.Caller
    ) async -> [JSONTree] {
        var replies: [JSONTree] = []
        for case .request(let id, let method, let parameters)? in trees.map({ try? RPCMessage.read($0) }) {
            replies.append(await reply(id, method, parameters, revision, server, caller))
        }
        return replies
    }

    private static func reply<Tools: ToolSet>(
        _ id: RPCIdentifier, _ method: String, _ parameters: JSONTree, _ revision: ProtocolRevision, _ server: ToolServer<Tools>,
        _ caller: Tools.Caller
    ) async -> JSONTree {
        guard method != "initialize" else {
            return RPCReply.error(RPCError(.invalidRequest, "“initialize” stands alone, never in a batch"), id: id)
        }
        do throws(RPCError) {
            return RPCReply.result(try await server.answer(method, parameters, in: revision, by: caller), id: id)
        } catch { return RPCReply.error(error, id: id) }
    }
}
