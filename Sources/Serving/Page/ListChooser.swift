#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Datasets
import Recommenders

/// A title that may take a place, with its relevance in nats.
package struct PageCandidate: Sendable, Hashable {
    package var item: ItemIndex
    package var relevance: Float
    package init(_ item: ItemIndex, relevance: Float) {
        self.item = item
        self.relevance = relevance
    }
}

/// A title with its place, and how it came to it.
package struct ChosenTitle: Sendable, Hashable {
    package var item: ItemIndex
    package var propensity: Double
    package var isDrawn = false
    package var isPinned = false
}

/// Fills the places of one row or list, each with the title of the greatest gain given those before:
///
///     gain(i) = relevance(i) + δ · log det S(Y ∪ i)/det S(Y) − κ · miscalibration(Y ∪ i)
///
/// δ and κ are the strengths of diversity and calibration; nothing is drawn and nothing repeated where they are 0 and the rate of
/// exploration is 0: the list is then in the order of the scores.
package struct ListChooser {
    /// How the likeness of titles within a list counts.
    package enum Diversity: Sendable, Hashable { case volume, marginal }

    let shelves: TitleShelves
    package var diversity: Double
    package var calibration: Double
    package var kind = Diversity.volume
    /// Nil where nothing is known of the person.
    package var mix: GenreMix?
    package var draw: PlaceDraw
    /// Of the last list: its memory serves the next one.
    private var volume = SpannedVolume()

    package init(_ shelves: TitleShelves, diversity: Double, calibration: Double, mix: GenreMix?, draw: PlaceDraw) {
        self.shelves = shelves
        self.diversity = diversity
        self.calibration = calibration
        self.mix = mix
        self.draw = draw
    }

    package mutating func choose(_ candidates: [PageCandidate], count: Int) -> [ChosenTitle] {
        var limits = PlaceLimits(ListRules(), before: [], usesPins: false) { _ in true }
        return choose(candidates, count: count, limits: &limits)
    }

    /// - Parameter candidates: without repetition, best first, pinned titles among them.
    /// - Returns: at most `count` titles; fewer where the limits leave no other.
    mutating func choose(_ candidates: [PageCandidate], count: Int, limits: inout PlaceLimits) -> [ChosenTitle] {
        var state = State(candidates, chooser: &self, choices: count)
        var result: [ChosenTitle] = []
        result.reserveCapacity(count)
        while result.count < count {
            guard let (position, title) = next(&state, limits) else { break }
            state.choose(position)
            limits.place(title.item)
            result.append(title)
        }
        if let used = state.volume { volume = used }
        return result
    }

    private mutating func next(_ state: inout State, _ limits: PlaceLimits) -> (Int, ChosenTitle)? {
        if let pin = limits.pin(), let position = state.position(of: pin) {
            return (position, ChosenTitle(item: pin, propensity: 1, isPinned: true))
        }
        state.look(draw.rate > 0 ? draw.width : 1, limits)
        guard !state.front.isEmpty else { return nil }
        let choice = draw.choose(state.front.lazy.map { $0.gain })
        let position = state.front[choice.position].position
        let item = state.candidates[position].item
        return (position, ChosenTitle(item: item, propensity: choice.probability, isDrawn: choice.position > 0))
    }
}

extension ListChooser {
    /// Gains of the candidates given what has been chosen.
    private struct State {
        let candidates: [PageCandidate]
        /// The best of those that may stand on the next place, best first, ties to the earlier candidate.
        private(set) var front: [(position: Int, gain: Double)] = []
        /// Keeps the vectors.
        private let shelves: TitleShelves
        /// Rows of the vectors where `marginal` asks for them, `[N]`.
        private let rows: [Int32]
        private var isTaken: [Bool]
        private(set) var volume: SpannedVolume?
        /// exp(relevance / δ): times the ratio of volumes it orders candidates as relevance and diversity do, without logarithms. `[N]`
        private let weights: [Double]
        private var marginal: MarginalLikeness?
        private var mix: GenreMix?
        private let genres: [ArraySlice<Int32>]
        private let (diversity, calibration): (Double, Double)
        private let isSorted: Bool

