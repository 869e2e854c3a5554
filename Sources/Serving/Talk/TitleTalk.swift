import Datasets
import Recommenders
import Understanding

/// What a conversation needs of one moment of the service: names, meanings, likeness, and titles under an intent.
///
/// The order of titles is that of search and lists: the same constraints, the same ranking, the same scores.
package struct TitleTalk: Sendable {
    package let snapshot: ServingSnapshot
    private let service: TasteService
    private let columns: TitleColumns
    private let index: SearchIndex

    init(_ service: TasteService, _ snapshot: ServingSnapshot) {
        self.service = service
        self.snapshot = snapshot
        columns = service.listCaches.rules.columns(snapshot.titles)
        index = service.listCaches.search.index(columns)
    }

    package var titles: TitleTable { snapshot.titles }
    package var parser: IntentParser { index.meanings.parser }
    package func titles(named name: String) -> [ItemIndex] { index.meanings.titles(named: name) }

    /// Titles that have a meaning such as `genre:comedy` or `country:FR`; nil where the catalogue knows no such thing.
    package func titles(meaning key: String) -> ItemMask? { index.meanings.titles(key) }

    /// Minutes; nil where nobody knows.
    package func minutes(_ item: ItemIndex) -> Int? {
        titles.facts[item.position].duration.flatMap { $0.isFinite && $0 > 0 && $0 < 1e6 ? Int(($0 / 60).rounded()) : nil }
    }

    /// How much a title is of a mood or a direction such as `darker`, by its genres and its own tags; 0 for what tells nothing.
    package func mood(_ name: String, of item: ItemIndex) -> Float {
        evidence(name).reduce(0) { $0 + ($1.titles.contains(item) ? $1.weight : 0) }
    }

    /// The same of every title; `[V]`.
    private func moods(_ name: String) -> [Float] {
        var values = [Float](repeating: 0, count: titles.count)
        for (mask, weight) in evidence(name) { mask.forEach { values[$0] += weight } }
        return values
    }

    private func evidence(_ name: String) -> [(titles: ItemMask, weight: Float)] {
        let genres = (MoodGenres.genres[name] ?? [:]).sorted { $0.key < $1.key }.map { ("genre:" + $0.key, $0.value) }
        let tags = [name, TitleTalk.moods[name]].compactMap(\.self).map { ("mood:" + $0, Float(1)) }
        return (genres + tags).compactMap { key, weight in index.meanings.titles(key).map { ($0, weight) } }
    }

    /// The mood that a direction leads to.
    private static let moods = [
        "funnier": "funny", "darker": "dark", "lighter": "relaxing", "scarier": "scary", "sadder": "sad", "happier": "uplifting",
        "smarter": "thoughtful", "weirder": "strange", "faster": "exciting",
    ]

    /// Likeness of every title to some, as similar titles have it; `[V]`.
    package func likeness(to seeds: [ItemIndex]) -> [Float] {
        service.listCaches.similar.row(Array(seeds.prefix(SimilarTitles.mostSeeds)), snapshot, columns)
    }

    /// Names of two titles that are one work: the same name and year under two ids.
    package func isSame(_ a: ItemIndex, _ b: ItemIndex) -> Bool {
        titles[a].year == titles[b].year && index.names.names[a.position].first == index.names.names[b.position].first
    }
}

/// What a reply may be made of.
package struct TalkQuestion: Sendable {
    package var intent: Intent
    /// What talk touched on: titles of it stand further up, and none is excluded.
    package var hints = Intent()
    /// What taste may add where likeness to titles orders the others, 0…1.
    package var taste: Float = TalkQuestion.usualTaste
    /// Titles to be like, beside those that the intent names.
    package var seeds: [ItemIndex] = []
    /// Titles that may not come.
    package var excluded: [ItemIndex] = []
    /// Directions in which titles must go further than this, the least important first.
    package var floors: [(name: String, above: Float)] = []
    /// At most so many candidates.
    package var depth = usualDepth
    package static let usualDepth = 50
    /// Chosen on ReDial's validation dialogues.
    package static let usualTaste: Float = 2
    /// The same where words describe what is wanted.
    package static let describedTaste: Float = 0.3

    package init(_ intent: Intent) { self.intent = intent }
}

/// Titles that a reply may name, best first, and what they do not fulfil.
package struct TalkCandidates: Sendable {
    package var items: [(item: ItemIndex, score: Float)]
    /// All that fit.
    package var matching: ItemMask
    package var notes: [IntentNote]

    /// Moves some to the front, in their order, as far as they are here.
    package mutating func prefer(_ wanted: [ItemIndex]) {
        guard !wanted.isEmpty else { return }
        let front = wanted.compactMap { item in items.first { $0.item == item } }
        items = front + items.filter { entry in !wanted.contains(entry.item) }
    }
}

