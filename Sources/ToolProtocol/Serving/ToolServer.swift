import Understanding

/// Answers the requests of the protocol: one at a time, without memory, for any transport.
public struct ToolServer<Tools: ToolSet>: Sendable {
    public let tools: Tools
    public let identity: ServerIdentity

    public init(_ tools: Tools, identity: ServerIdentity) {
        self.tools = tools
        self.identity = identity
    }

    /// Answers one request in a revision that was agreed on before, or in the one that the request itself names.
    ///
    /// - Parameter revision: what was agreed on; a request with an envelope of its own goes before.
    func answer(
        _ method: String, _ parameters: JSONTree, in revision: ProtocolRevision, by caller: Tools.Caller
    ) async throws(RPCError) -> JSONTree {
        guard let envelope = try RequestEnvelope(parameters) else { return try await result(method, parameters, revision, caller) }
        let result = try await result(method, parameters, envelope.revision, caller)
        let meta = (result["_meta"] ?? [:]).adding(["io.modelcontextprotocol/serverInfo": identity.tree(envelope.revision)])
        return result.adding(["resultType": "complete", "_meta": meta])
    }

    private func result(
        _ method: String, _ parameters: JSONTree, _ revision: ProtocolRevision, _ caller: Tools.Caller
    ) async throws(RPCError) -> JSONTree {
        switch method {
        case "tools/list": return try list(parameters, revision, caller)
        case "tools/call": return try await call(parameters, revision, caller)
        case "initialize" where !revision.isStateless: return try greet(parameters).result
        case "ping" where !revision.isStateless: return [:]
        case "server/discover" where revision.isStateless: return discovery
        default: throw RPCError(.methodNotFound, "there is no method \(RPCError.quoted(method)) here")
        }
    }

    // MARK: Agreeing

    /// What a client proposes is taken where we speak it; otherwise it is offered the latest, and may leave.
    func greet(_ parameters: JSONTree) throws(RPCError) -> (revision: ProtocolRevision, result: JSONTree) {
        guard let proposed = parameters["protocolVersion"]?.string else {
            throw RPCError(.invalidParameters, "“protocolVersion” is missing, or is no string")
        }
        guard parameters["capabilities"]?.object != nil || parameters["capabilities"] == nil else {
            throw RPCError(.invalidParameters, "“capabilities” is not an object")
        }
        let known = ProtocolRevision(rawValue: proposed).flatMap { $0.isStateless ? nil : $0 }
        let revision = known ?? .latestGreeted
        return (
            revision,
            [
                "protocolVersion": .string(revision.rawValue), "capabilities": ["tools": [:]], "serverInfo": identity.tree(revision),
                "instructions": .string(identity.instructions),
            ]
        )
    }

    /// What a client that needs no handshake may ask first.
    private var discovery: JSONTree {
        [
            "supportedVersions": .array(ProtocolRevision.allCases.reversed().map { .string($0.rawValue) }), "capabilities": ["tools": [:]],
            "instructions": .string(identity.instructions), "ttlMs": 3_600_000, "cacheScope": "public",
        ]
    }

    // MARK: Tools

    private func list(_ parameters: JSONTree, _ revision: ProtocolRevision, _ caller: Tools.Caller) throws(RPCError) -> JSONTree {
        // All fit on one page: whoever goes on has a cursor of somebody else.
        guard parameters["cursor"] == nil || parameters["cursor"] == .null else {
            throw RPCError(.invalidParameters, "“cursor” was not given by this server")
        }
        let list: JSONTree = ["tools": .array(tools.tools(for: caller).map { $0.tree(revision) })]
        // Who may call what is a matter of the caller.
        return revision.isStateless ? list.adding(["ttlMs": 60_000, "cacheScope": "private"]) : list
    }

    private func call(_ parameters: JSONTree, _ revision: ProtocolRevision, _ caller: Tools.Caller) async throws(RPCError) -> JSONTree {
        guard let name = parameters["name"]?.string else { throw RPCError(.invalidParameters, "“name” is missing, or is no string") }
        let arguments = parameters["arguments"] ?? [:]
        guard let members = arguments == .null ? [:] : arguments.object else {
            throw RPCError(.invalidParameters, "“arguments” is not an object")
        }
        guard let result = await tools.call(name, members, by: caller).tree(revision) else {
            throw RPCError(.invalidParameters, "Unknown tool: \(RPCError.quoted(name))")
        }
        return result
    }
}

/// What a request of the stateless revisions says of itself.
struct RequestEnvelope: Sendable, Hashable {
    let revision: ProtocolRevision
    static let revisionKey = "io.modelcontextprotocol/protocolVersion"
    static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

    /// - Returns: nil for a request without an envelope, which belongs to a connection that was greeted.
    /// - Throws: `RPCError` for an envelope that cannot be opened.
    init?(_ parameters: JSONTree) throws(RPCError) {
        guard let said = parameters["_meta"]?[RequestEnvelope.revisionKey] else { return nil }
        guard let text = said.string else { throw RPCError(.invalidParameters, "the protocol version in “_meta” is no string") }
        guard let revision = ProtocolRevision(rawValue: text), revision.isStateless else {
            throw .unsupported(text, supported: ProtocolRevision.allCases.reversed())
        }
        guard parameters["_meta"]?[RequestEnvelope.capabilitiesKey]?.object != nil else {
            throw RPCError(.invalidParameters, "“_meta” lacks \(RequestEnvelope.capabilitiesKey)")
        }
        self.revision = revision
    }
}
