import ArgumentParser
import Foundation
import Workspaces

/// `--json-progress`: what is safe already, for programs that watch.
///
/// A line stands on standard error only after everything that it names is on the disk: neither a kill nor a power cut can take
/// it back.
struct MachineProgress: ParsableArguments {
    @Flag(
        help: """
            Print a line of JSON on standard error whenever something has become durable: {"committed": …} after a batch of rows, \
            {"checkpoint": epochs}, {"resumed": epochs}, {"published": model}, {"serves": model}.
            """)
    var jsonProgress = false

    private struct Line: Encodable {
        var committed: ImportCommit?
        var resumed: Int?
        var checkpoint: Int?
        var published: String?
        var serves: String?
    }

    func tell(_ progress: ImportProgress) {
        if let committed = progress.committed { write(Line(committed: committed)) }
    }

    func tell(_ event: TrainingEvent) {
        switch event {
        case .saved(let epoch): write(Line(checkpoint: epoch))
        case .published(let model): write(Line(published: model))
        case .promoted(let model): write(Line(serves: model))
        case .resumed(let epoch): write(Line(resumed: epoch))
        case .choices, .progress, .gate, .estimate: break
        }
    }

    private func write(_ line: Line) {
        guard jsonProgress else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if let data = try? encoder.encode(line) { Terminal.complain(String(decoding: data, as: UTF8.self)) }
    }
}
