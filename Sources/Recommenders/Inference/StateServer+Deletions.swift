import Datasets
import Tensors

// Letters: D width, n deleted tokens.

extension StateServer {
    /// Unit vectors of one request, first after the whole window, then after the window without each of some tokens, `[1 + n, D]`.
    ///
    /// The window keeps its beginning: no older token moves in for the one that is taken out, so that a difference is that token's
    /// alone. What rows before a deleted token made is reused, the rest of all variants is computed in one jagged batch.
    /// - Parameters:
    ///   - question: of one row.
    ///   - tokens: places in the whole history's tokens; those outside the window are left out of the answer.
    ///   - isKept: whether the person has a state that is kept; where not, nothing of them stays.
    ///   - rowLimit: rows that may be computed anew beyond the first token's, which is always taken out.
    /// - Returns: the vectors, and the tokens that they are without, in the given order.
    /// - Complexity: O(L·R·D·(D + F + T)) for R rows behind the deleted tokens.
    func deletions(
        _ question: StateQuestion, without tokens: [Int], isKept: Bool, rowLimit: Int = .max
    ) throws -> (vectors: [Float], tokens: [Int]) {
        for row in question.rows { try row.validate(itemCount: scorer.itemCount) }
        let workspace = workspaces.lend()
        workspace.clear()
        defer { workspaces.take(back: workspace) }
        let loan = try isKept ? borrow(question) : own(question)
        defer { give(back: loan, question.userKey) }
        // A state that holds the last layer's keys alone is read anew: the lower layers are what is reused.
        advance(CollectionOfOne(loan.state), in: workspace)
        if loan.state.residency != .hot { loan.state.makeRoom() }
        advance(CollectionOfOne(loan.state), in: workspace)
        let chosen = affordable(tokens, in: loan.state, rowLimit: rowLimit)
        let variants = chosen.map { loan.state.without(row: $0 + 1 - loan.state.start) }
        defer { for variant in variants { variant.erase() } }
        engine.advance(variants, in: workspace)
        let row = shape.tokenizer.request(question.rows[0].request)
        for (base, state) in ([loan.state] + variants).enumerated() {
            workspace.requests.append(row)
            workspace.segments.append(.init(state: state, first: 0, count: 1, base: base))
        }
        let count = (1 + variants.count) * shape.width
        return (Array(UnsafeBufferPointer(start: engine.ask(in: workspace), count: count)), chosen)
    }

    /// A state of one's own, dropped afterwards.
    private func own(_ question: StateQuestion) throws -> Loan {
        let state = UserState(shape: shape, pool: pages)
        try read(question, into: state)
        return Loan(state: state, kind: .own)
    }

    private func affordable(_ tokens: [Int], in state: UserState, rowLimit: Int) -> [Int] {
        var rows = 0
        return tokens.filter { token in
            let row = token + 1 - state.start
            guard row >= 0, row < state.rowCount, token >= 0, state.rowCount > 1 else { return false }
            let cost = state.rowCount - row
            guard rows == 0 || rows + cost <= rowLimit else { return false }
            rows += cost
            return true
        }
    }
}
