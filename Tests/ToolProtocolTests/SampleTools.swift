import Synchronization
import TestSupport
import ToolProtocol
import Understanding

/// Tools whose answers a test can foretell.
struct SampleTools: ToolSet {
    struct Caller: Sendable {
        var name = "somebody"
        var mayChange = true
    }

    /// Names of calls that were begun, cancelled and ended.
    let log = Guarded<[String]>([])
    let gate = Gate()

    private static let object: JSONTree = ["type": "object"]
    static let echo = Tool("echo", title: "Echo", description: "Says what it was told.", input: object, output: object)
    static let fail = Tool("fail", title: "Fail", description: "Fails.", input: object, output: object)
    static let wait = Tool("wait", title: "Wait", description: "Waits.", input: object, output: object)
    static let change = Tool(
        "change", title: "Change", description: "Changes.", input: object, output: object, isReadOnly: false, isDestructive: true)

    func tools(for caller: Caller) -> [Tool] {
        [SampleTools.echo, SampleTools.fail, SampleTools.wait] + (caller.mayChange ? [SampleTools.change] : [])
    }

    func call(_ tool: String, _ arguments: [String: JSONTree], by caller: Caller) async -> ToolOutcome {
        log.withLock { $0.append("begin \(tool)") }
        switch tool {
        case "echo": return .done(["caller": .string(caller.name), "arguments": .object(arguments)])
        case "fail": return .failed(kind: "not-found", "there is no such thing")
        case "wait":
            await gate.pass()
            log.withLock { $0.append(Task.isCancelled ? "cancelled" : "passed") }
            return .done([:])
        case "change" where caller.mayChange: return .done([:])
        default: return .unknown
        }
    }
}

/// Holds everybody up until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var watchers: [(count: Int, CheckedContinuation<Void, Never>)] = []
    }
    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                guard !state.isOpen else { return [continuation] }
                state.waiting.append(continuation)
                let reached = state.watchers.filter { $0.count <= state.waiting.count }.map(\.1)
                state.watchers.removeAll { $0.count <= state.waiting.count }
                return reached
            }
            for one in ready { one.resume() }
        }
    }

    /// Returns when so many stand before it.
    func waits(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                guard state.waiting.count < count else { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }
}
