import Datasets
import Evaluation
import Tensors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Letters: D width, t tokens of the window.

/// What each token of a window seems to do along a direction in the space of titles, `[D]`.
typealias TokenGuess = ([Float]) -> [(token: Int, value: Float)]

extension Explainer {
    /// The tokens that are worth a measurement, the most promising first, each once.
    func candidates(
        _ items: [ItemIndex], _ sequence: TokenSequence, _ window: Range<Int>, _ effort: Effort, _ guess: TokenGuess
    ) -> [Int] {
        guard sequence.count > 0, !items.isEmpty else { return [] }
        let isGuessing = effort.guessedTokens > 0
        var chosen = isGuessing ? ordered(guess(direction(items))).prefix(effort.guessedTokens).map(\.token) : []
        let read = max(0, window.lowerBound - 1)..<sequence.count
        for item in items {
            let like = scorer.mostAlike(item, among: read.map { sequence.items[$0] }, count: effort.likeTokens + chosen.count)
            for place in like.map({ read.lowerBound + $0 }).filter({ !chosen.contains($0) }).prefix(effort.likeTokens) {
                chosen.append(place)
            }
        }
        if isGuessing, !chosen.contains(sequence.count - 1) { chosen.append(sequence.count - 1) }
        return chosen
    }

    /// All tokens of the window by what they seem to do for the titles and not for all titles alike, strongest first.
    package func guessed(_ items: [ItemIndex], _ query: ScoringQuery) throws -> [(token: Int, value: Float)] {
        let sequence = scorer.tokenizer.tokens(query.history)
        guard sequence.count > 0, !items.isEmpty else { return [] }
        var found: [(token: Int, value: Float)] = []
        _ = try vectors(query, sequence, isKept: false, isGuessing: true) { guess in
            found = ordered(guess(direction(items)))
            return []
        }
        return found
    }

    private func ordered(_ guess: [(token: Int, value: Float)]) -> [(token: Int, value: Float)] {
        guess.sorted { ($1.value, $0.token) < ($0.value, $1.token) }
    }

    /// Towards the titles and away from titles in general.
    private func direction(_ items: [ItemIndex]) -> [Float] {
        var direction = mean.map { -$0 * Float(items.count) }
        for item in items { scorer.add(vectorOf: item, to: &direction) }
        return direction
    }

    /// What the request loses along a direction when it does not look at a token.
    ///
    /// - Complexity: O(t·D).
    func guessed(
        along direction: [Float], _ hidden: StateServer.HiddenTokens, of sequence: TokenSequence
    ) -> [(token: Int, value: Float)] {
        let width = direction.count
        return hidden.vectors.withUnsafeBufferPointer { vectors in
            let whole = Kernels.dot(vectors.baseAddress!, direction, count: width)
            return hidden.tokens.enumerated().compactMap { number, token in
                // The person's state may know of an event that the question does not.
                guard token < sequence.count else { return nil }
                return (token, whole - Kernels.dot(vectors.baseAddress! + (number + 1) * width, direction, count: width))
            }
        }
    }

    /// The linear part of the same, by a gradient.
    package func slopes(
        along direction: [Float], _ query: ScoringQuery, _ sequence: TokenSequence, _ window: Range<Int>
    ) -> [(token: Int, value: Float)] {
        let gradient = gradients.lend()
        defer { gradients.take(back: gradient) }
        return gradient.contributions(
            sequence, window: window, request: scorer.tokenizer.request(query.request), direction: direction, itemTable: scorer.table)
    }

    /// At most two titles of a history for each item that may be the cause of its place: like it, and not long ago.
    ///
    /// No measurement; one product per pair.
    /// - Parameters:
    ///   - titles: latest first.
    ///   - halfLife: titles after which a likeness counts half.
    public func likeliestCauses(of items: [ItemIndex], among titles: [ItemIndex], halfLife: Float = 15) -> [[ItemIndex]] {
        var weights: [Float] = []
        for place in titles.indices { weights.append(place == 0 ? 1 : weights[place - 1] * exp2(-1 / halfLife)) }
        return items.map { item in
            var best: [(place: Int, value: Float)] = []
            for (place, title) in titles.enumerated() where title != item {
                let value = scorer.ownLikeness(item, title, mean: mean) * weights[place]
                guard value > 0, best.count < 2 || value > best[1].value else { continue }
                best.insert((place, value), at: best.first.map { value > $0.value } ?? true ? 0 : 1)
                if best.count > 2 { best.removeLast() }
            }
            return best.map { titles[$0.place] }
        }
    }
}
