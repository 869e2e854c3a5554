import Datasets
import Evaluation
import Recommenders

/// What scores titles for people: a foundation model with kept states, one without, or what little data allows.
///
/// All answers are of one catalogue, in its numbers; implementations may be called from any thread.
package protocol ScoringEngine: Sendable {
    /// Titles of the catalogue, V.
    var itemCount: Int { get }
    /// Tokens of a history that are read at most; 0 where none are.
    var longestHistory: Int { get }
    /// A score per title for each moment, `[R, V]`; −∞ where nothing can be said. Comparable within one person, not probabilities.
    func scores(of person: PersonView, at requests: [RequestContext], into scores: UnsafeMutableBufferPointer<Float>) throws
    /// Likeness of every title to one, `[V]`, at most 1.
    func similarity(to item: ItemIndex) -> [Float]
    /// The titles most like each of some, best first, itself left out.
    func nearest(to items: [ItemIndex], count: Int) -> [[ItemIndex]]
    /// Vectors of unit length in the space in which people meet titles; nil where there is none.
    func vector(of item: ItemIndex) -> [Float]?
    func vector(of person: PersonView, at request: RequestContext) throws -> [Float]?
    /// What requests can be said to be after; nil where nothing predicts it.
    var intents: IntentVocabulary? { get }
    /// What a person's request is taken to be after; nil where nothing predicts it.
    func intent(of person: PersonView, at request: RequestContext) throws -> IntentReading?
    /// The event at a position of a person's history, counted from 0, has been put behind the others.
    func note(_ event: Interaction, at position: Int, of person: UInt64)
    /// The person's history changed otherwise.
    func invalidate(_ person: UInt64)
    /// Nothing of the person may stay in memory.
    func erase(_ person: UInt64)
}

extension ScoringEngine {
    package var longestHistory: Int { 0 }
    package func note(_ event: Interaction, at position: Int, of person: UInt64) {}
    package func invalidate(_ person: UInt64) {}
    package func erase(_ person: UInt64) {}
    package func nearest(to items: [ItemIndex], count: Int) -> [[ItemIndex]] {
        items.map { item in TopItems.best(of: similarity(to: item), count: count) { $0 != item } }
    }
    package func vector(of item: ItemIndex) -> [Float]? { nil }
    package func vector(of person: PersonView, at request: RequestContext) throws -> [Float]? { nil }
    package var intents: IntentVocabulary? { nil }
    package func intent(of person: PersonView, at request: RequestContext) throws -> IntentReading? { nil }

    package func scores(of person: PersonView, at request: RequestContext) throws -> [Float] {
        var result = [Float](repeating: 0, count: itemCount)
        try result.withUnsafeMutableBufferPointer { try scores(of: person, at: [request], into: $0) }
        return result
    }
}

/// A foundation model; what it made of known people's histories is kept where the model permits.
package struct ModelEngine: ScoringEngine {
    package let scorer: FoundationScorer
    /// Nil for models whose states cannot be kept: every request then reads the history anew.
    package let states: StateServer?
    /// Why they cannot.
    package let stateRefusal: StateError?
    package let explainer: Explainer

    package init(_ scorer: FoundationScorer, options: StateOptions, clock: @escaping @Sendable () -> Double) {
        self.scorer = scorer
        var options = options
        options.growsAhead = options.bytes > 0
        do throws(StateError) {
            states = try StateServer(scorer, options: options, leavesCompanions: true, clock: clock)
            stateRefusal = nil
        } catch {
            states = nil
            stateRefusal = error
        }
        explainer = Explainer(scorer, states: states)
    }

    package var itemCount: Int { scorer.itemCount }
    package var longestHistory: Int { scorer.model.configuration.maximumSequenceLength }

    package func scores(of person: PersonView, at requests: [RequestContext], into scores: UnsafeMutableBufferPointer<Float>) throws {
        guard let states, isKept(person) else { return try scorer.score(requests.map { person.query($0) }, into: scores) }
        try states.scores(question(requests, of: person), into: scores)
        if scorer.hasCompanions { scorer.applyCompanions(requests.map { person.query($0) }, to: scores) }
    }

    /// What is not kept for anybody must not take the place of what is.
    private func isKept(_ person: PersonView) -> Bool { person.id != nil && !person.isPast }

    package var intents: IntentVocabulary? { scorer.model.intents }

    package func intent(of person: PersonView, at request: RequestContext) throws -> IntentReading? {
        guard let states, isKept(person) else { return try scorer.intents([person.query(request)])?.first }
        return try states.intents(question([request], of: person))?.first
    }

    private func question(_ requests: [RequestContext], of person: PersonView) -> StateQuestion {
        StateQuestion(
            userKey: person.key, rows: requests.map { RowQuery($0, count: 0) }, eventsBefore: person.eventsBefore,
            eventCount: person.eventCount, history: { person.interactions })
    }

    package func similarity(to item: ItemIndex) -> [Float] { scorer.similarity(to: item) }
    package func nearest(to items: [ItemIndex], count: Int) -> [[ItemIndex]] { scorer.nearest(to: items, count: count) }
    package func vector(of item: ItemIndex) -> [Float]? { scorer.vector(of: item) }
    package func vector(of person: PersonView, at request: RequestContext) throws -> [Float]? {
        try scorer.userVectors([person.query(request)])
    }

    package func note(_ event: Interaction, at position: Int, of person: UInt64) {
        // An event that the model cannot place makes the state be read again, which refuses it for good.
        do throws(StateError) { try states?.note(event, at: position, userKey: person) } catch { states?.invalidate(userKey: person) }
    }
    package func invalidate(_ person: UInt64) { states?.invalidate(userKey: person) }
    package func erase(_ person: UInt64) { states?.erase(userKey: person) }
}

/// What is known about the titles and what people here chose: where no model serves.
package struct SmallDataEngine: ScoringEngine {
    package let recommender: SmallDataRecommender
    package let itemCount: Int

    package init(_ recommender: SmallDataRecommender, itemCount: Int) {
        self.recommender = recommender
        self.itemCount = itemCount
    }

    package func scores(of person: PersonView, at requests: [RequestContext], into scores: UnsafeMutableBufferPointer<Float>) {
        recommender.score(requests.map { person.query($0) }, into: scores)
    }

    package func similarity(to item: ItemIndex) -> [Float] {
        var result = [Float](repeating: 0, count: itemCount)
        for (other, cosine) in recommender.similar(to: item, count: itemCount) { result[other.position] = cosine }
        result[item.position] = 1
        return result
    }
}
