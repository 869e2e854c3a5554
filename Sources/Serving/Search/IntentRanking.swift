import Datasets
import Language
import Recommenders
import Understanding

/// Orders titles that fulfil an intent: by words, by likeness to what was named, by mood, then by what the asker would choose.
struct IntentRanking {
    let intent: Intent
    let meanings: CatalogueMeanings
    let index: SearchIndex
    /// What texts mean; nil before it was made.
    let vectors: MeaningVectors?

    /// What the meaning of a description is worth beside its words: a sentence encoder knows more than n-grams of the catalogue's own
    /// texts. Chosen by `make bench-language` with HALF=validation.
    static let meaningShares: [TextEncoderKind: Float] = [.hashed: 0.15, .minilm: 1.5]
    /// A title fits a description from this share of the best one's words on, or from this likeness of meaning.
    static let fittingWords: Float = 0.3
    static let fittingMeaning: Float = 0.35
    /// What taste may add among titles that words or likeness order; without either it decides alone.
    static let personalShare: Float = 0.12
    /// What fitting a mood by genre is worth.
    static let moodShare: Float = 0.25
    /// Words of a query from which on it is taken to describe a title.
    static let descriptionLength = 4
    /// Words from which on it tells a story, in which "comedy" or "war" may be said of anything: conditions become hints.
    static let storyLength = 12
    /// What a hint is worth.
    static let hintShare: Float = 0.1

    /// How well each title fits a description, by words and by meaning; and the titles that fit at all. `[V]`
    func description(_ text: String) -> (scores: [Float], fitting: ItemMask) {
        var scores = index.descriptions.scores(WordFold.fold(text))
        let best = max(scores.max() ?? 0, 1e-6)
        let meaning = vectors?.likeness(to: text)
        let share = vectors.flatMap { IntentRanking.meaningShares[$0.encoder.identity.kind] } ?? 0
        var fitting = ItemMask(itemCount: scores.count)
        for position in scores.indices {
            scores[position] /= best
            let likeness = meaning.map { max(0, $0[position]) } ?? 0
            if scores[position] > IntentRanking.fittingWords || likeness > IntentRanking.fittingMeaning {
                fitting.insert(ItemIndex(position))
            }
            scores[position] += share * likeness
        }
        return (scores, fitting)
    }

    /// - Parameters:
    ///   - permitted: titles that fulfil the intent.
    ///   - prior: a score per title; only its order counts. `[V]`
    ///   - likeness: of every title to those that were named; nil where none was. `[V]`
    ///   - taste: what the prior may add where words or likeness order.
    func hits(
        among permitted: ItemMask, prior: [Float], likeness: [Float]?, count: Int, taste: Float = personalShare
    ) -> (hits: [SearchRanking.Hit], matching: ItemMask) {
        var matching = permitted
        var scores = [Float](repeating: 0, count: permitted.itemCount)
        if let text = intent.text {
            let described = description(text)
            scores = described.scores
            var both = permitted
            both.formIntersection(described.fitting)
            if both.count > 0 { matching = both }
        }
        if let likeness { for position in scores.indices where likeness[position].isFinite { scores[position] += likeness[position] } }
        addMoods(&scores)
        let isOrdered = intent.text != nil || likeness != nil
        addTaste(&scores, prior, among: matching, times: isOrdered ? taste : 1)
        let best = TopItems.best(of: scores, count: count) { matching.contains($0) }
        return (
            best.map { SearchRanking.Hit(item: $0, isExact: false, lexical: scores[$0.position], score: scores[$0.position]) }, matching
        )
    }

    /// Moods and comparisons that a catalogue without such tags tells by genres.
    private func addMoods(_ scores: inout [Float]) {
        for name in intent.values(.mood) + intent.values(.adjustment) { add(MoodGenres.genres[name] ?? [:], to: &scores, times: 1) }
        for name in intent.values(.notMood) { add(MoodGenres.genres[name] ?? [:], to: &scores, times: -1) }
    }

