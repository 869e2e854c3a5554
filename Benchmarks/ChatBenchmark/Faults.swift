import ConversationSupport
import Foundation

/// `chat-benchmark faults [turns]`: how long a whole answer takes while the server of the model fails, against the deadline.
func faults(_ world: DialogueWorld, turns: Int) async throws {
    for deadline in [0.5, 2.0] {
        print("deadline \(Int(1000 * deadline)) ms, \(turns) turns each")
        for (name, scene) in FaultFigures.scenes {
            let figures = try await FaultFigures.measure(name, scene, turns: turns, deadline: deadline, world)
            let sorted = figures.seconds.sorted()
            let within = sorted.count { $0 <= deadline }
            print(
                "  \(name): built-in with titles \(figures.builtIn) of \(figures.turns) (\(figures.reasons.sorted().joined(separator: ", "))), "
                    + "whole answer p50 \(milliseconds(sorted[sorted.count / 2])), worst \(milliseconds(sorted.last ?? 0)), "
                    + "within the deadline \(within) of \(figures.turns)")
        }
    }
}

private func milliseconds(_ seconds: Double) -> String { String(format: "%.0f ms", 1000 * seconds) }
