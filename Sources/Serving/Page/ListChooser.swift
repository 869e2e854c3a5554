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
        var state = State(candidates, chooser: self, choices: count)
        var result: [ChosenTitle] = []
        result.reserveCapacity(count)
        while result.count < count {
            guard let (position, title) = next(&state, limits) else { break }
            state.choose(position)
            limits.place(title.item)
            result.append(title)
        }
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
        private let vectors: TitleShelves.Vectors
        private var isTaken: [Bool]
        /// What relevance and diversity gave a candidate when they were last looked at, or more: neither ever rises. `[N]`
        private var bounds: [Double]
        private var volume: SpannedVolume?
        private var marginal: MarginalLikeness?
        private var mix: GenreMix?
        private let genres: [ArraySlice<Int32>]
        private let (diversity, calibration): (Double, Double)
        private let isSorted: Bool

        init(_ candidates: [PageCandidate], chooser: ListChooser, choices: Int) {
            self.candidates = candidates
            shelves = chooser.shelves
            vectors = shelves.vectors
            isTaken = Array(repeating: false, count: candidates.count)
            bounds = Array(repeating: .infinity, count: candidates.count)
            (diversity, calibration) = (chooser.diversity, chooser.calibration)
            if chooser.diversity > 0 {
                switch chooser.kind {
                case .volume: volume = SpannedVolume(count: candidates.count, choices: choices)
                case .marginal: marginal = MarginalLikeness(count: candidates.count)
                }
            }
            mix = chooser.calibration > 0 ? chooser.mix : nil
            genres = mix == nil ? [] : candidates.map { chooser.shelves.genres(of: $0.item) }
            isSorted = zip(candidates, candidates.dropFirst()).allSatisfy { $0.relevance >= $1.relevance }
        }

        func position(of item: ItemIndex) -> Int? { candidates.indices.first { !isTaken[$0] && candidates[$0].item == item } }

        /// Finds `front`, at most `width` titles.
        mutating func look(_ width: Int, _ limits: PlaceLimits) {
            front.removeAll(keepingCapacity: true)
            var worst = -Double.infinity
            let isFree = limits.isTrivial
            // The loop holds no reference of its own: with hundreds of candidates for each of two hundred places of a page, counting
            // references took longer than the likenesses.
            let (candidates, isTaken) = (candidates, isTaken)
            candidates.withUnsafeBufferPointer { candidates in
                for position in candidates.indices where !isTaken[position] {
                    let isFull = front.count == width
                    // Nothing adds to relevance, and the candidates are in its order.
                    if isSorted, isFull, Double(candidates[position].relevance) <= worst { break }
                    if isFull, bounds[position] <= worst { continue }
                    var gain = gain(position, of: candidates, orBelow: isFull ? worst : -.infinity)
                    if isFull, gain <= worst { continue }
                    if mix != nil {
                        gain -= calibration * mix!.distance(adding: genres[position])
                        if isFull, gain <= worst { continue }
                    }
                    guard isFree || limits.allows(candidates[position].item) else { continue }
                    if isFull { front.removeLast() }
                    var place = front.count
                    while place > 0, front[place - 1].gain < gain { place -= 1 }
                    front.insert((position, gain), at: place)
                    worst = front[front.count - 1].gain
                }
            }
        }

        /// Relevance and diversity; `worst` where they are found not to exceed it.
        @inline(__always)
        private mutating func gain(_ position: Int, of candidates: UnsafeBufferPointer<PageCandidate>, orBelow worst: Double) -> Double {
            let relevance = Double(candidates[position].relevance)
            if marginal != nil { return relevance + diversity * marginal!.gain(position) }
            guard volume != nil else { return relevance }
            let vectors = vectors
            let found = volume!.gain(position, above: (worst - relevance) / diversity) {
                vectors.cosine(candidates[$1].item, candidates[$0].item)
            }
            let gain = found.map { relevance + diversity * $0 } ?? worst
            bounds[position] = gain
            return gain
        }

        mutating func choose(_ position: Int) {
            isTaken[position] = true
            mix?.add(genres[position])
            let (candidates, shelves) = (candidates, shelves)
            volume?.choose(position) { shelves.cosine(candidates[$1].item, candidates[$0].item) }
            guard marginal != nil else { return }
            var own = candidates.map { shelves.cosine(candidates[position].item, $0.item) }
            own[position] = 1
            marginal?.choose(own)
        }
    }
}
