import Foundation
import Synchronization

/// Shows how far something has come: a bar that is redrawn on a terminal, a plain line now and then otherwise.
///
/// Both say the rate and the time left, on standard error.
final class ProgressLine: Sendable {
    private struct State {
        var shown = -1.0
        var isBarVisible = false
        var lastDetail = ""
    }
    private let label: String
    private let unit: String
    private let started: Double
    private let state = Mutex(State())

    /// - Parameters:
    ///   - label: what is being done.
    ///   - unit: of the rate, such as "events".
    init(_ label: String, unit: String) {
        self.label = label
        self.unit = unit
        started = ProcessInfo.processInfo.systemUptime
    }

    /// - Parameters:
    ///   - share: 0...1; nil when the end is not known.
    ///   - count: in units, for the rate.
    func update(share: Double?, count: Int, detail: String = "") {
        let elapsed = ProcessInfo.processInfo.systemUptime - started
        state.withLock { state in
            let interval = Terminal.isInteractive ? 0.1 : 5.0
            guard elapsed - state.shown >= interval else { return }
            // The first moments tell nothing about the rate.
            guard Terminal.isInteractive || elapsed >= interval else { return }
            state.shown = elapsed
            let text = line(share: share, count: count, elapsed: elapsed, detail: detail)
            if Terminal.isInteractive {
                FileHandle.standardError.write(Data("\r\u{1B}[2K\(text)".utf8))
                state.isBarVisible = true
            } else {
                Terminal.complain(text)
            }
        }
    }

    /// Takes the bar away; results follow.
    func end() {
        state.withLock { state in
            guard state.isBarVisible else { return }
            FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
            state.isBarVisible = false
        }
    }

    private func line(share: Double?, count: Int, elapsed: Double, detail: String) -> String {
        var parts = [label]
        if let share {
            if Terminal.isInteractive {
                let filled = Int((min(max(share, 0), 1) * 24).rounded(.down))
                parts.append("[" + String(repeating: "#", count: filled) + String(repeating: "·", count: 24 - filled) + "]")
            }
            parts.append("\(Int((share * 100).rounded(.down))) %")
        }
        if count > 0, elapsed > 0 { parts.append("\(Terminal.grouped(Int(Double(count) / elapsed))) \(unit)/s") }
        if let share, share > 0.01, share < 1 { parts.append("\(Terminal.duration(elapsed * (1 - share) / share)) left") }
        if !detail.isEmpty { parts.append(detail) }
        return parts.joined(separator: "  ")
    }
}
