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
        var state = State(candidates, chooser: self)
        var result: [ChosenTitle] = []
        result.reserveCapacity(count)
        while result.count < count {
            guard let (position, title) = next(&state, limits) else { break }
            state.choose(position, shelves: shelves)
            limits.place(title.item)
            result.append(title)
        }
        return result
    }

    private mutating func next(_ state: inout State, _ limits: PlaceLimits) -> (Int, ChosenTitle)? {
        if let pin = limits.pin(), let position = state.position(of: pin) {
            return (position, ChosenTitle(item: pin, propensity: 1, isPinned: true))
        }
        let best = state.best(draw.rate > 0 ? draw.width : 1, limits)
        guard !best.isEmpty else { return nil }
        let choice = draw.choose(best.map(\.gain))
        let position = best[choice.position].position
        let item = state.candidates[position].item
        return (position, ChosenTitle(item: item, propensity: choice.probability, isDrawn: choice.position > 0))
    }
}

extension ListChooser {
    /// Gains of the candidates given what has been chosen.
    private struct State {
        let candidates: [PageCandidate]
        private var isTaken: [Bool]
        private var volume: SpannedVolume?
        private var marginal: MarginalLikeness?
        private var mix: GenreMix?
        private let genres: [ArraySlice<Int32>]
        private let (diversity, calibration): (Double, Double)
        private var likeness: [Float]
        private let isSorted: Bool

        init(_ candidates: [PageCandidate], chooser: ListChooser) {
            self.candidates = candidates
            isTaken = Array(repeating: false, count: candidates.count)
            (diversity, calibration) = (chooser.diversity, chooser.calibration)
            if chooser.diversity > 0 {
                switch chooser.kind {
                case .volume: volume = SpannedVolume(count: candidates.count)
                case .marginal: marginal = MarginalLikeness(count: candidates.count)
                }
            }
            mix = chooser.calibration > 0 ? chooser.mix : nil
            genres = mix == nil ? [] : candidates.map { chooser.shelves.genres(of: $0.item) }
            likeness = Array(repeating: 0, count: candidates.count)
            isSorted = zip(candidates, candidates.dropFirst()).allSatisfy { $0.relevance >= $1.relevance }
        }

        func position(of item: ItemIndex) -> Int? { candidates.indices.first { !isTaken[$0] && candidates[$0].item == item } }

        /// The best of those that may stand on the next place, best first, ties to the earlier candidate.
        func best(_ width: Int, _ limits: PlaceLimits) -> [(position: Int, gain: Double)] {
            var best: [(position: Int, gain: Double)] = []
            for position in candidates.indices where !isTaken[position] {
                // Nothing adds to relevance, and the candidates are in its order.
                if isSorted, best.count == width, Double(candidates[position].relevance) <= best[width - 1].gain { break }
                let gain = gain(position)
                if best.count == width, gain <= best[width - 1].gain { continue }
                guard limits.isTrivial || limits.allows(candidates[position].item) else { continue }
                if best.count == width { best.removeLast() }
                var place = best.count
                while place > 0, best[place - 1].gain < gain { place -= 1 }
                best.insert((position, gain), at: place)
            }
            return best
        }

        private func gain(_ position: Int) -> Double {
            var gain = Double(candidates[position].relevance)
            if let volume { gain += diversity * volume.gain(position) }
            if let marginal { gain += diversity * marginal.gain(position) }
            if let mix { gain -= calibration * mix.distance(adding: genres[position]) }
            return gain
        }

        mutating func choose(_ position: Int, shelves: TitleShelves) {
            isTaken[position] = true
            mix?.add(genres[position])
            guard volume != nil || marginal != nil else { return }
            let item = candidates[position].item
            for other in candidates.indices { likeness[other] = shelves.cosine(item, candidates[other].item) }
            likeness[position] = 1
            volume?.choose(position, likeness: likeness)
            marginal?.choose(likeness)
        }
    }
}
