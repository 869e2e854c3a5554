import ArgumentParser
import Evaluation
import Foundation
import Recommenders
import Serving
import Synchronization
import Workspaces

/// `--json-progress`: how far it has come and what is safe already, for programs that watch.
///
/// Beside `progress`, a line stands on standard error only after everything that it names is on the disk: neither a kill nor a
/// power cut can take it back.
struct MachineProgress: ParsableArguments {
    @Flag(
        help: """
            Print a line of JSON on standard error whenever something has become durable: {"committed": …} after a batch of rows, \
            {"checkpoint": epochs}, {"resumed": epochs}, {"published": model}, {"serves": model}; and, at most four times a second, \
            {"progress": {"step", "share", "epoch", "loss", …}}.
            """)
    var jsonProgress = false

    private struct Line: Encodable {
        var progress: ProgressMessage.Step?
        var committed: ImportCommit?
        var resumed: Int?
        var checkpoint: Int?
        var published: String?
        var serves: String?
    }

    func tell(_ progress: ImportProgress) {
        if let committed = progress.committed { write(Line(committed: committed)) }
        guard progress.estimate == nil else { return }
        var step = ProgressMessage.Step("importing")
        step.share = progress.totalBytes > 0 ? Double(progress.bytesRead) / Double(progress.totalBytes) : nil
        step.count = progress.events + progress.known
        step.detail = progress.source
        tell(step)
    }

    /// - Parameter isDue: whether it is said however short ago the last word was.
    func tell(_ step: ProgressMessage.Step, isDue: Bool = false) {
        let now = ProcessInfo.processInfo.systemUptime
        let speaks = MachineProgress.spoken.withLock { last in
            guard isDue || now - last >= 0.25 else { return false }
            last = now
            return true
        }
        if speaks { write(Line(progress: step)) }
    }

    private static let spoken = Mutex(-1.0)

    func tell(_ event: EvaluationEvent) {
        var step = ProgressMessage.Step("judging")
        switch event {
        case .ranking(let name, let done, let all):
            step.share = Double(done) / Double(max(1, all))
            step.count = done
            step.detail = name
        case .fitting(let name): step.detail = name
        default: return
        }
        tell(step)
    }

    func tell(_ event: TrainingEvent) {
        switch event {
        case .saved(let epoch): write(Line(checkpoint: epoch))
        case .published(let model): write(Line(published: model))
        case .promoted(let model): write(Line(serves: model))
        case .resumed(let epoch): write(Line(resumed: epoch))
        case .progress(let progress): tell(progress)
        case .choices, .gate, .estimate: break
        }
    }

    private func tell(_ progress: TrainingProgress) {
        var step = ProgressMessage.Step("training")
        step.share = Double(progress.step) / Double(max(1, progress.totalSteps))
        (step.epoch, step.loss, step.validation) = (progress.epoch, progress.loss, progress.validation)
        tell(step, isDue: progress.validation != nil)
    }

    private func write(_ line: Line) {
        guard jsonProgress else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let data = try? encoder.encode(line) { Terminal.complain(String(decoding: data, as: UTF8.self)) }
    }
}
