import FoundationEssentials

/// How jobs are run; read once at start.
public struct JobOptions: Sendable {
    /// The program that jobs are run with: the one that serves.
    public var program: String
    public var paths: JobPaths
    /// Largest share of a contended core that jobs may take from serving, 0.01…0.5; where a core is idle they take all of it.
    public var share: Double
    /// Threads of one job; serving keeps the rest of the machine to itself.
    public var workers: Int
    /// Seconds between the request to end and the end that is forced.
    public var graceSeconds: Double
    /// Finished jobs that are remembered, with logs and results.
    public var keptJobs: Int
    /// Jobs that may wait.
    public var longestQueue: Int
    /// What the processes know of the outside.
    public var environment: [String: String]

    public init(
        program: String, paths: JobPaths = JobPaths(), share: Double = 0.1, workers: Int = 1, graceSeconds: Double = 10,
        keptJobs: Int = 500, longestQueue: Int = 100,
        environment: [String: String] = JobOptions.passedOn(ProcessInfo.processInfo.environment)
    ) {
        self.program = program
        self.paths = paths
        self.share = min(max(share.isFinite ? share : 0.1, 0.01), 0.5)
        self.workers = min(max(workers, 1), 256)
        self.graceSeconds = min(max(graceSeconds, 0), 600)
        self.keptJobs = max(1, keptJobs)
        self.longestQueue = max(1, longestQueue)
        self.environment = environment
    }

    /// A step of niceness is a quarter less of a core: at niceness n a job gets w/(1 + w) of a contended one, w = 1.25⁻ⁿ.
    package var niceness: Int32 {
        var (steps, weight) = (Int32(0), 1.0)
        while steps < 19, weight / (1 + weight) > share + 1e-9 { (steps, weight) = (steps + 1, weight / 1.25) }
        return steps
    }

    /// Keys of the service stay with the service.
    public static func passedOn(_ environment: [String: String]) -> [String: String] {
        let names = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "TASTEMAKER_KERNELS", "TASTEMAKER_TEXT_ENCODER", "LD_LIBRARY_PATH"]
        return environment.filter { names.contains($0.key) }
    }
}

/// Why a job cannot be shown or changed.
public enum JobError: Error, Sendable, Equatable, CustomStringConvertible {
    case unknown(String)
    /// The text says what it is instead.
    case wrongState(String)
    public var description: String {
        switch self {
        case .unknown(let id): "there is no job “\(id.prefix(64))”"
        case .wrongState(let reason): reason
        }
    }
}
