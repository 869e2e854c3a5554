import Datasets
import Recommenders
import Storage
import Understanding

extension TasteService {
    /// What a title gains that everybody chose after the same words; what the words themselves are worth lies between 0 and about 1.3.
    static let learnedWeight: Float = 1
    /// Titles that are ranked where something was learned: an order must not change from page to page.
    static let learnedDepth = 400

    /// Notes what somebody is shown for their words, where they allow that something is learned from them.
    func noteSearch(_ text: String, _ list: ServedList, for person: PersonView?) {
        guard listCaches.learned.isOn, let user = person?.id, let words = SearchWords.of(text), mayLearn(from: user) else { return }
        let items = list.items.prefix(ImpressionRecord.longestAsked).map { list.snapshot.titles[$0.index].id }
        listCaches.trails.note(words, showing: items, to: user, at: now())
    }

    /// Keeps what was chosen after a search, but for ratings, which may be bad ones: durable, and the person's own.
    func noteSearchChoices(_ events: [RawEvent]) {
        guard listCaches.learned.isOn else { return }
        var changes: [ServiceChange] = []
        for event in events where event.kind.isChoice && event.kind != .rating {
            let time = now()
            guard let item = event.item, let words = listCaches.trails.takeWords(for: item, of: event.user, at: time),
                mayLearn(from: event.user)
            else { continue }
            let choice = SearchChoice(words: words, item: item, time: time)
            guard let document = try? TasteService.document(choice, of: event.user) else { continue }
            changes.append(.put(document))
            listCaches.learned.note(choice, by: TasteService.learnedKey(event.user))
        }
        // The events are stored already; a search that learns nothing from them is no reason to refuse them.
        if !changes.isEmpty { try? documents.write(changes) }
    }

    private static func document(_ choice: SearchChoice, of user: UserID) throws -> ServiceDocument {
        var hash = StableHash(seed: 0x5EA2C4)
        for text in [user.rawValue, choice.words, choice.item.rawValue] { hash.combine(text) }
        return try ServiceDocument(
            .searchChoices, key: String(hash.value, radix: 16), owner: user, time: choice.time, encoding: choice)
    }

    private static func learnedKey(_ user: UserID) -> UInt64 { StableHash.of(user.rawValue, seed: Dataset.userKeySeed) }

    /// Learning is what `train` allows; who was never asked is learned from, as models do.
    private func mayLearn(from user: UserID) -> Bool {
        (try? record(of: user).allows(.train, at: now(), byDefault: true)) ?? false
    }

    /// Reads what people chose before the process began; later calls do nothing.
    func prepareLearnedQueries() throws {
        try listCaches.learned.read {
            var (found, last, allowed): ([(SearchChoice, UInt64)], String?, [UserID: Bool]) = ([], nil, [:])
            while true {
                let page = try documents.documents(in: .searchChoices, after: last, limit: 4_096)
                for document in page {
                    guard let owner = document.owner, let choice = try? document.decoded(SearchChoice.self) else { continue }
                    let isAllowed = allowed[owner] ?? mayLearn(from: owner)
                    allowed[owner] = isAllowed
                    if isAllowed { found.append((choice, TasteService.learnedKey(owner))) }
                }
                guard page.count == 4_096 else { return found }
                last = page.last?.key
            }
        }
    }

    /// After anything about a person changed: who allows it no more counts no more.
    func reviewLearning(from user: UserID) {
        guard listCaches.learned.isOn, !mayLearn(from: user) else { return }
        forgetLearned(from: user)
    }

    /// After two people became one: what either chose counts once.
    func learnAgain(from user: UserID) throws {
        guard listCaches.learned.isOn, mayLearn(from: user) else { return }
        for document in try documents.everything(of: user) where document.collection == .searchChoices {
            if let choice = try? document.decoded(SearchChoice.self) {
                listCaches.learned.note(choice, by: TasteService.learnedKey(user))
            }
        }
    }

    func forgetLearned(from user: UserID) {
        listCaches.trails.forget(user)
        listCaches.learned.forget(TasteService.learnedKey(user))
    }

    /// Puts what people chose after the same words where they would look for it.
    ///
    /// Titles that the words do not find are added, unless the query rules titles out: then only the order changes. What is called
    /// exactly so stays first.
    func learned(_ found: FoundTitles, for text: String, among allowed: ItemMask, in snapshot: ServingSnapshot) -> FoundTitles {
        let shares = learnedShares(text, in: snapshot)
        guard !shares.isEmpty else { return found }
        var found = found
        var rest = shares
        // What stands higher for other reasons than its score stays higher: no title is worth less than those behind it.
        var keys = found.hits.map(\.score)
        for place in keys.indices.dropLast().reversed() { keys[place] = max(keys[place], keys[place + 1]) }
        let least = keys.last ?? 0
        for place in found.hits.indices {
            guard let share = rest.removeValue(forKey: found.hits[place].item) else { continue }
            keys[place] += TasteService.learnedWeight * share
        }
        if found.understood?.intent.excludesNothing ?? true {
            for (item, share) in rest.sorted(by: { $0.key < $1.key }) where allowed.contains(item) && !found.matching.contains(item) {
                keys.append(least + TasteService.learnedWeight * share)
                found.hits.append(SearchRanking.Hit(item: item, isExact: false, lexical: 0, score: keys[keys.count - 1]))
                found.matching.insert(item)
            }
        }
        let order = found.hits.indices.sorted { a, b in
            if found.hits[a].isExact != found.hits[b].isExact { return found.hits[a].isExact }
            return keys[a] != keys[b] ? keys[a] > keys[b] : a < b
        }
        found.hits = order.map { place in
            var hit = found.hits[place]
            hit.score = keys[place]
            return hit
        }
        found.learned = Set(shares.keys)
        return found
    }

    func learnedShares(_ text: String, in snapshot: ServingSnapshot) -> [ItemIndex: Float] {
        guard listCaches.learned.isOn, let words = SearchWords.of(text) else { return [:] }
        return listCaches.learned.shares(words).reduce(into: [:]) { shares, entry in
            if let item = snapshot.titles.catalog.index(of: entry.key) { shares[item] = entry.value }
        }
    }
}

extension Intent {
    /// Whether no title is ruled out by what was said: no exclusion, no age.
    fileprivate var excludesNothing: Bool {
        parts.allSatisfy { part in
            switch part.meaning {
            case .notGenre, .notPerson, .notMood, .notCountry, .notLanguage, .exclusion, .maturity: false
            default: true
            }
        }
    }
}
