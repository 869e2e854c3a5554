import Datasets
import Foundation
import Synchronization

/// Sends batches of events, each until it is acknowledged: through kills, the same batch again and again.
///
/// `Sendable` by its lock; one task at a time calls `run`.
final class EventWriter: Sendable {
    /// What is known of the writer's events.
    struct Journal: Sendable {
        /// Events up to this number are acknowledged.
        var acknowledged = 0
        /// Answers that said `duplicate`: events that a kill stored without telling.
        var existed = 0
        /// Answers that no contract allows.
        var violations: [String] = []
    }

    let traffic: EventTraffic
    private let batch: Int
    private let seed: UInt64
    private let journal = Mutex(Journal())

    init(plan: WorldPlan, name: String, batch: Int, seed: UInt64) {
        traffic = EventTraffic(plan: plan, run: name)
        self.batch = batch
        self.seed = seed
    }

    var state: Journal { journal.withLock { $0 } }

    /// Sends until it is cancelled or the server is gone.
    func run(_ client: LoadClient) async {
        while !Task.isCancelled {
            let answer = await once(client)
            guard answer.status != 0 else { return }
            if !answer.isGood { try? await Task.sleep(for: .milliseconds(5)) }
        }
    }

    /// Sends the batch that is due, whether or not it was sent before.
    func once(_ client: LoadClient) async -> LoadAnswer {
        let first = state.acknowledged
        // The batch of a number is always the same: what is sent again must say the same.
        var random = SeededGenerator(seed: seed &+ UInt64(first))
        let answer = await client.send(traffic.batch(first: first, count: batch, &random))
        if answer.status != 0 { note(answer) }
        return answer
    }

    private func note(_ answer: LoadAnswer) {
        journal.withLock { journal in
            guard answer.isGood else {
                if ![429, 503, 507].contains(answer.status) { journal.violations.append("events: status \(answer.status)") }
                return
            }
            let lines = BulkAnswer(answer.body)
            guard lines.stored == batch else {
                // A cut answer acknowledges nothing; a line that says no is against the contract.
                if lines.others > 0 { journal.violations.append("events: \(lines.example)") }
                return
            }
            journal.acknowledged += batch
            journal.existed += lines.existed
        }
    }
}
