import Understanding

/// What a model may call: name, words for whoever chooses, and schemas of what goes in and comes out.
public struct Tool: Sendable, Hashable {
    public var name: String
    public var title: String
    public var description: String
    /// JSON Schema (2020-12) of an object.
    public var input: JSONTree
    /// The same of what comes out.
    public var output: JSONTree
    /// Whether it leaves everything as it is.
    public var isReadOnly: Bool
    /// Whether it may take away what was there.
    public var isDestructive: Bool
    /// Whether calling it twice is like calling it once.
    public var isIdempotent: Bool

    public init(
        _ name: String, title: String, description: String, input: JSONTree, output: JSONTree, isReadOnly: Bool = true,
        isDestructive: Bool = false, isIdempotent: Bool = true
    ) {
        (self.name, self.title, self.description, self.input, self.output) = (name, title, description, input, output)
        (self.isReadOnly, self.isDestructive, self.isIdempotent) = (isReadOnly, isDestructive, isIdempotent)
    }

    /// As `tools/list` has it in a revision.
    func tree(_ revision: ProtocolRevision) -> JSONTree {
        var members: [String: JSONTree] = ["name": .string(name), "description": .string(description), "inputSchema": input]
        if revision.hasAnnotations {
            members["annotations"] = [
                "title": .string(title), "readOnlyHint": .bool(isReadOnly), "destructiveHint": .bool(isDestructive),
                "idempotentHint": .bool(isIdempotent), "openWorldHint": false,
            ]
        }
        if revision.hasStructuredContent {
            members["title"] = .string(title)
            members["outputSchema"] = output
        }
        return .object(members)
    }
}

/// What became of a call.
public enum ToolOutcome: Sendable, Hashable {
    /// An object that fits the tool's schema.
    case done(JSONTree)
    /// The tool ran, or would have, and says why it has nothing: the model may read it and do better.
    ///
    /// - Parameter kind: what a program can tell apart, such as `not-found`.
    case failed(kind: String, String)
    /// There is no such tool for this caller.
    case unknown

    /// As `tools/call` has it; nil where there is no such tool.
    func tree(_ revision: ProtocolRevision) -> JSONTree? {
        switch self {
        case .unknown: return nil
        case .done(let value):
            // The same as text, for whoever reads no structured content: JSON, so that data stays in its quotes.
            let result: JSONTree = ["content": [["type": "text", "text": .string(value.text)]], "isError": false]
            return revision.hasStructuredContent ? result.adding(["structuredContent": value]) : result
        case .failed(let kind, let reason):
            return [
                "content": [["type": "text", "text": .string("\(kind): \(reason)")]], "isError": true,
                "_meta": ["tastemaker/problem": .string(kind)],
            ]
        }
    }
}

/// Tools, and who may call which.
public protocol ToolSet: Sendable {
    /// Who asks, and whatever a call must know of the asking.
    associatedtype Caller: Sendable
    /// Those that a caller may call, in an order that stays.
    func tools(for caller: Caller) -> [Tool]
    /// Never throws: what goes wrong is an outcome.
    func call(_ tool: String, _ arguments: [String: JSONTree], by caller: Caller) async -> ToolOutcome
}

/// Who serves the tools.
public struct ServerIdentity: Sendable, Hashable {
    public var name: String
    public var title: String
    public var version: String
    /// What a model should know before its first call.
    public var instructions: String
    public init(name: String, title: String, version: String, instructions: String) {
        (self.name, self.title, self.version, self.instructions) = (name, title, version, instructions)
    }

    func tree(_ revision: ProtocolRevision) -> JSONTree {
        let tree: JSONTree = ["name": .string(name), "version": .string(version)]
        return revision.hasStructuredContent ? tree.adding(["title": .string(title)]) : tree
    }
}
