import Conversation
import Datasets
import Foundation
import Serving
import Storage
import Synchronization
import Understanding
import Workspaces

/// ReDial: which film was recommended next, given the dialogue so far.
///
/// Learned from are the 1,000 validation dialogues (films that either side named, with their verdicts); nothing else of ReDial is read. A
/// case is one film of one answer of the recommender; films that the dialogue has named before are left out of the cases and of the
/// list, as protocols without repetition do. Films that either side has named are the history, as in published systems.
///
/// For development the validation dialogues are cut into five parts: four are learned from, turns of the fifth are ranked.
package struct ReDialStudy {
    /// What is read of a dialogue.
    package enum Reading: String, Sendable, CaseIterable {
        case names = "films named alone"
        case words = "films named and words"
    }

    /// One answer of a recommender, and what was said before it.
    struct Turn {
        struct Said {
            var isSeeker: Bool
            var text: String
            var named: [ItemID]
        }
        var said: [Said]
        var wanted: Set<ItemID>
    }

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
    private let catalog: Catalog
    package let events: Int

    /// - Parameters:
    ///   - folder: of the uncompressed files `redial_movie_info.json`, `redial_valid.jsonl`, `redial_test_turns.jsonl`.
    ///   - heldOut: the part of the validation dialogues, 0…4, that is not learned from; nil for none.
    package init(_ folder: String, heldOut: Int? = nil) async throws {
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
        let events = try ReDialStudy.events(folder, known, heldOut)
        self.events = events.count
        _ = try await service.take(events)
        try service.host.reload()
        try service.prepareSearch()
        catalog = try service.host.current().titles.catalog
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

    static let parts = 5

    /// One user a dialogue: what was named, in the order in which it was, with what the seeker says of it.
    private static func events(_ folder: String, _ known: Set<ItemID>, _ heldOut: Int?) throws -> [IncomingEvent] {
        var events: [IncomingEvent] = []
        for (number, dialogue) in try lines(folder + "/redial_valid.jsonl").enumerated() where number % parts != heldOut {
            let answers = dialogue["initiatorQuestions"] as? [String: [String: Int]] ?? [:]
            var met: Set<ItemID> = []
            for message in messages(dialogue) {
                for id in message.named where known.contains(id) && met.insert(id).inserted {
                    let liked = answers[id.rawValue]?["liked"]
                    let kind: EventKind = liked == 1 ? .thumbsUp : liked == 0 ? .thumbsDown : .interaction
                    let time = Timestamp(
                        rawValue: DialogueWorld.today.rawValue - Int64(2_000 - number) * 3_600_000 + Int64(met.count) * 60_000)
                    events.append(
                        IncomingEvent(
                            RawEvent(
                                user: UserID("d\(number)"), item: id, kind: kind, time: time,
                                source: SourcePosition(file: "redial", line: number)),
                            hasTime: true))
                }
            }
        }
        return events
    }

    // MARK: Turns

    /// What was said, films as "@id".
    private static func messages(_ dialogue: [String: Any]) -> [Turn.Said] {
        let seeker = dialogue["initiatorWorkerId"] as? Int
        return (dialogue["messages"] as? [[String: Any]] ?? []).map { message in
            let text = message["text"] as? String ?? ""
            let named = text.split { !($0.isNumber || $0 == "@") }.filter { $0.first == "@" }.map { ItemID(String($0.dropFirst())) }
            return Turn.Said(isSeeker: message["senderWorkerId"] as? Int == seeker, text: text, named: named)
        }
    }

    /// Turns of the part of the validation dialogues that was not learned from.
    private func heldOutTurns(_ folder: String, _ part: Int) throws -> [Turn] {
        let names = Dictionary(catalog.items.map { ($0.id, $0.title) }) { first, _ in first }
        var turns: [Turn] = []
        for (number, dialogue) in try ReDialStudy.lines(folder + "/redial_valid.jsonl").enumerated()
        where number % ReDialStudy.parts == part {
            var said: [Turn.Said] = []
            for var message in ReDialStudy.messages(dialogue) {
                message.named = message.named.filter { names[$0] != nil }
                for id in message.named { message.text = message.text.replacing("@" + id.rawValue, with: names[id] ?? "") }
                let wanted = Set(message.named).subtracting(said.flatMap(\.named))
                if !message.isSeeker, !wanted.isEmpty { turns.append(Turn(said: said, wanted: wanted)) }
                said.append(message)
            }
        }
        return turns
    }

    private func testTurns(_ folder: String) throws -> [Turn] {
        let names = TitleNamesInText(ids)
        return try ReDialStudy.lines(folder + "/redial_test_turns.jsonl").compactMap { turn in
            guard let context = turn["context"] as? [String], let entities = turn["entity_name"] as? [String] else { return nil }
            // The seeker speaks at odd places, the recommender at even ones.
            let said = context.enumerated().map { Turn.Said(isSeeker: $0 % 2 == 1, text: $1, named: names.titles($1)) }
            let wanted = Set(entities.filter { $0.hasSuffix(")") }.compactMap { ids[ReDialStudy.key($0)] })
                .subtracting(said.flatMap(\.named))
            return wanted.isEmpty ? nil : Turn(said: said, wanted: wanted)
        }
    }

    // MARK: Measuring

    /// - Parameters:
    ///   - part: the part of the validation dialogues whose turns are ranked; nil for the test turns.
    ///   - model: chooses from the first candidates, where there is one.
    package func measure(
        _ folder: String, _ reading: Reading, part: Int? = nil, choosing model: (any LanguageModel)? = nil
    ) async throws -> Figures {
        var figures = Figures()
        let chat = ChatService(service)
        for turn in try part.map({ try heldOutTurns(folder, $0) }) ?? testTurns(folder) {
            let (request, state) = try state(after: turn, reading, chat)
            let ranking =
                if let model {
                    try await chat.ranking(
                        request, state, depth: 50, said: turn.said.filter(\.isSeeker).map(\.text).filter { !$0.isEmpty }, choosing: model)
                } else { try chat.ranking(request, state, depth: 50) }
            let places = Dictionary(ranking.enumerated().map { ($1, $0) }) { first, _ in first }
            for id in turn.wanted { figures.note(places[id]) }
        }
        return figures
    }

    /// What was asked for and touched on in turns of which words lose or gain a film that names alone find, for development.
    package func reasons(_ folder: String, part: Int) throws -> [String] {
        let chat = ChatService(service)
        var lines: [String] = []
        for turn in try heldOutTurns(folder, part) {
            let (request, plain) = try state(after: turn, .names, chat)
            let (_, read) = try state(after: turn, .words, chat)
            let (names, words) = (try chat.ranking(request, plain, depth: 50), try chat.ranking(request, read, depth: 50))
            let (before, after) = (turn.wanted.count { names.contains($0) }, turn.wanted.count { words.contains($0) })
            guard before != after else { continue }
            let told = read.told.filter { $0.verdict != .liked }.map { "\($0.verdict) \($0.title)" }
            lines.append(
                "\(after - before): \(read.intent.parts.map(\.key)) hints \((read.hints?.parts ?? []).map(\.key)) seeds \(read.seeds.count) limits "
                    + "\(read.limits.map(\.name)) with \(read.companions.map(\.name)) told \(told) of \(words.count) | "
                    + turn.said.filter(\.isSeeker).map(\.text).joined(separator: " / ").prefix(400))
        }
        return lines
    }

    private func state(after turn: Turn, _ reading: Reading, _ chat: ChatService) throws -> (ChatTurnRequest, ChatState) {
        var state = ChatState()
        let request = ChatTurnRequest("", at: Moment(time: DialogueWorld.today))
        for said in turn.said {
            if said.isSeeker, reading == .words, said.text.contains(where: \.isLetter) {
                let shown = state.shown
                state = try chat.state(after: [String(said.text.prefix(600))], request, from: state)
                // What this service would have shown nobody saw.
                (state.past, state.asked, state.question) = ([], ["genre", "decade"], nil)
                state.shown = shown
            }
            for id in said.named {
                // What was said again is meant again; what was refused stays refused.
                let before = state.told.first { $0.id == id }
                if before?.verdict == .disliked || before?.verdict == .refused { continue }
                state.told.removeAll { $0.id == id }
                state.told.append(.init(id, title: catalog.index(of: id).map { catalog[$0].title } ?? "", .liked))
            }
            state.shown = said.isSeeker ? [] : said.named
        }
        return (request, state)
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
