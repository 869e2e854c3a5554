import Datasets
import Evaluation
import Recommenders
import Testing

@Suite struct ExplanationTests {
    /// Histories that fit into the window whole, so that leaving a token out means leaving its events out.
    private func world(_ mixer: MixerKind = .softmax) -> StateWorld { StateWorld(mixer: mixer, maximumLength: 130, users: 4, events: 60) }

    private func query(_ world: StateWorld, _ user: Int) -> ScoringQuery {
        let last = world.dataset.users[user].interactions.last { $0.time != nil }!.time!
        return world.query(
            user, world.dataset.users[user].interactions.count,
            RequestContext(time: Timestamp(seconds: last.seconds + 4000), device: 1, locale: 1, surface: 1))
    }

    /// Tokens whose neighbours are of different titles, which would otherwise become one.
    private func separable(_ sequence: TokenSequence) -> [Int] {
        (0..<sequence.count).filter { $0 == 0 || $0 == sequence.count - 1 || sequence.items[$0 - 1] != sequence.items[$0 + 1] }
    }

    @Test(arguments: StateWorld.mixers) func aDropIsWhatTheScoreLosesWithoutTheEvents(_ mixer: MixerKind) throws {
        let world = world(mixer)
        let explainer = Explainer(world.scorer)
        for user in 0..<3 {
            let query = query(world, user)
            let sequence = world.model.tokenizer.tokens(query.history)
            let tokens = separable(sequence)
            let items = [ItemIndex(3), ItemIndex(17)]
            let found = try explainer.effects(on: items, query, effort: .init(guessedTokens: 0, likeTokens: 0), trying: tokens)
            let whole = try world.scores(query, window: .latest)
            for (item, effects) in zip(items, found) {
                #expect(abs(effects.score - whole[item.position]) <= stateTolerance)
                #expect(Set(effects.tried.map(\.token)) == Set(tokens), "user \(user)")
                for effect in effects.tried {
                    var changed = query
                    changed.interactions = Array(query.history)
                    changed.interactions.removeSubrange(
                        Int(sequence.sources[effect.token].lowerBound)..<Int(sequence.sources[effect.token].upperBound))
                    changed.historyCount = changed.interactions.count
                    let without = try world.scores(changed, window: .latest)
                    let drop = whole[item.position] - without[item.position]
                    #expect(abs(effect.drop - drop) <= 2 * stateTolerance, "user \(user), token \(effect.token)")
                }
            }
        }
    }

    @Test func keptStatesGiveTheSameReasonsAndStayAsTheyWere() throws {
        let world = world()
        let server = try world.server()
        let (kept, own) = (Explainer(world.scorer, states: server), Explainer(world.scorer))
        let query = query(world, 1)
        let question = world.question(1, query.historyCount, [RowQuery(query.request, count: 5)])
        var before = RankedLists()
        try server.answer(question, into: &before)
        let a = try kept.effects(on: [ItemIndex(9)], query, isKept: true)[0]
        let b = try own.effects(on: [ItemIndex(9)], query)[0]
        #expect(a.tried.map(\.token) == b.tried.map(\.token))
        for (first, second) in zip(a.tried, b.tried) { #expect(abs(first.drop - second.drop) <= stateTolerance) }
        var after = RankedLists()
        try server.answer(question, into: &after)
        #expect(Array(before[0]) == Array(after[0]))
    }

    @Test(arguments: StateWorld.mixers) func everyMixerIsGuessedAt(_ mixer: MixerKind) throws {
        let world = world(mixer)
        let query = query(world, 2)
        let guessed = try Explainer(world.scorer).guessed([ItemIndex(5)], query)
        #expect(guessed.map(\.token).sorted() == Array(0..<world.model.tokenizer.tokens(query.history).count))
        #expect(guessed.map(\.value) == guessed.map(\.value).sorted(by: >))
        #expect(guessed.contains { $0.value != 0 } && guessed.allSatisfy { $0.value.isFinite })
    }

    @Test func theGradientGuessesWhereRowsCannotBeReused() throws {
        let world = world()
        let explainer = Explainer(world.scorer)
        let query = query(world, 2)
        let sequence = world.model.tokenizer.tokens(query.history)
        let direction = world.scorer.vector(of: ItemIndex(5))
        let slopes = explainer.slopes(along: direction, query, sequence, 0..<sequence.count + 1)
        #expect(slopes.map(\.token) == Array(0..<sequence.count))
        #expect(slopes.contains { $0.value != 0 } && slopes.allSatisfy { $0.value.isFinite })
    }

    @Test(arguments: StateWorld.mixers) func scoresWithoutATitleAreThoseOfAHistoryWithoutIt(_ mixer: MixerKind) throws {
        let world = world(mixer)
        let explainer = Explainer(world.scorer)
        let query = query(world, 0)
        let sequence = world.model.tokenizer.tokens(query.history)
        let measurement = try explainer.measure([ItemIndex(3)], query)
        // A title that was measured, and all the others, which were met more than once here.
        for item in Set(sequence.items) {
            var changed = query
            changed.interactions = query.history.filter { $0.item != item }
            changed.historyCount = changed.interactions.count
            // Neighbours that become one token are another history.
            guard world.model.tokenizer.tokens(changed.history).items == sequence.items.filter({ $0 != item }) else { continue }
            let scores = try explainer.scores(without: item, query, after: measurement)
            let expected = try world.scores(changed, window: .latest)
            for (a, b) in zip(scores, expected) where a.isFinite || b.isFinite { #expect(abs(a - b) <= 2 * stateTolerance) }
        }
    }

    @Test func someoneWithoutAHistoryHasNoReasons() throws {
        let world = world()
        let query = ScoringQuery(userKey: 5, interactions: [], historyCount: 0, request: RequestContext())
        let found = try Explainer(world.scorer).effects(on: [ItemIndex(0)], query)[0]
        #expect(found.tried.isEmpty && found.causes(2).isEmpty && found.readTokens == 0)
    }

    @Test func aFacetIsWorthWhatTheTitleLosesWithoutIt() throws {
        let world = world()
        let explainer = Explainer(world.scorer)
        let query = query(world, 0)
        let user = try explainer.userVector(query)
        let item = ItemIndex(20)
        let effects = explainer.facetEffects(on: world.dataset.catalog[item], query, user: user)
        #expect(effects.count == 1)
        var items = world.dataset.catalog.items
        items[item.position].facets = [:]
        let bare = try world.scores(query, window: .latest, scorer: world.model.bound(to: Catalog(items)))
        let whole = try world.scores(query, window: .latest)
        // The history holds the title too, perhaps; the user's vector is that of the history as it is.
        guard !query.history.contains(where: { $0.item == item }) else { return }
        #expect(abs((effects.first?.drop ?? 0) - (whole[item.position] - bare[item.position])) <= 2 * stateTolerance)
    }

    @Test func partsOfAScoreSumToIt() throws {
        let world = world()
        let query = query(world, 0)
        let explainer = Explainer(world.scorer)
        let scores = try world.scores(query, window: .latest)
        let user = try explainer.userVector(query)
        for item in [ItemIndex(1), ItemIndex(40)] {
            let sum = explainer.parts(of: item, query, user: user).reduce(0) { $0 + $1.value }
            #expect(abs(sum - scores[item.position]) <= stateTolerance)
        }
    }
}
