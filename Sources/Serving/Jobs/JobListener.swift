import FoundationEssentials
import Synchronization

/// Hears what a job's process says: progress from lines of JSON, the log from the others, the result from its output.
final class JobListener: Sendable {
    private struct State {
        var progress: JobProgress
        var line: [UInt8] = []
        /// Whether the rest of a line that is too long is being dropped.
        var skips = false
        var output: [UInt8] = []
        var outputIsWhole = true
        var lastLine = ""
    }
    private let log: JobLog
    private let state: Mutex<State>
    private let seconds: @Sendable () -> Double
    private let begun: Double

    /// No line of a log is longer.
    private static let longestLine = 8192
    /// A result that is longer is not kept.
    static let longestOutput = 16 << 20

    init(log: JobLog, progress: JobProgress = JobProgress(), seconds: @escaping @Sendable () -> Double) {
        self.log = log
        self.seconds = seconds
        begun = seconds()
        state = Mutex(State(progress: progress))
    }

    var progress: JobProgress { state.withLock { $0.progress } }
    /// What was printed with `--json`; nil where it was too long.
    var output: [UInt8]? { state.withLock { $0.outputIsWhole ? $0.output : nil } }
    /// What the process complained about last: mostly why it failed.
    var lastLine: String { state.withLock { $0.lastLine } }

    func hear(_ event: ProcessEvent) {
        switch event {
        case .output(let bytes): hear(output: bytes)
        case .errors(let bytes): hear(errors: bytes)
        case .ended: state.withLock { finishLine(&$0) }
        }
    }

    private func hear(output bytes: [UInt8]) {
        state.withLock { state in
            guard state.outputIsWhole else { return }
            state.output += bytes
            guard state.output.count > JobListener.longestOutput else { return }
            (state.output, state.outputIsWhole) = ([], false)
        }
    }

    private func hear(errors bytes: [UInt8]) {
        state.withLock { state in
            for byte in bytes {
                if byte == UInt8(ascii: "\n") {
                    finishLine(&state)
                } else if !state.skips {
                    state.line.append(byte)
                    state.skips = state.line.count >= JobListener.longestLine
                }
            }
        }
    }

    private func finishLine(_ state: inout State) {
        defer {
            state.line.removeAll(keepingCapacity: true)
            state.skips = false
        }
        guard !state.line.isEmpty else { return }
        if state.line.first == UInt8(ascii: "{"), let told = try? JSONDecoder().decode(ProgressMessage.self, from: Data(state.line)) {
            return told.apply(to: &state.progress, seconds: seconds() - begun)
        }
        log.append(state.line + [UInt8(ascii: "\n")])
        state.lastLine = String(decoding: state.line, as: UTF8.self)
    }
}

/// One line of `--json-progress`.
package struct ProgressMessage: Codable, Sendable {
    package struct Step: Codable, Sendable {
        package var step: String
        package var share: Double?
        package var secondsLeft: Double?
        package var epoch: Int?
        package var loss: Double?
        package var validation: Double?
        package var count: Int?
        package var detail: String?
        package init(_ step: String) { self.step = step }
    }
    package struct Commit: Codable, Sendable { package var events: Int? }
    package var progress: Step?
    package var committed: Commit?
    package var resumed: Int?
    package var checkpoint: Int?
    package var published: String?
    package var serves: String?
    package init() {}

    /// - Parameter seconds: since the process began, for the time left where it says none.
    func apply(to progress: inout JobProgress, seconds: Double) {
        if let events = committed?.events { progress.committed = events }
        if let checkpoint = checkpoint ?? resumed { progress.checkpoint = checkpoint }
        if let published { progress.published = published }
        guard let step = self.progress else { return }
        if step.step != progress.step { (progress.share, progress.secondsLeft, progress.count, progress.detail) = (nil, nil, nil, nil) }
        progress.step = step.step
        progress.share = step.share.flatMap { $0.isFinite ? min(max($0, 0), 1) : nil } ?? progress.share
        progress.secondsLeft = step.secondsLeft ?? progress.share.flatMap { $0 > 0.01 ? seconds * (1 - $0) / $0 : nil }
        progress.count = step.count ?? progress.count
        progress.detail = step.detail ?? progress.detail
        progress.epoch = step.epoch ?? progress.epoch
        if let loss = step.loss, loss.isFinite {
            progress.loss = loss
            JobProgress.add(loss, to: &progress.losses)
        }
        if let validation = step.validation, validation.isFinite {
            progress.validation = validation
            JobProgress.add(validation, to: &progress.validations)
        }
    }
}

extension JobProgress {
    /// Adds a point to a curve; every second point goes when it is too long.
    static func add(_ value: Double, to curve: inout [Double]) {
        if curve.count >= longestCurve { curve = stride(from: 1, to: curve.count, by: 2).map { curve[$0] } }
        curve.append(value)
    }
}
