import Foundation
import Glibc
import Serving
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(30))) struct LocalProcessRunnerTests {
    private let runner = LocalProcessRunner()

    private func events(
        _ words: [String], program: String = "/bin/sh", environment: [String: String] = [:]
    ) throws -> (
        ProcessIdentity, AsyncStream<ProcessEvent>
    ) {
        let (stream, continuation) = AsyncStream<ProcessEvent>.makeStream()
        let identity = try runner.start(ProcessCommand(program: program, arguments: words, environment: environment, niceness: 5)) {
            event in
            continuation.yield(event)
            if case .ended = event { continuation.finish() }
        }
        return (identity, stream)
    }

    private func collect(_ stream: AsyncStream<ProcessEvent>) async -> (output: String, errors: String, end: ProcessEnd?) {
        var (output, errors) = ([UInt8](), [UInt8]())
        var end: ProcessEnd?
        for await event in stream {
            switch event {
            case .output(let bytes): output += bytes
            case .errors(let bytes): errors += bytes
            case .ended(let how): end = how
            }
        }
        return (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self), end)
    }

    @Test func bothStreamsAndTheStatusArrive() async throws {
        let (_, stream) = try events(["-c", "echo out; echo err >&2; exit 7"])
        let said = await collect(stream)
        #expect(said.output == "out\n" && said.errors == "err\n" && said.end == .exited(7))
    }

    @Test func aChildInheritsNeitherDescriptorsNorSecretsNorInput() async throws {
        let open = Glibc.open("/dev/null", O_RDONLY)
        defer { close(open) }
        let (_, stream) = try events(
            ["-c", "ls /proc/self/fd | wc -l; env | sort; nice; cat"], environment: ["PATH": "/usr/bin:/bin", "A": "b c"])
        let lines = await collect(stream).output.split(separator: "\n").map(String.init)
        // Three, and the one with which `ls` reads the folder.
        #expect(lines.first == "4" && lines.contains("A=b c") && lines.last == "5", "\(lines)")
        #expect(!lines.contains { $0.hasPrefix("HOME") || $0.hasPrefix("TASTEMAKER") })
    }

    @Test func muchOutputIsNotLostAndAClosedStreamIsNoEnd() async throws {
        let (_, stream) = try events(["-c", "exec 2>&-; head -c 3000000 /dev/zero"])
        let said = await collect(stream)
        #expect(said.output.utf8.count == 3_000_000 && said.end == .exited(0))
    }

    @Test func signalsReachTheGroupAndOnlyTheProcessThatIsMeant() async throws {
        let (identity, stream) = try events(["-c", "sleep 60 & wait"])
        #expect(runner.isAlive(identity))
        // The same number with another beginning is somebody else.
        let other = ProcessIdentity(number: identity.number, begun: identity.begun &+ 1)
        #expect(!runner.signal(other, .kill) && !runner.isAlive(other))
        #expect(!runner.signal(ProcessIdentity(number: -1, begun: 0), .kill) && !runner.signal(ProcessIdentity(number: 0, begun: 0), .kill))
        #expect(runner.signal(identity, .kill))
        // The stream ends only when the grandchild, which holds it too, has ended.
        #expect(await collect(stream).end == .signalled(9))
        #expect(!runner.isAlive(identity) && !runner.signal(identity, .terminate))
    }

    @Test func aMissingProgramIsAnError() {
        let error = #expect(throws: ProcessError.self) {
            try runner.start(ProcessCommand(program: "/nowhere/tastemaker", arguments: [])) { _ in }
        }
        #expect(error?.number == ENOENT)
    }
}
