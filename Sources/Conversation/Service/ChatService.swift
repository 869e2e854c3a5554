import Datasets
import Serving
import Understanding

/// Where work that computes is done: on the threads of a server's lane, or right here.
public protocol ChatWork: Sendable {
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result
}

/// On whatever thread asks.
public struct ImmediateWork: ChatWork {
    public init() {}
    public func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result { try body() }
}

/// Talks about what to watch: reads a turn, lets the ranker choose, words the reply, keeps what the person allows.
///
/// A value without state of its own: conversations lie in the service's documents or travel with the requests.
public struct ChatService: Conversing {
    private let service: TasteService
    private let language: LanguageDesk
    private let work: any ChatWork

    public init(_ service: TasteService, language: LanguageDesk = LanguageDesk(), work: any ChatWork = ImmediateWork()) {
        self.service = service
        self.language = language
        self.work = work
    }

    public func turn(_ request: ChatTurnRequest) -> AsyncThrowingStream<ChatEvent, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try ChatService.check(request)
                    try await ConversationGate.shared.turn(of: request.isKept ? request.conversation : nil, in: service) {
                        try await answer(request) { continuation.yield($0) }
                    }
                    continuation.finish()
                } catch { continuation.finish(throwing: error) }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    public func memory(of user: UserID) throws -> ChatMemory { try ChatStore(service: service).memory(of: user) }

    @discardableResult
    public func forget(_ user: UserID, conversation: String?) throws -> Int { try ChatStore(service: service).forget(user, conversation) }

    /// The titles that replies to a message would name, in their order; for measurements.
    package func ranking(_ request: ChatTurnRequest, _ state: ChatState, depth: Int) throws -> [ItemID] {
        try TurnPlanner(service, request).ranking(request.message, state, depth: depth)
    }

    /// The same with what a model chooses of the first candidates in front; for measurements.
    package func ranking(
        _ request: ChatTurnRequest, _ state: ChatState, depth: Int, said: [String], choosing model: any LanguageModel
    ) async throws -> [ItemID] {
        let planner = try TurnPlanner(service, request)
        let ranking = try planner.ranking(request.message, state, depth: depth)
        let candidates = ranking.prefix(BufferChoice.most).compactMap { planner.talk.titles.catalog.index(of: $0).map(planner.candidate) }
        let picks = try await BufferChoice.picks(
            candidates, said: said, liked: state.told.map(\.title), from: model, within: .seconds(5))
        return picks + ranking.filter { !picks.contains($0) }
    }

    /// The state after some messages, without words; for measurements.
    package func state(after messages: [String], _ request: ChatTurnRequest, from state: ChatState = ChatState()) throws -> ChatState {
        let planner = try TurnPlanner(service, request)
        return try messages.reduce(state) { try planner.plan($1, $0).state }
    }

    // MARK: One turn

    private func answer(_ request: ChatTurnRequest, _ send: @escaping @Sendable (ChatEvent) -> Void) async throws {
        let service = service
        let begun = service.clockSeconds
        let (conversation, stored) = try await work.run { try ChatService.opened(request, service) }
        let (planner, before, ranked) = try await work.run {
            let planner = try TurnPlanner(service, request)
            var state = stored.state
            for message in request.earlier { state = try planner.plan(message, state).state }
            return (planner, state, try planner.plan(request.message, state, preferring: request.preferred))
        }
        func left() -> Double { request.seconds - (service.clockSeconds - begun) }
        var plan = ranked
        // Half of the time at most, so that as much is left for the words.
        if let picks = await picks(plan, request, left: left() / 2) {
            plan = try await work.run { try planner.plan(request.message, before, preferring: picks) }
        }
        let recorded = try await record(&plan, request)
        let wording = await ReplyWriter(language).worded(plan, request, left: left())
        let shown = plan
        let head = try await work.run { try planner.noted(shown) }
        for event in wording.pieces.events(plan.cards, isChinese: plan.isChinese) { send(event) }
        let text = wording.pieces.text(plan.cards, isChinese: plan.isChinese)
        let (kept, said) = (plan, request.message)
        if let conversation {
            try await work.run { try ChatService.keep(kept, said: said, reply: text, conversation, stored, request, service) }
        }
        send(.state(plan.view))
        var done = ChatReply(
            act: plan.topic.act, conversation: conversation, text: text, cards: plan.cards, view: plan.view, engine: wording.engine,
            fallback: wording.fallback, recorded: recorded, notes: plan.notes, head: head)
        done.noted = plan.topic.noted
        send(.done(done))
    }

    /// What a connected model wants in front; nil where none is to choose, or its choice came to nothing.
    private func picks(_ plan: TurnPlan, _ request: ChatTurnRequest, left: Double) async -> [ItemID]? {
        guard let model = language.model, language.choosesTitles, request.usesModel, request.preferred.isEmpty,
            plan.candidates.count > plan.cards.count
        else { return nil }
        let liked = plan.state.told.filter { $0.verdict == .liked }.map(\.title)
        do throws(LanguageModelError) {
            return try await BufferChoice.picks(
                plan.candidates, said: request.earlier + [request.message], liked: liked, from: model, within: language.time(left: left),
                personal: request.personal)
        } catch {
            language.meter.noteFallback("chat-choice")
            return nil
        }
    }

    private static func check(_ request: ChatTurnRequest) throws(ServingError) {
        guard request.message.utf8.count <= ChatTurnRequest.longestMessage else {
            throw .invalid(
                field: "/message", reason: "\(request.message.utf8.count) bytes are more than \(ChatTurnRequest.longestMessage)")
        }
        guard request.message.contains(where: { !$0.isWhitespace }) || !request.without.isEmpty else {
            throw .invalid(field: "/message", reason: "it is empty")
        }
        guard (1...10).contains(request.count) else { throw .invalid(field: "/count", reason: "is not between 1 and 10") }
        guard request.earlier.count <= ChatTurnRequest.mostEarlier,
            request.earlier.allSatisfy({ $0.utf8.count <= ChatTurnRequest.longestMessage })
        else { throw .invalid(field: "/earlier", reason: "is more than \(ChatTurnRequest.mostEarlier) messages, or one is too long") }
        guard request.company.count <= ChatTurnRequest.mostCompany else {
            throw .invalid(field: "/company", reason: "names more than \(ChatTurnRequest.mostCompany) people")
        }
        guard request.without.count <= 50 else { throw .invalid(field: "/without", reason: "names more than 50 parts") }
        if case .user? = request.asker { return }
        if request.conversation != nil {
            throw .invalid(field: "/conversation", reason: "only conversations of users are kept; send the state instead")
        }
    }

    /// The conversation that a turn goes on with, under its id where it is kept.
    private static func opened(_ request: ChatTurnRequest, _ service: TasteService) throws -> (String?, StoredConversation) {
        guard case .user(let user)? = request.asker, request.isKept else {
            return (nil, StoredConversation(state: try request.state?.checked() ?? ChatState(), turns: []))
        }
        if let id = request.conversation { return (id, try ChatStore(service: service).read(id, of: user)) }
        return (service.freshID(), StoredConversation(state: try request.state?.checked() ?? ChatState(), turns: []))
    }

    private static func keep(
        _ plan: TurnPlan, said: String, reply: String, _ id: String, _ stored: StoredConversation, _ request: ChatTurnRequest,
        _ service: TasteService
    ) throws {
        guard case .user(let user)? = request.asker else { return }
        let store = ChatStore(service: service)
        if plan.clearsMemory { _ = try store.forget(user, nil) }
        let turns = plan.clearsMemory ? [] : stored.turns + [ChatState.Turn(said: said, reply: reply, items: plan.cards.map(\.id))]
        try store.write(StoredConversation(state: plan.state, turns: turns), id, of: user)
    }

    // MARK: What is told

    /// Makes events of what was told, where the person agrees; what could not be stored counts in the talk and is tried again.
    private func record(_ plan: inout TurnPlan, _ request: ChatTurnRequest) async throws -> [ItemID] {
        guard request.consent, case .user(let user)? = request.asker else { return [] }
        let waiting = plan.state.told.indices.filter { !plan.state.told[$0].isRecorded && plan.state.told[$0].verdict.event != nil }
        guard !waiting.isEmpty else { return [] }
        let told = plan.state.told
        let events = waiting.map { place in
            IncomingEvent(
                RawEvent(
                    user: user, item: told[place].id, kind: told[place].verdict.event!, time: request.moment.time, surface: "chat",
                    source: SourcePosition(file: "", line: 0)), hasTime: true)
        }
        let receipts = try await service.take(events)
        var recorded: [ItemID] = []
        for (place, receipt) in zip(waiting, receipts) where receipt == .accepted || receipt == .duplicate {
            plan.state.told[place].isRecorded = true
            recorded.append(told[place].id)
        }
        plan.view.state = plan.state
        return recorded
    }
}