        init(_ candidates: [PageCandidate], chooser: inout ListChooser, choices: Int) {
            self.candidates = candidates
            shelves = chooser.shelves
            isTaken = Array(repeating: false, count: candidates.count)
            let (diversity, calibration) = (chooser.diversity, chooser.calibration)
            (self.diversity, self.calibration) = (diversity, calibration)
            let isSpanned = diversity > 0 && chooser.kind == .volume
            let rows = diversity > 0 ? candidates.map(\.item.rawValue) : []
            if isSpanned {
                var volume = SpannedVolume()
                swap(&volume, &chooser.volume)
                shelves.begin(&volume, rows, choices: choices)
                self.volume = consume volume
            }
            self.rows = isSpanned ? [] : rows
            weights = isSpanned ? candidates.map { exp(Double($0.relevance) / diversity) } : []
            marginal = diversity > 0 && !isSpanned ? MarginalLikeness(count: candidates.count) : nil
            mix = calibration > 0 ? chooser.mix : nil
            genres = mix == nil ? [] : candidates.map { chooser.shelves.genres(of: $0.item) }
            isSorted = zip(candidates, candidates.dropFirst()).allSatisfy { $0.relevance >= $1.relevance }
            front.reserveCapacity(min(chooser.draw.width, candidates.count) + 1)
        }

        func position(of item: ItemIndex) -> Int? { candidates.indices.first { !isTaken[$0] && candidates[$0].item == item } }

        /// Finds `front`, at most `width` titles.
        mutating func look(_ width: Int, _ limits: PlaceLimits) {
            front.removeAll(keepingCapacity: true)
            let isFree = limits.isTrivial
            var worst = -Double.infinity
            // Whatever has no larger product of weight and ratio cannot exceed the worst; what rounding could decide is looked at.
            var least = -1.0
            // The loop holds no reference of its own: with dozens of candidates for each of two hundred places of a page, counting
            // references took longer than the likenesses.
            let (candidates, isTaken, weights, ratios) = (candidates, isTaken, weights, volume?.ratios ?? [])
            for position in candidates.indices where !isTaken[position] {
                let isFull = front.count == width
                // Nothing adds to relevance, and the candidates are in its order.
                if isSorted, isFull, Double(candidates[position].relevance) <= worst { break }
                if isFull, !ratios.isEmpty, weights[position] * ratios[position] <= least { continue }
                var gain = gain(position, ratios)
                if isFull, gain <= worst { continue }
                if mix != nil {
                    gain -= calibration * mix!.distance(adding: genres[position])
                    if isFull, gain <= worst { continue }
                }
                guard isFree || limits.allows(candidates[position].item) else { continue }
                if isFull { front.removeLast() }
                var place = front.count
                front.append((position, gain))
                while place > 0, front[place - 1].gain < gain {
                    front.swapAt(place, place - 1)
                    place -= 1
                }
                guard front.count == width else { continue }
                worst = front[width - 1].gain
                guard !ratios.isEmpty else { continue }
                let product = exp(worst / diversity)
                least = (1e-300...1e300).contains(product) ? product * (1 - 1e-9) : -1
            }
        }

        /// Relevance and diversity.
        ///
        /// - Parameter ratios: of the volume; empty where another measure of diversity counts, or none.
        private func gain(_ position: Int, _ ratios: [Double]) -> Double {
            let relevance = Double(candidates[position].relevance)
            if !ratios.isEmpty { return relevance + diversity * log(ratios[position]) }
            return marginal.map { relevance + diversity * $0.gain(position) } ?? relevance
        }

        mutating func choose(_ position: Int) {
            isTaken[position] = true
            mix?.add(genres[position])
            volume?.choose(position)
            guard marginal != nil else { return }
            var own = [Float](repeating: 0, count: rows.count)
            rows.withUnsafeBufferPointer { rows in
                own.withUnsafeMutableBufferPointer { shelves.vectors.cosines(candidates[position].item, rows, into: $0.baseAddress!) }
            }
            own[position] = 1
            marginal?.choose(own)
        }
    }
}
