import Datasets
import Tensors

// Letters: D width, n deletions, t tokens of the window.

extension StateServer {
    /// What a request becomes after the whole window, and after the window without some of its tokens.
    struct Deletions {
        /// Unit vectors, that of the whole window first, `[1 + n, D]`.
        var vectors: [Float]
        /// The tokens that each of the others is without, as places in the whole history's tokens.
        var groups: [[Int]]
    }

    /// What a request becomes when it does not look at a token, though the tokens behind it did: a guess at what its deletion does.
    struct HiddenTokens {
        /// Of the window.
        var tokens: Range<Int>
        /// Unit vectors, the one that saw everything first, `[1 + t, D]`.
        var vectors: [Float]
    }

    /// Deletes tokens of the history and asks the request again.
    ///
    /// The window keeps its beginning: no older token moves in for one that is taken out, so that a difference is that token's
    /// alone. What rows before a deleted token made is reused, the rest of all variants is computed in one jagged batch.
    /// - Parameters:
    ///   - question: of one row.
    ///   - isKept: whether the person has a state that is kept; where not, nothing of them stays.
    ///   - rowLimit: rows that may be computed anew beyond the first group's, which is always taken out.
    ///   - hides: whether `choosing` is told what hiding each token does.
    ///   - choosing: gives the groups of tokens to be deleted together. Those outside the window are left out of the answer.
    /// - Complexity: O(L·R·D·(D + F + T)) for R rows behind the deleted tokens; hiding tokens costs one layer of the window.
    func deletions(
        _ question: StateQuestion, isKept: Bool, rowLimit: Int = .max, hides: Bool = false, choosing: (HiddenTokens?) -> [[Int]]
    ) throws -> Deletions {
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
        let request = shape.tokenizer.request(question.rows[0].request)
        let groups = affordable(choosing(hides ? hidden(loan.state, request, in: workspace) : nil), in: loan.state, rowLimit: rowLimit)
        let variants = groups.map { group in loan.state.without(rows: group.map { $0 + 1 - loan.state.start }.sorted()) }
        defer { for variant in variants { variant.erase() } }
        engine.advance(variants, in: workspace)
        workspace.clear()
        for (base, state) in ([loan.state] + variants).enumerated() {
            workspace.requests.append(request)
            workspace.segments.append(.init(state: state, first: 0, count: 1, base: base))
        }
        let count = (1 + variants.count) * shape.width
        return Deletions(vectors: Array(UnsafeBufferPointer(start: engine.ask(in: workspace), count: count)), groups: groups)
    }

    /// A state of one's own, dropped afterwards.
    private func own(_ question: StateQuestion) throws -> Loan {
        let state = UserState(shape: shape, pool: pages)
        try read(question, into: state)
        return Loan(state: state, kind: .own)
    }

    private func hidden(_ state: UserState, _ request: RequestToken, in workspace: StateWorkspace) -> HiddenTokens {
        workspace.clear()
        workspace.requests.append(contentsOf: repeatElement(request, count: 1 + state.rowCount))
        workspace.segments.append(.init(state: state, first: 0, count: 1 + state.rowCount, base: 0))
        let all = UnsafeBufferPointer(start: engine.ask(in: workspace, hidesEach: true), count: (1 + state.rowCount) * shape.width)
        // The start token is nobody's event.
        let skipped = state.start == 0 ? 1 : 0
        return HiddenTokens(
            tokens: state.start - 1 + skipped..<state.tokenCount,
            vectors: Array(all[..<shape.width]) + Array(all[(1 + skipped) * shape.width..<all.count]))
    }

    private func affordable(_ groups: [[Int]], in state: UserState, rowLimit: Int) -> [[Int]] {
        var rows = 0
        return groups.filter { group in
            let places = group.map { $0 + 1 - state.start }
            guard let first = places.min(), first >= 0, places.allSatisfy({ $0 < state.rowCount }), group.allSatisfy({ $0 >= 0 }),
                Set(places).count == places.count, places.count < state.rowCount
            else { return false }
            let cost = state.rowCount - first
            guard rows == 0 || rows + cost <= rowLimit else { return false }
            rows += cost
            return true
        }
    }
}
