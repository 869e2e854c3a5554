import Datasets
import Serving
import Understanding

/// Decides a turn: reads it, lets it change the state, lets the ranker fill the buffer, and chooses cards from it.
///
/// Computes and reads the store; nothing is written. The same request gives the same plan.
struct TurnPlanner {
    let service: TasteService
    let request: ChatTurnRequest
    let talk: TitleTalk
    let begun: Double

    init(_ service: TasteService, _ request: ChatTurnRequest) throws {
        self.service = service
        self.request = request
        begun = service.clockSeconds
        talk = try service.talk()
    }

    private var year: Int { CalendarDate(request.moment.time).year }

    /// - Parameter preferred: titles that come first as far as they are among the candidates; others of it are passed over.
    /// - Throws: what scoring throws.
    func plan(_ message: String, _ before: ChatState, preferring preferred: [ItemID] = []) throws -> TurnPlan {
        var state = before
        for key in request.without { state.remove(key) }
        // Names with several bearers need an order; that of the conversation so far.
        let known = try TurnAudience(service, request, state, talk)
        var reader = TurnReader(message, references(before, known))
        let reading = reader.read()
        let toldBefore = Set(state.told.map(\.key))
        state.follow(reading, talk, year: year)
        if message.isEmpty, !request.without.isEmpty { state.turns = before.turns }
        var topic = ReplyTopic()
        topic.noted = state.told.filter { !toldBefore.contains($0.key) }
        topic.isUnknownTitle = reading.has(.unknownTitle)
        decide(&topic, reading, state, message)
        return try answer(topic, reading, &state, isChanged(state, before) ? TurnAudience(service, request, state, talk) : known, preferred)
    }

    /// Whether a turn changed what scores rest on.
    private func isChanged(_ state: ChatState, _ before: ChatState) -> Bool {
        state.told != before.told || state.companions != before.companions || state.seeds != before.seeds
            || state.intent.values(.like) != before.intent.values(.like)
    }

    /// Says that the cards of a plan are shown, and records it for users as every answer is.
    ///
    /// - Throws: `StorageError`.
    func noted(_ plan: TurnPlan) throws -> AnswerHead {
        let cards = plan.topic.act == .explain || !request.isShown ? [] : plan.cards
        let served = cards.compactMap { card in talk.titles.catalog.index(of: card.id).map { ($0, card.score) } }
        return service.talked(served, to: try user(), in: talk.snapshot, since: begun)
    }

    private func references(_ before: ChatState, _ known: TurnAudience) -> ReferenceReader {
        ReferenceReader(
            talk: talk, phrases: .builtIn, shown: before.shown.compactMap { talk.titles.catalog.index(of: $0) }, prior: known.prior,
            year: year)
    }

    // MARK: What kind of turn

    private func decide(_ topic: inout ReplyTopic, _ reading: TurnReading, _ state: ChatState, _ message: String) {
        topic.act = act(reading, message)
        topic.isForbidden = reading.has(.forbidden)
        topic.isForgotten = reading.has(.clearMemory)
        topic.company = state.companions.map(\.name)
    }

    private func act(_ reading: TurnReading, _ message: String) -> ChatReply.Act {
        let moves = reading.moves
        if reading.has(.forbidden) || reading.has(.outside) { return .refuse }
        if reading.has(.clearMemory) { return .note }
        if reading.has(.showMemory) { return .memory }
        if moves.contains(where: { if case .why = $0 { true } else { false } }) { return .explain }
        let isSocial = moves.allSatisfy { [.greet, .thank, .help, .add].contains($0) } && reading.intent.isEmpty
        if isSocial, !moves.isEmpty, !reading.meansFilm {
            if reading.has(.help) { return .help }
            return reading.has(.greet) ? .greet : .note
        }
        if isSocial, moves.isEmpty, !reading.meansFilm { return request.without.isEmpty || !message.isEmpty ? .nothing : .recommend }
        return .recommend
    }

    // MARK: Titles

    private func answer(
        _ asked: ReplyTopic, _ reading: TurnReading, _ state: inout ChatState, _ audience: TurnAudience, _ preferred: [ItemID]
    ) throws -> TurnPlan {
        var topic = asked
        var (cards, notes, candidates): ([ChatCard], [IntentNote], [ItemIndex]) = ([], [], [])
        switch topic.act {
        case .explain: cards = try explain(reading, &topic, state, audience)
        case .memory: topic.memory = memory(state)
        case .recommend:
            (cards, notes, candidates) = recommend(&topic, reading, &state, audience, preferred)
        default: break
        }
        let names = Dictionary((state.told.map(\.id) + state.seeds).map { ($0, name($0)) }) { first, _ in first }
        return TurnPlan(
            topic: topic, state: state, cards: cards, candidates: candidates.prefix(BufferChoice.most).map(candidate), facts: facts(cards),
            pieces: state.language.words.pieces(topic, cards), notes: notes,
            view: ChatStateView(state: state, sentence: StateSentence(state).all(names: names)), clearsMemory: reading.has(.clearMemory))
    }

