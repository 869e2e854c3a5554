import Understanding

/// Why a message is not answered with a result, in the codes of JSON-RPC 2.0 and of the protocol.
public struct RPCError: Error, Sendable, Hashable {
    public enum Code: Int, Sendable, CaseIterable {
        case parseError = -32700
        case invalidRequest = -32600
        case methodNotFound = -32601
        case invalidParameters = -32602
        case internalError = -32603
        /// Headers say something else than the body.
        case headerMismatch = -32020
        case unsupportedRevision = -32022
    }

    public let code: Code
    public let message: String
    /// What a program can act upon; nil where the code says it all.
    public let data: JSONTree?

    /// - Parameter message: never what a stranger sent without being cut; see `RPCError.quoted`.
    public init(_ code: Code, _ message: String, data: JSONTree? = nil) {
        (self.code, self.message, self.data) = (code, message, data)
    }

    /// What somebody sent, short enough for a message.
    static func quoted(_ text: String) -> String { "“\(PlainLine.of(text, longest: 60))”" }

    static func unsupported(_ requested: String, supported: [ProtocolRevision]) -> RPCError {
        RPCError(
            .unsupportedRevision, "Unsupported protocol version",
            data: [
                "supported": .array(supported.map { .string($0.rawValue) }), "requested": .string(PlainLine.of(requested, longest: 60)),
            ])
    }

    var tree: JSONTree {
        var members: [String: JSONTree] = ["code": .number(Double(code.rawValue)), "message": .string(message)]
        if let data { members["data"] = data }
        return .object(members)
    }
}
