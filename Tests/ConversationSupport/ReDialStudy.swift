import Conversation
import Datasets
import Foundation
import Serving
import Storage
import Synchronization
import Workspaces

/// ReDial's test turns: which film was recommended next, given the dialogue so far.
///
/// Histories to learn from are the 1,000 validation dialogues (films that either side said it liked, or saw); nothing else of ReDial is
/// read. A case is one film of one answer of the recommender; films that the dialogue has named before are left out of the cases and
/// of the list, as published protocols do. Names are matched by letters and year.
package struct ReDialStudy {
    package struct Figures: Sendable {
        package var cases = 0
        package var hits = [1: 0, 10: 0, 50: 0]
        package func recall(_ k: Int) -> Double { Double(hits[k] ?? 0) / Double(max(1, cases)) }
        mutating func note(_ place: Int?) {
            cases += 1
            for k in [1, 10, 50] where (place ?? .max) < k { hits[k, default: 0] += 1 }
        }
    }

    private let service: TasteService
    private let ids: [String: ItemID]
    package let events: Int

    /// - Parameter folder: of the uncompressed files `redial_movie_info.json`, `redial_valid.jsonl`, `redial_test_turns.jsonl`.
    package init(_ folder: String, model: String? = nil) async throws {
        let films = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder + "/redial_movie_info.json")))
        let items = ((films as? [String: [String: Any]]) ?? [:]).compactMap { ReDialStudy.item($0.key, $0.value) }
        ids = Dictionary(items.map { (ReDialStudy.key($0.title), $0.id) }) { first, _ in first }
        var workspace = try Workspace.openOrCreate(NSTemporaryDirectory() + "redial-" + UUID().uuidString)
        try workspace.configure { $0.datasetName = "ReDial" }
        let draws = Mutex<UInt64>(0)
        let start = ContinuousClock.now
        service = TasteService(
            workspace: workspace, documents: MemoryServiceStore(), now: { DialogueWorld.today },
            seconds: { (ContinuousClock.now - start) / .seconds(1) },
            random: {
                draws.withLock {
                    $0 += 1; return StableHash.mix($0)
                }
            })
        try service.put(items.map { TitleDocument($0) })
        let known = Set(items.map(\.id))
        let events = try ReDialStudy.events(folder, known)
        self.events = events.count
        _ = try await service.take(events)
        try service.host.reload()
        try service.prepareSearch()
    }

    private static func item(_ id: String, _ fields: [String: Any]) -> Item? {
        guard let name = fields["name"] as? String else { return nil }
        let title = name.split(separator: " ").joined(separator: " ")
        func texts(_ key: String) -> [String] { ((fields[key] as? [String]) ?? []).sorted() }
        var year: Int?
        if title.hasSuffix(")"), let open = title.lastIndex(of: "(") { year = Int(title[title.index(after: open)...].dropLast()) }
        return Item(
            id: ItemID(id), domain: .film, title: title, year: year,
            facets: [
                .genre: texts("genre").map { $0.capitalized }, .cast: texts("star"), .director: texts("director"), .writer: texts("writer"),
            ],
            text: fields["plot"] as? String)
    }

    static func key(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

    private static func lines(_ file: String) throws -> [[String: Any]] {
        try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n").compactMap {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    /// One user a dialogue: what was liked and seen, in the order in which it was named.
    private static func events(_ folder: String, _ known: Set<ItemID>) throws -> [IncomingEvent] {
        var events: [IncomingEvent] = []
        for (number, dialogue) in try lines(folder + "/redial_valid.jsonl").enumerated() {
            let answers = (dialogue["initiatorQuestions"] as? [String: [String: Int]] ?? [:])
                .merging(dialogue["respondentQuestions"] as? [String: [String: Int]] ?? [:]) { own, _ in own }
            for (place, id) in answers.keys.sorted().enumerated() where known.contains(ItemID(id)) {
                guard let answer = answers[id] else { continue }
                let kind: EventKind = answer["liked"] == 1 ? .thumbsUp : answer["liked"] == 0 ? .thumbsDown : .interaction
                let time = Timestamp(rawValue: DialogueWorld.today.rawValue - Int64(2_000 - number) * 3_600_000 + Int64(place) * 60_000)
                events.append(
                    IncomingEvent(
                        RawEvent(
                            user: UserID("d\(number)"), item: ItemID(id), kind: kind, time: time,
                            source: SourcePosition(file: "redial", line: number)),
                        hasTime: true))
            }
        }
        return events
    }

    // MARK: Measuring

    /// - Parameter readsWords: whether the dialogue's words count beside the films that it names.
    package func measure(_ folder: String, readsWords: Bool, most: Int = .max) throws -> Figures {
        var figures = Figures()
        let chat = ChatService(service)
        let names = TitleNamesInText(ids)
        for turn in try ReDialStudy.lines(folder + "/redial_test_turns.jsonl").prefix(most) {
            guard let context = turn["context"] as? [String], let entities = turn["entity_name"] as? [String] else { continue }
            let named = context.map(names.titles)
            let before = Set(named.flatMap { $0 })
            let wanted = Set(entities.filter { $0.hasSuffix(")") }.compactMap { ids[ReDialStudy.key($0)] }).subtracting(before)
            guard !wanted.isEmpty else { continue }
            let ranking = try ranking(chat, context, named, readsWords: readsWords)
            let places = Dictionary(ranking.enumerated().map { ($1, $0) }) { first, _ in first }
            for id in wanted { figures.note(places[id]) }
        }
        return figures
    }

    private func ranking(_ chat: ChatService, _ context: [String], _ named: [[ItemID]], readsWords: Bool) throws -> [ItemID] {
        var state = ChatState()
        let request = ChatTurnRequest("", at: Moment(time: DialogueWorld.today))
        for (place, text) in context.enumerated() {
            // The seeker speaks at odd places, the recommender at even ones.
            if place % 2 == 1, readsWords, !text.isEmpty {
                let read = try chat.state(after: [String(text.prefix(600))], request, from: state)
                (state.intent, state.told) = (read.intent, read.told)
            }
            for id in named[place] where !state.told.contains(where: { $0.id == id }) && !state.past.contains(id) {
                if place % 2 == 1 { state.told.append(.init(id, title: "", .liked)) } else { state.past.append(id) }
            }
            (state.shown, state.asked, state.question) = ([], ["genre", "decade"], nil)
            state.past = state.past.filter { id in named[...place].contains { $0.contains(id) } }
        }
        return try chat.ranking(request, state, depth: 50)
    }
}

/// Finds names that carry their year: "Police Academy (1984)".
struct TitleNamesInText {
    private let ids: [String: ItemID]
    init(_ ids: [String: ItemID]) { self.ids = ids }

    func titles(_ text: String) -> [ItemID] {
        var found: [ItemID] = []
        let words = text.split(separator: " ")
        for (end, word) in words.enumerated() {
            guard let open = word.firstIndex(of: "("), word[open...].dropFirst().prefix(4).allSatisfy(\.isNumber) else { continue }
            let year = word[open...].dropFirst().prefix(4)
            // The longest name that ends here.
            for start in max(0, end - 10)...end {
                let name = words[start..<end].joined(separator: " ") + String(word[..<open]) + year
                if let id = ids[ReDialStudy.key(name)] {
                    if !found.contains(id) { found.append(id) }
                    break
                }
            }
        }
        return found
    }
}
