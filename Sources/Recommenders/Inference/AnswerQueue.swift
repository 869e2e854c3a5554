/// Gathers questions that wait at the same moment into one batch.
///
/// Nobody waits for company: whoever finds the queue idle is computed at once, and those who come meanwhile make the next batch.
/// The one whose question is computed computes the batch, and then hands the lead to the first who waits; so there is no task
/// without an owner, and nobody leads for longer than one batch.
public actor AnswerQueue {
    private let server: StateServer
    private let maximumBatch: Int
    private var isLed = false
    private var waiting: [Ticket] = []
    /// Batches computed so far, and questions in them.
    public private(set) var batches = 0
    public private(set) var answered = 0

    private final class Ticket {
        let question: StateQuestion
        var turn: CheckedContinuation<Void, Never>?
        var answer: Result<RankedLists, any Error>?
        init(_ question: StateQuestion) { self.question = question }

        /// Wakes the one who waits, once: whoever was given the lead is in the batch that it computes.
        func wake() {
            turn?.resume()
            turn = nil
        }
    }

    /// - Parameter maximumBatch: questions computed together; beyond a few dozen the products gain nothing more.
    public init(_ server: StateServer, maximumBatch: Int = 64) {
        self.server = server
        self.maximumBatch = max(1, maximumBatch)
    }

    /// - Throws: `StateError`, or what the question's history throws.
    public func answer(_ question: StateQuestion) async throws -> RankedLists {
        let ticket = Ticket(question)
        waiting.append(ticket)
        if isLed {
            // Resumed with an answer, or with the lead.
            await withCheckedContinuation { ticket.turn = $0 }
        }
        if let answer = ticket.answer { return try answer.get() }
        isLed = true
        await lead()
        return try ticket.answer!.get()
    }

    /// Computes one batch, the caller's question first in it, and passes the lead on.
    private func lead() async {
        let batch = Array(waiting.prefix(maximumBatch))
        waiting.removeFirst(batch.count)
        let answers = await compute(batch.map(\.question))
        batches += 1
        answered += batch.count
        for (ticket, answer) in zip(batch, answers) {
            ticket.answer = answer
            ticket.wake()
        }
        if let next = waiting.first { next.wake() } else { isLed = false }
    }

    /// Away from the actor, so that questions can come meanwhile.
    private nonisolated func compute(_ questions: [StateQuestion]) async -> [Result<RankedLists, any Error>] {
        server.answer(questions)
    }
}