    private func add(_ genres: [String: Float], to scores: inout [Float], times sign: Float) {
        for (genre, weight) in genres {
            guard let titles = meanings.titles("genre:" + genre) else { continue }
            for position in scores.indices where titles.contains(ItemIndex(position)) {
                scores[position] += sign * weight * IntentRanking.moodShare
            }
        }
    }

    private func addTaste(_ scores: inout [Float], _ prior: [Float], among mask: ItemMask, times share: Float) {
        var (least, greatest): (Float, Float) = (.infinity, -.infinity)
        for position in prior.indices where prior[position].isFinite && mask.contains(ItemIndex(position)) {
            least = min(least, prior[position])
            greatest = max(greatest, prior[position])
        }
        guard greatest > least else { return }
        for position in prior.indices where prior[position].isFinite {
            scores[position] += share * (prior[position] - least) / (greatest - least)
        }
    }
}

/// Which genres make a mood likely; a table to edit.
enum MoodGenres {
    static let genres: [String: [String: Float]] = [
        "uplifting": [
            "comedy": 1, "family": 0.7, "musical": 0.7, "romance": 0.4, "animation": 0.5, "horror": -1, "war": -0.7, "crime": -0.5,
            "thriller": -0.5,
        ],
        "funny": ["comedy": 1.5, "horror": -0.3, "war": -0.3],
        "dark": ["crime": 0.7, "thriller": 0.7, "film-noir": 1, "horror": 0.5, "family": -1, "comedy": -0.5],
        "scary": ["horror": 1.5, "thriller": 0.6, "comedy": -0.5, "family": -1],
        "cosy": ["comedy": 0.6, "family": 0.6, "romance": 0.5, "mystery": 0.2, "horror": -1, "war": -1],
        "sad": ["drama": 1, "romance": 0.4, "war": 0.3, "comedy": -0.8],
        "tense": ["thriller": 1.2, "crime": 0.4, "mystery": 0.4, "comedy": -0.5],
        "relaxing": ["comedy": 0.7, "family": 0.5, "romance": 0.4, "documentary": 0.3, "horror": -1, "thriller": -0.7, "war": -0.8],
        "thoughtful": ["drama": 0.6, "science-fiction": 0.4, "documentary": 0.5, "mystery": 0.3, "action": -0.3],
        "strange": ["fantasy": 0.5, "science-fiction": 0.5, "mystery": 0.4, "horror": 0.2],
        "exciting": ["action": 1, "adventure": 0.7, "thriller": 0.6],
        "inspiring": ["biography": 0.7, "sport": 0.6, "drama": 0.5, "history": 0.3],
        "heartwarming": ["family": 0.8, "romance": 0.5, "comedy": 0.5, "drama": 0.3, "horror": -1],
        "funnier": ["comedy": 1.5],
        "darker": ["crime": 0.7, "thriller": 0.7, "horror": 0.5, "film-noir": 0.6, "comedy": -0.7, "family": -0.7],
        "lighter": ["comedy": 1, "family": 0.5, "romance": 0.4, "horror": -0.7, "war": -0.5, "crime": -0.4],
        "scarier": ["horror": 1.5, "thriller": 0.4],
        "gentler": ["horror": -1.2, "war": -0.8, "thriller": -0.6, "action": -0.5, "crime": -0.6, "family": 0.6, "comedy": 0.3],
        "more-romantic": ["romance": 1.5],
        "more-action": ["action": 1.5, "adventure": 0.4], "sadder": ["drama": 1, "comedy": -0.8],
        "happier": ["comedy": 1, "family": 0.5, "musical": 0.4, "drama": -0.3],
        "slower": ["drama": 0.8, "action": -0.8], "faster": ["action": 1, "thriller": 0.5],
        "smarter": ["mystery": 0.5, "drama": 0.5, "documentary": 0.3],
        "weirder": ["fantasy": 0.6, "science-fiction": 0.5, "horror": 0.3],
    ]
}
