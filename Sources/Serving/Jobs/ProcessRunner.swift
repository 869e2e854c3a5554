/// Begins processes and ends those that it began; scripted in tests.
///
/// Calls may come from any thread.
public protocol ProcessRunner: Sendable {
    /// Begins a process. What it says comes to `receive`, one call at a time, from a thread of the runner; the last call is `ended`.
    ///
    /// Whoever is slow to take what it says slows the process down: nothing is heaped up.
    /// - Throws: `ProcessError`.
    func start(_ command: ProcessCommand, receive: @escaping @Sendable (ProcessEvent) -> Void) throws(ProcessError) -> ProcessIdentity

    /// Sends a signal to a process and whatever it began, if it still is the one that is meant.
    ///
    /// - Returns: whether it still was there.
    @discardableResult
    func signal(_ process: ProcessIdentity, _ signal: ProcessSignal) -> Bool

    func isAlive(_ process: ProcessIdentity) -> Bool
}

/// A program and the words behind its name.
public struct ProcessCommand: Sendable, Hashable {
    public var program: String
    public var arguments: [String]
    /// Everything that the process knows of the outside; the service's own secrets are not among it.
    public var environment: [String: String]
    /// 0…19; how far it stands back where cores are scarce.
    public var niceness: Int32
    public init(program: String, arguments: [String], environment: [String: String] = [:], niceness: Int32 = 10) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.niceness = niceness
    }
}

/// A process, and not another one that got its number later.
public struct ProcessIdentity: Sendable, Hashable, Codable {
    public var number: Int32
    /// When the kernel says that it began, in ticks since the machine did.
    public var begun: UInt64
    public init(number: Int32, begun: UInt64) {
        self.number = number
        self.begun = begun
    }
}

public enum ProcessSignal: Sendable { case terminate, kill }

/// What a process says.
public enum ProcessEvent: Sendable, Hashable {
    case output([UInt8])
    case errors([UInt8])
    case ended(ProcessEnd)
}

/// How a process ended.
public enum ProcessEnd: Sendable, Hashable {
    case exited(Int32)
    /// By a signal that somebody sent: 9 for a kill, which is what the kernel does where memory runs out.
    case signalled(Int32)
}

/// Why a process could not begin.
public struct ProcessError: Error, Sendable, Equatable, CustomStringConvertible {
    public var program: String
    /// Of the operating system.
    public var number: Int32
    public var reason: String
    public init(program: String, number: Int32, reason: String) {
        self.program = program
        self.number = number
        self.reason = reason
    }
    public var description: String { "\(program) cannot be started: \(reason)" }
}
