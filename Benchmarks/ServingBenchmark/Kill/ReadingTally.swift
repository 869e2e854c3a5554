import Datasets
import Foundation
import Synchronization

/// Asks for lists while a server lives, and counts what no contract allows.
final class ReadingTally: Sendable {
    struct State: Sendable {
        var answers = 0
        var violations: [String] = []
    }
    private let tally = Mutex(State())

    var state: State { tally.withLock { $0 } }

    /// Asks until it is cancelled or the server is gone.
    func run(_ client: LoadClient, _ traffic: Traffic, seed: UInt64) async {
        var random = SeededGenerator(seed: seed)
        while !Task.isCancelled {
            let answer = await client.send(traffic.list(traffic.person(&random)))
            note(answer)
            guard answer.status != 0 else { return }
        }
    }

    private func note(_ answer: LoadAnswer) {
        tally.withLock { tally in
            if answer.isGood {
                tally.answers += 1
            } else if answer.status != 0, !answer.isTypedRejection {
                tally.violations.append("reading: status \(answer.status)")
            }
        }
    }
}