    private func facts(_ cards: [ChatCard]) -> [Int: CardFacts] {
        var facts: [Int: CardFacts] = [:]
        for card in cards {
            guard let item = talk.titles.catalog.index(of: card.id) else { continue }
            let title = talk.titles[item]
            let people = [FacetName.cast, .director, .writer].flatMap { title.facets[$0] ?? [] }
            facts[card.place] = CardFacts(
                genres: card.genres.filter(ShownText.isLabel), people: people.prefix(40).filter(ShownText.isLabel), year: card.year)
        }
        return facts
    }

    private func user() throws -> UserID? {
        guard case .user(let user)? = request.asker else { return nil }
        return try service.canonical(user)
    }

    private func name(_ id: ItemID) -> String { talk.titles.catalog.index(of: id).map { ShownText.title(talk.titles[$0].title) } ?? "" }

    private func memory(_ state: ChatState) -> String? {
        let names = Dictionary((state.told.map(\.id) + state.seeds).map { ($0, name($0)) }) { first, _ in first }
        // A reply says back no words that could pass for a title; the state has them.
        let sentence = StateSentence(state).all(names: names, hasWords: false)
        return sentence.pieces.contains { $0.key != nil } ? sentence.text : nil
    }

    private func recommend(
        _ topic: inout ReplyTopic, _ reading: TurnReading, _ state: inout ChatState, _ audience: TurnAudience, _ preferred: [ItemID]
    ) -> ([ChatCard], [IntentNote], [ItemIndex]) {
        let found = self.found(reading).filter { audience.permitted.contains($0) }
        var buffer = buffer(found, state, audience)
        buffer.prefer(preferred.compactMap { talk.titles.catalog.index(of: $0) })
        var items = found.map { (item: $0, score: audience.prior[$0.position]) }
        for candidate in buffer.items where items.count < request.count && !items.contains(where: { talk.isSame($0.item, candidate.item) })
        {
            items.append(candidate)
        }
        let cards = cards(items, state, audience)
        topic.lead = lead(reading, found, state, audience)
        topic.slots = StateSentence(state).slots()
        topic.leftOut = leftOut(buffer.notes, state)
        if cards.isEmpty { topic.act = .nothing }
        if topic.lead == .wish || topic.lead == .beginning, !reading.has(.indifferent), topic.leftOut.isEmpty,
            let question = Clarification.best(buffer.items.map(\.item), state, isKnown: audience.isKnown, talk.titles)
        {
            topic.question = question
            topic.act = .ask
            state.asked.append(question.attribute)
            state.question = question.attribute
        }
        state.shown = cards.map(\.id)
        state.past = Array((state.past + cards.map(\.id)).suffix(ChatState.mostPast))
        return (cards, buffer.notes, found.isEmpty ? buffer.items.map(\.item) : [])
    }

    func candidate(_ item: ItemIndex) -> BufferChoice.Candidate {
        let title = talk.titles[item]
        let people = (title.facets[.director] ?? []).prefix(1) + (title.facets[.cast] ?? []).prefix(3)
        return BufferChoice.Candidate(
            id: title.id, title: title.title, year: title.year, genres: title.facets[.genre] ?? [], people: Array(people))
    }

    private func found(_ reading: TurnReading) -> [ItemIndex] {
        // "The second looks good, more like it" asks for others.
        if reading.moves.contains(where: { if case .like = $0 { true } else { false } }) { return [] }
        for case .find(let items) in reading.moves { return Array(items.prefix(1)) }
        return []
    }

    private func buffer(
        _ found: [ItemIndex], _ state: ChatState, _ audience: TurnAudience, depth: Int = TalkQuestion.usualDepth,
        without shown: [ItemIndex] = []
    ) -> TalkCandidates {
        var question = TalkQuestion(state.demanded)
        question.depth = depth
        if found.isEmpty, let hints = state.hints { question.hints = hints }
        question.seeds = state.seeds.compactMap { talk.titles.catalog.index(of: $0) }
        if !found.isEmpty { (question.intent, question.seeds) = (Intent(), found) }
        question.floors = found.isEmpty ? state.floors : []
        question.excluded = (state.past + state.told.map(\.id)).compactMap { talk.titles.catalog.index(of: $0) } + audience.met + shown
        return talk.candidates(question, prior: audience.prior, among: audience.permitted)
    }

