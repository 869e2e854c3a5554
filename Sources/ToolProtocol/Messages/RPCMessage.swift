import Understanding

/// What names a request; a reply bears the same.
public enum RPCIdentifier: Sendable, Hashable {
    case text(String)
    case number(Int)

    static let longest = 256
    /// Beyond, a number does not come back as it was sent.
    static let largest = 1 << 53 - 1

    /// Nil for what may name no request.
    init?(_ tree: JSONTree) {
        switch tree {
        case .string(let text) where text.unicodeScalars.count <= RPCIdentifier.longest: self = .text(text)
        case .number where tree.integer.map({ abs($0) <= RPCIdentifier.largest }) == true: self = .number(tree.integer!)
        default: return nil
        }
    }

    var tree: JSONTree {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .count(number)
        }
    }
}

/// One message of JSON-RPC 2.0.
public enum RPCMessage: Sendable, Hashable {
    case request(RPCIdentifier, method: String, parameters: JSONTree)
    case notification(method: String, parameters: JSONTree)
    /// An answer to something that we asked: we ask nothing, so nobody reads it.
    case response

    /// Bytes of one message, or of one list of them.
    public static let longest = 1 << 20
    static let longestMethod = 128
    static let mostOfBatch = 32

    /// Reads one message.
    ///
    /// - Throws: `Refusal`, with the id where there is one that can be read.
    static func read(_ tree: JSONTree) throws(Refusal) -> RPCMessage {
        guard case .object(let members) = tree else { throw Refusal(RPCError(.invalidRequest, "a message is a JSON object")) }
        let id = members["id"].flatMap { RPCIdentifier($0) }
        func refusal(_ reason: String) -> Refusal { Refusal(RPCError(.invalidRequest, reason), id: id) }
        guard members["jsonrpc"] == "2.0" else { throw refusal("“jsonrpc” is not “2.0”") }
        if members["method"] == nil, members["result"] != nil || members["error"] != nil { return .response }
        guard let method = members["method"]?.string, !method.isEmpty, method.unicodeScalars.count <= longestMethod else {
            throw refusal("“method” is missing, or is no name of a method")
        }
        let parameters = members["params"] ?? [:]
        guard case .object = parameters else { throw Refusal(RPCError(.invalidParameters, "“params” is not an object"), id: id) }
        guard members["id"] != nil else { return .notification(method: method, parameters: parameters) }
        guard let id else { throw refusal("“id” is neither a short string nor a whole number") }
        return .request(id, method: method, parameters: parameters)
    }

    /// Why one message is not taken, and whom to tell.
    struct Refusal: Error {
        var error: RPCError
        var id: RPCIdentifier?
        init(_ error: RPCError, id: RPCIdentifier? = nil) { (self.error, self.id) = (error, id) }
        var reply: JSONTree { RPCReply.error(error, id: id) }
    }
}

/// Writes what goes back.
enum RPCReply {
    static func result(_ result: JSONTree, id: RPCIdentifier) -> JSONTree { ["jsonrpc": "2.0", "id": id.tree, "result": result] }

    /// - Parameter id: nil where the request's cannot be read.
    static func error(_ error: RPCError, id: RPCIdentifier?) -> JSONTree {
        ["jsonrpc": "2.0", "id": id?.tree ?? .null, "error": error.tree]
    }
}
