import Foundation
import Glibc

/// A server that is started, killed and started again.
struct ServerUnderTest {
    let executable: String
    let workspace: String
    /// Further words of the command line.
    var arguments: [String] = []
    /// Added to the environment, such as a library of faults.
    var environment: [String: String] = [:]

    /// One life of it.
    struct Life {
        let process: pid_t
        let address: String
        /// Seconds from the start until `/health/ready` said yes.
        let readySeconds: Double
        /// Answers that were received until then.
        let probes: Int
    }

    private var log: String { workspace + "/kill-server.log" }
    private var keyFile: String { workspace + "/benchmark.key" }

    /// The key that the first start printed.
    var key: String? { (try? String(contentsOfFile: keyFile, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines) }

    /// Starts it and waits until it is ready.
    func start(patience: Double = 300) async throws -> Life {
        try? FileManager.default.removeItem(atPath: log)
        let begun = ContinuousClock.now
        let process = try spawn()
        func passed() -> Double { (ContinuousClock.now - begun) / .seconds(1) }
        var address: String?
        while passed() < patience {
            if let found = self.address() {
                address = found
                break
            }
            guard isAlive(process) else { throw UsageError("the server ended: \(said())") }
            try await Task.sleep(for: .milliseconds(5))
        }
        guard let address else { throw UsageError("the server does not say where it listens: \(said())") }
        keepKey()
        let client = LoadClient(address: address, key: nil, connections: 1, timeoutSeconds: 5)
        while passed() < patience {
            if await client.send(LoadRequest(target: "/health/ready")).isGood {
                await client.shutdown()
                return Life(process: process, address: address, readySeconds: passed(), probes: client.answers)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
        await client.shutdown()
        throw UsageError("the server does not become ready: \(said())")
    }

    /// Ends it with a signal and waits.
    ///
    /// - Returns: the status as `waitpid` has it, and the seconds that it took.
    static func end(_ process: pid_t, _ signal: Int32, patience: Double = 300) async throws -> (status: Int32, seconds: Double) {
        let begun = ContinuousClock.now
        kill(process, signal)
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            let seconds = (ContinuousClock.now - begun) / .seconds(1)
            guard seconds < patience else {
                kill(process, SIGKILL)
                waitpid(process, &status, 0)
                throw UsageError("the server did not end within \(patience) seconds of signal \(signal)")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        return (status, (ContinuousClock.now - begun) / .seconds(1))
    }

    func isAlive(_ process: pid_t) -> Bool {
        var status: Int32 = 0
        return waitpid(process, &status, WNOHANG) == 0
    }

    /// The end of what it printed.
    func said() -> String { String(((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").suffix(600)) }

    /// How many requests came and were answered, as the server's last line says; nil where it did not end in order.
    func totals() -> (requests: Int, answered: Int)? {
        let lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
        for line in lines.reversed() {
            guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                object["message"] as? String == "ended",
                let requests = (object["requests"] as? String).flatMap({ Int($0) }),
                let answered = (object["answered"] as? String).flatMap({ Int($0) })
            else { continue }
            return (requests, answered)
        }
        return nil
    }

    private func address() -> String? {
        guard let text = try? String(contentsOfFile: log, encoding: .utf8), let start = text.range(of: "http://") else { return nil }
        let rest = text[start.upperBound...]
        // A line that is being written has no end yet.
        guard let end = rest.firstIndex(where: { $0.isNewline || $0 == " " }) else { return nil }
        return "http://" + rest[..<end].trimmingCharacters(in: CharacterSet(charactersIn: "/"))
    }

    private func keepKey() {
        guard let text = try? String(contentsOfFile: log, encoding: .utf8), let start = text.range(of: "tk_") else { return }
        let key = text[start.lowerBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        _ = FileManager.default.createFile(atPath: keyFile, contents: Data(key.utf8), attributes: [.posixPermissions: 0o600])
    }

    private func spawn() throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        var words = ([executable, "serve", "--workspace", workspace, "--port", "0"] + arguments).map { strdup($0) } + [nil]
        let settings = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        var variables = settings.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, executable, &actions, nil, &words, &variables)
        guard result == 0 else { throw UsageError("cannot start \(executable): \(String(cString: strerror(result)))") }
        return process
    }
}
