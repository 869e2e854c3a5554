import TestSupport
import ToolProtocol
import Understanding

/// A way to the server: the same suite runs over each.
enum Wire: String, CaseIterable, Sendable {
    case lines, posts

    /// A line to a server of its own.
    func open(_ tools: SampleTools = SampleTools(), caller: SampleTools.Caller = .init()) -> any OpenWire {
        let server = ToolServer(
            tools, identity: ServerIdentity(name: "sample", title: "Sample", version: "1", instructions: "Be careful."))
        return switch self {
        case .lines: LineWire(server, caller)
        case .posts: PostWire(server, caller)
        }
    }
}

protocol OpenWire: Sendable {
    /// Sends bytes as one message, and returns all that came back.
    func send(_ bytes: [UInt8]) async -> [JSONTree]
    /// Over this wire a revision is agreed on.
    func greet(_ revision: ProtocolRevision) async -> JSONTree?
}

extension OpenWire {
    func send(_ text: String) async -> [JSONTree] { await send(Array(text.utf8)) }
    func send(_ tree: JSONTree) async -> [JSONTree] { await send(tree.text) }

    /// The reply to one request.
    func ask(_ method: String, _ parameters: JSONTree = [:], id: JSONTree = 1) async -> JSONTree {
        let replies = await send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters])
        return replies.count == 1 ? replies[0] : .array(replies)
    }
}

/// Lines into a connection; a message is over when its calls are.
final class LineWire: OpenWire {
    let connection: ToolConnection<SampleTools>
    private let sent = Guarded<[JSONTree]>([])

    init(_ server: ToolServer<SampleTools>, _ caller: SampleTools.Caller) {
        connection = ToolConnection(server, caller: { caller }) { [sent] line in
            // One line each, whatever is in it.
            let isLine = line.last == UInt8(ascii: "\n") && !line.dropLast().contains(UInt8(ascii: "\n"))
            let tree = isLine ? try? JSONTree.read(line) : nil
            sent.withLock { $0.append(tree ?? "a reply that is no line of JSON") }
        }
    }

    var replies: [JSONTree] {
        sent.withLock { sent in
            defer { sent = [] }
            return sent
        }
    }

    func send(_ bytes: [UInt8]) async -> [JSONTree] {
        await connection.take(bytes.count > RPCMessage.longest ? .tooLong : .whole(bytes))
        await connection.finish()
        return replies
    }

    func greet(_ revision: ProtocolRevision) async -> JSONTree? {
        await ask("initialize", ["protocolVersion": .string(revision.rawValue), "capabilities": [:]])["result"]
    }
}

/// Posts, each for itself, with the header that was agreed on.
final class PostWire: OpenWire {
    private let exchange: PostedExchange<SampleTools>
    private let caller: SampleTools.Caller
    private let agreed = Guarded<String?>(nil)

    init(_ server: ToolServer<SampleTools>, _ caller: SampleTools.Caller) {
        (exchange, self.caller) = (PostedExchange(server), caller)
    }

    func send(_ bytes: [UInt8]) async -> [JSONTree] {
        let answer = await exchange.answer(bytes, .init(version: agreed.value), by: caller)
        guard answer.kind == .json, let tree = try? JSONTree.read(answer.body) else {
            return answer.kind == .nothing && answer.status == 202 ? [] : ["a reply that is no JSON"]
        }
        return tree.array ?? [tree]
    }

    func greet(_ revision: ProtocolRevision) async -> JSONTree? {
        let result = await ask("initialize", ["protocolVersion": .string(revision.rawValue), "capabilities": [:]])["result"]
        // Headers came with the revision of June 2025.
        agreed.withLock { $0 = revision >= .june2025 ? revision.rawValue : nil }
        return result
    }
}
