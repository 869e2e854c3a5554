import Evaluation

/// What a step is expected to take: said before it starts, and once more when its first part has shown how fast this machine is.
public struct StepEstimate: Sendable, Hashable, Codable {
    public var memory: MemoryEstimate
    /// Wall time from the beginning of the step to its end.
    public var seconds: Double
    /// Whether the first part of the step has corrected `seconds`.
    public var isRefined = false

    public var step: String { memory.step }

    public init(memory: MemoryEstimate, seconds: Double) {
        self.memory = memory
        self.seconds = seconds
    }
}

/// What a step was expected to take, and what it took; part of the JSON that it leaves.
public struct StepCost: Sendable, Codable, Hashable {
    public var estimatedMemoryBytes: Int
    /// Peak of the resident set of the process.
    public var peakMemoryBytes: Int
    public var estimatedSeconds: Double
    /// Nil when the step ended before anything could be learned from it.
    public var refinedSeconds: Double?
    public var seconds: Double
}

/// An estimate and the clock that it is held against.
struct StepWatch {
    private(set) var estimate: StepEstimate
    private let clock: @Sendable () -> Double
    private let started: Double
    private var refined: Double?

    /// - Parameter started: on the same clock.
    init(_ estimate: StepEstimate, started: Double, clock: @escaping @Sendable () -> Double) {
        self.estimate = estimate
        self.started = started
        self.clock = clock
    }

    var elapsed: Double { clock() - started }
    var isRefined: Bool { refined != nil }

    /// Corrects the time; once.
    ///
    /// - Parameter remaining: seconds to come.
    mutating func refine(remaining: Double) -> StepEstimate {
        estimate.seconds = elapsed + max(0, remaining)
        estimate.isRefined = true
        refined = estimate.seconds
        return estimate
    }

    /// - Parameter first: the estimate that was made before the step.
    func cost(first: StepEstimate) -> StepCost {
        StepCost(
            estimatedMemoryBytes: first.memory.bytes, peakMemoryBytes: PeakMemory.bytes(), estimatedSeconds: first.seconds,
            refinedSeconds: refined, seconds: elapsed)
    }
}