    private func cards(_ items: [(item: ItemIndex, score: Float)], _ state: ChatState, _ audience: TurnAudience) -> [ChatCard] {
        let seeds =
            state.seeds.compactMap { talk.titles.catalog.index(of: $0) } + state.intent.values(.like).flatMap { talk.titles(named: $0) }
        let liked = state.told.reversed().filter { $0.verdict == .liked }.compactMap { talk.titles.catalog.index(of: $0.id) }
        let reasons = CardReasons(talk: talk, state: state, liked: seeds + liked)
        return items.prefix(request.count).enumerated().map { place, entry in
            let title = talk.titles[entry.item]
            return ChatCard(
                place: place + 1, id: title.id, title: title.title, year: title.year, genres: title.facets[.genre] ?? [],
                score: entry.score, reason: reasons.reason(entry.item))
        }
    }

    private func lead(_ reading: TurnReading, _ found: [ItemIndex], _ state: ChatState, _ audience: TurnAudience) -> ReplyTopic.Lead {
        if !found.isEmpty { return .found }
        for case .critique(let name) in reading.moves.reversed() { return .critique(name) }
        for case .like(let items) in reading.moves {
            if let first = items.first { return .like(ShownText.title(talk.titles[first].title)) }
        }
        if reading.has(.more) || reading.intent.isEmpty && !state.past.isEmpty && reading.moves.contains(where: \.isTelling) {
            return .more
        }
        if !audience.isKnown, state.demanded.isEmpty, state.seeds.isEmpty { return .beginning }
        return .wish
    }

    /// What the titles do not fulfil, as the sentence of the state says it.
    private func leftOut(_ notes: [IntentNote], _ state: ChatState) -> [String] {
        let pieces = StateSentence(state).all(names: [:]).pieces
        return notes.filter { $0.key != "text" }.compactMap { note in
            if note.reason == .agesUnknown { return nil }
            // A critique of years or minutes is demanded as such.
            let keys = [
                "years": ["years", "adjustment:older", "adjustment:newer"],
                "runtime": ["runtime", "adjustment:shorter", "adjustment:longer"],
            ]
            let wanted = keys[note.key] ?? [note.key]
            return pieces.first { $0.key.map(wanted.contains) ?? false }?.text
        }
    }

    /// Titles in the order in which replies to a message would name them, as many as are asked for.
    ///
    /// - Throws: as `plan`.
    func ranking(_ message: String, _ before: ChatState, depth: Int) throws -> [ItemID] {
        var state = before
        let known = try TurnAudience(service, request, state, talk)
        var reader = TurnReader(message, references(before, known))
        state.follow(reader.read(), talk, year: year)
        let audience = isChanged(state, before) ? try TurnAudience(service, request, state, talk) : known
        // Where fewer fit, the rest is what would come if the person went on asking for something else.
        var items: [ItemIndex] = []
        while items.count < depth {
            let more = buffer([], state, audience, depth: depth, without: items).items.map(\.item).filter { !items.contains($0) }
            guard !more.isEmpty else { break }
            items += more
        }
        return items.prefix(depth).map { talk.titles[$0].id }
    }

    // MARK: Why

    private func explain(
        _ reading: TurnReading, _ topic: inout ReplyTopic, _ state: ChatState, _ audience: TurnAudience
    ) throws -> [ChatCard] {
        var asked: ItemIndex?
        for case .why(let item) in reading.moves { asked = item }
        guard let asked, audience.permitted.contains(asked) else { return [] }
        var cards = cards([(asked, audience.prior[asked.position])], state, audience)
        cards[0].place = 1
        let own = cards[0].reason ?? ""
        var sentences = [own.isEmpty ? "" : own.prefix(1).uppercased() + own.dropFirst()]
        if case .user? = request.asker, audience.isKnown {
            let why = try service.why(request.asker!, talk.titles[asked].id, at: request.moment)
            sentences.append(ShownText.long(why.reason.text))
        }
        let isChinese = state.language == .chinese
        topic.why = sentences.filter { !$0.isEmpty }.map { $0 + (isChinese ? "。" : ".") }.joined(separator: isChinese ? "" : " ")
        return cards
    }
}

extension TurnMove {
    /// Whether it tells something of titles.
    fileprivate var isTelling: Bool { if case .told = self { true } else { false } }
}
