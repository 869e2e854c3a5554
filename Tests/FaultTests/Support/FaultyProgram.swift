import Foundation
import Glibc
import Synchronization

/// What is done to the program while it runs; see `Tests/CFaultInjection/include/CFaultInjection.h`.
struct Fault: CustomStringConvertible {
    var settings: [String: String] = [:]

    static let none = Fault()
    static func kill(_ call: Int, _ when: Moment) -> Fault { Fault(settings: ["FAULT_KILL": "\(call):\(when.rawValue)"]) }
    static func failedSync(_ call: Int, always: Bool) -> Fault {
        Fault(settings: ["FAULT_SYNC_ERROR": "\(call):\(always ? "always" : "once")"])
    }
    /// - Parameter names: whether there is no room for the name of an empty file either.
    static func full(from call: Int, names: Bool = false) -> Fault { Fault(settings: ["FAULT_FULL": "\(call)\(names ? ":names" : "")"]) }
    static func free(bytes: Int) -> Fault { Fault(settings: ["FAULT_FREE": "\(bytes)"]) }
    static func memory(bytes: Int) -> Fault { Fault(settings: ["FAULT_MEMORY": "\(bytes)"]) }
    /// A promised fsync taken away: "all", "files", "folders" or the name of a file.
    static func withoutSync(of which: String) -> Fault { Fault(settings: ["FAULT_IGNORE_SYNC": which]) }

    enum Moment: String, CaseIterable { case before, after, half }

    var description: String {
        settings.isEmpty ? "no fault" : settings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

/// The real executable, with the library of faults preloaded.
enum FaultyProgram {
    struct Outcome {
        /// Nil when a signal ended it.
        var status: Int32?
        var signal: Int32?
        var output: String
        var errors: String

        var wasKilled: Bool { signal == SIGKILL }
        /// Ended by a signal that nobody sent: a trap, or memory that it may not touch.
        var crashed: Bool { signal != nil && !wasKilled }
        var summary: String {
            "status \(status.map(String.init) ?? "none"), signal \(signal.map(String.init) ?? "none"): \(errors.suffix(600))"
        }

        func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }

        /// What `--json-progress` said before the end.
        var acknowledged: [[String: Any]] {
            errors.split(separator: "\n").filter { $0.hasPrefix("{") }
                .compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
        }
    }

    private static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
    static let executable = folder.appendingPathComponent("tastemaker").path
    static let library = folder.appendingPathComponent("libFaultInjection.so").path

    /// A command takes far less than a second; one that takes this long hangs.
    private static let patienceSeconds = 90.0

    /// - Parameters:
    ///   - root: files below it meet faults.
    ///   - journal: a file for every call with its data; it is replaced.
    static func run(_ arguments: [String], root: String, fault: Fault = .none, journal: String? = nil) throws -> Outcome {
        let scratch = try TemporaryFolder()
        if let journal { try? FileManager.default.removeItem(atPath: journal) }
        var environment = ProcessInfo.processInfo.environment.merging(fault.settings) { $1 }
        environment["LD_PRELOAD"] = library
        environment["FAULT_ROOT"] = root
        environment["FAULT_JOURNAL"] = journal
        // A backtrace of a crash would take seconds, and the signal is all that is asked for.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        let process = try spawn(arguments, environment, output: scratch.path + "/out", errors: scratch.path + "/err")
        let end = try wait(process)
        return Outcome(
            status: end & 0x7F == 0 ? end >> 8 & 0xFF : nil, signal: end & 0x7F == 0 ? nil : end & 0x7F,
            output: String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/out")), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/err")), as: UTF8.self))
    }

    private struct Failure: Error, CustomStringConvertible { var description: String }

    private static func spawn(_ arguments: [String], _ environment: [String: String], output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // Appended to, so that nothing is overwritten whoever writes.
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var words = ([executable] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let result = posix_spawn(&process, executable, &actions, nil, &words, &variables)
        guard result == 0 else { throw Failure(description: "cannot start \(executable): \(String(cString: strerror(result)))") }
        return process
    }

    private static func wait(_ process: pid_t) throws -> Int32 {
        let started = ContinuousClock.now
        var end: Int32 = 0
        while waitpid(process, &end, WNOHANG) == 0 {
            if ContinuousClock.now - started > .seconds(patienceSeconds) {
                kill(process, SIGKILL)
                waitpid(process, &end, 0)
                throw Failure(description: "the program hung for \(patienceSeconds) s")
            }
            usleep(1000)
        }
        return end
    }
}

/// A folder that goes when nobody needs it any more, or with the process.
final class TemporaryFolder: Sendable {
    let path: String
    private static let living = Mutex<Set<String>>([])
    private static let cleaning: Void = {
        _ = atexit { for path in TemporaryFolder.living.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) } }
    }()

    init() throws {
        let base = URL(fileURLWithPath: NSTemporaryDirectory()).resolvingSymlinksInPath().path
        path = base + "/tastemaker-faults-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        _ = TemporaryFolder.cleaning
        _ = TemporaryFolder.living.withLock { $0.insert(path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
        _ = TemporaryFolder.living.withLock { $0.remove(path) }
    }
}

/// SplitMix64: the same seed, the same faults.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
