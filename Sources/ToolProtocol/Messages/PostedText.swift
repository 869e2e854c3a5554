import Understanding

/// What came in one piece: a message, or several in a list.
enum PostedText {
    case one(JSONTree)
    case many([JSONTree])

    /// - Throws: `RPCError` of `parseError` for what is no JSON that we read, `invalidRequest` for what is too long, or an empty list.
    static func read(_ bytes: [UInt8]) throws(RPCError) -> PostedText {
        guard bytes.count <= RPCMessage.longest else {
            throw RPCError(.invalidRequest, "the message is longer than \(RPCMessage.longest) bytes")
        }
        let tree: JSONTree
        do throws(JSONTreeError) { tree = try JSONTree.read(bytes) } catch {
            throw RPCError(.parseError, "this is not JSON that can be read: \(PlainLine.of(error.description, longest: 200))")
        }
        guard case .array(let messages) = tree else { return .one(tree) }
        guard (1...RPCMessage.mostOfBatch).contains(messages.count) else {
            throw RPCError(.invalidRequest, "a batch has between 1 and \(RPCMessage.mostOfBatch) messages")
        }
        return .many(messages)
    }
}