extension TitleTalk {
    /// Titles that fulfil a question, in the order of search: constraints are given up, the least important first, before nothing is
    /// found, and what was given up is noted.
    ///
    /// - Parameters:
    ///   - prior: a score per title, of one person or of several. `[V]`
    ///   - permitted: titles that may be shown.
    /// - Complexity: O(V · parts).
    package func candidates(_ question: TalkQuestion, prior: [Float], among permitted: ItemMask) -> TalkCandidates {
        var intent = question.intent
        var notes: [IntentNote] = []
        if let text = intent.text, !isAboutAnything(text) {
            intent = intent.removing("text")
            notes.append(IntentNote(key: "text", reason: .unknownHere))
        }
        let seeds = question.seeds + intent.values(.like).flatMap { titles(named: $0) }
        var allowed = permitted
        for item in question.excluded + seeds { allowed.remove(item) }
        var constraints = IntentConstraints(intent, index.meanings, index, titles)
        var mask = constraints.satisfied(among: allowed)
        notes += constraints.notes
        for floor in question.floors.reversed() {
            let values = moods(floor.name)
            let further = ItemMask(itemCount: mask.itemCount, titles(in: mask).filter { values[$0.position] > floor.above })
            if further.count > 0 {
                mask = further
            } else if mask.count > 0 {
                notes.append(IntentNote(key: "adjustment:" + floor.name, reason: .nothingFulfils))
            }
        }
        let vectors = service.listCaches.search.vectors(columns.names)
        let ranking = IntentRanking(intent: intent, meanings: index.meanings, index: index, vectors: vectors)
        // Words that describe order by themselves; beside likeness alone, what the same people chose tells more.
        let (hits, matching) = ranking.hits(
            among: mask, prior: hinted(prior, question.hints, among: mask), likeness: seeds.isEmpty ? nil : likeness(to: seeds),
            count: question.depth, taste: intent.text == nil ? question.taste : TalkQuestion.describedTaste)
        return TalkCandidates(items: hits.map { ($0.item, $0.score) }, matching: matching, notes: notes)
    }

    /// What all hints of one kind may add to scores from 0 to 1. Chosen on ReDial's validation dialogues.
    static let hintShare: Float = 0.25

    /// The scores from 0 to 1 among some titles, and above them what talk touched on.
    private func hinted(_ prior: [Float], _ hints: Intent, among mask: ItemMask) -> [Float] {
        guard !hints.isEmpty else { return prior }
        var (least, greatest): (Float, Float) = (.infinity, -.infinity)
        mask.forEach { position in
            guard prior[position].isFinite else { return }
            (least, greatest) = (min(least, prior[position]), max(greatest, prior[position]))
        }
        guard greatest > least else { return prior }
        var scores = prior.map { ($0 - least) / (greatest - least) }
        for part in hints.parts {
            let count = hints.parts.count { $0.meaning.kind == part.meaning.kind }
            let share = TitleTalk.hintShare / Float(count)
            let constraints = IntentConstraints(Intent(parts: [part]), index.meanings, index, titles)
            for touched in constraints.demanded { touched.titles.forEach { scores[$0] += share } }
            constraints.forbidden.forEach { scores[$0] -= share }
        }
        return scores
    }

    private func titles(in mask: ItemMask) -> [ItemIndex] {
        var items: [ItemIndex] = []
        mask.forEach { items.append(ItemIndex($0)) }
        return items
    }

    /// Whether any word of a text, or what it means, is of some title.
    private func isAboutAnything(_ text: String) -> Bool {
        if index.descriptions.scores(WordFold.fold(text)).contains(where: { $0 > 0 }) { return true }
        let vectors = service.listCaches.search.vectors(columns.names)
        return vectors?.likeness(to: text).contains { $0 > 0.5 } ?? false
    }
}

extension TasteService {
    /// - Throws: `ServingError.notReady`.
    package func talk() throws -> TitleTalk { TitleTalk(self, try host.current()) }

    /// Every title's score for somebody who has told of some titles beside their history.
    ///
    /// - Parameter told: events that are not stored, oldest first.
    /// - Throws: `ServingError`, `StorageError`, `StateError`.
    package func sheet(_ asker: Asker, supposing told: [Interaction], _ moment: Moment, in snapshot: ServingSnapshot) throws -> ScoreSheet {
        let person = try person(asker, in: snapshot)
        return try sheet(of: told.isEmpty ? person : person.supposing(told), moment, in: snapshot)
    }

    /// Says what an answer of a conversation was, and records it for users as every answer is.
    package func talked(
        _ items: [(item: ItemIndex, score: Float)], to user: UserID?, in snapshot: ServingSnapshot, since begun: Double
    ) -> AnswerHead {
        let head = head(snapshot, since: begun)
        guard !items.isEmpty else { return head }
        let served = items.map { ServedItem($0.item, score: $0.score, source: .search) }
        record(asked: ServedList(head: head, snapshot: snapshot, items: served), of: user, surface: "chat")
        return head
    }

    /// The person whom an id means.
    package func canonical(_ user: UserID) throws -> UserID { try identities.person(user, documents) }

    package var clockSeconds: Double { seconds() }
    package var clockTime: Timestamp { now() }
    /// Names a conversation.
    package func freshID() -> String { recommendationID(now()) }
}
