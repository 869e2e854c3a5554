import Datasets
import Synchronization
import Tensors

/// A user and the rows of a page that are asked for.
public struct StateQuestion: Sendable {
    public var userKey: UInt64
    public var rows: [RowQuery]
    /// Events of the user before those of `history`, which nobody reads any more.
    public var eventsBefore: Int
    /// Events of the user that the answer knows, those before among them: a state that knows fewer is read anew. 0 = whatever it knows.
    public var eventCount: Int
    /// The events of the user, oldest first; called where no state is at hand.
    public var history: @Sendable () throws -> [Interaction]
    public init(
        userKey: UInt64, rows: [RowQuery], eventsBefore: Int = 0, eventCount: Int = 0,
        history: @escaping @Sendable () throws -> [Interaction]
    ) {
        self.userKey = userKey
        self.rows = rows
        self.eventsBefore = eventsBefore
        self.eventCount = eventCount
        self.history = history
    }
}

/// Answers requests from kept states: what the model made of a user's history is computed once and extended event by event.
///
/// The answer to a request is that of `FoundationScorer.score` with the same window, whether the state was at hand, was extended,
/// or had to be built. Every method may be called from any thread; no lock is held while anything is computed.
public final class StateServer: Sendable {
    public let scorer: FoundationScorer
    public let options: StateOptions
    let engine: StateEngine
    let shape: StateShape
    let pages: StatePages
    private let cache: UserStateCache
    let workspaces = LendingPool { StateWorkspace() }
    private let scan: any CandidateScan
    private let popularity: LivePopularityPool?
    private let counts = Mutex(StateStatistics())
    private let clock: @Sendable () -> Double

    /// - Parameters:
    ///   - scan: where candidates are found; nil scans all items exactly, in the arithmetic of the scorer. It is not asked where an
    ///     item's score depends on more than its vector: new titles placed among known ones, popularity of the moment.
    ///   - leavesCompanions: whether the caller puts the companions on what `scores` gives, which is then, as lists are, the network's
    ///     alone; they are asked with whole histories, which a state does not keep.
    ///   - clock: seconds, for the statistics.
    /// - Throws: `StateError.unsupported` for a model that the incremental path does not know in full.
    public convenience init(
        _ scorer: FoundationScorer, options: StateOptions = StateOptions(), scan: (any CandidateScan)? = nil,
        leavesCompanions: Bool = false, clock: @escaping @Sendable () -> Double
    ) throws(StateError) {
        // Counts are asked with whole histories, which a state does not keep.
        guard leavesCompanions || scorer.companions == nil else { throw .unsupported(parameters: ["companions"]) }
        try self.init(network: scorer, options: options, scan: scan, clock: clock)
    }

    /// The network alone, whatever stands beside it: only user vectors may be asked of it.
    init(
        network scorer: FoundationScorer, options: StateOptions, scan: (any CandidateScan)? = nil, clock: @escaping @Sendable () -> Double
    ) throws(StateError) {
        let configuration = scorer.model.configuration
        let network = try StateNetwork(scorer.model)
        self.scorer = scorer
        self.options = options
        self.clock = clock
        let table = scorer.table
        engine = StateEngine(
            network: network, heads: configuration.headCount,
            items: StateNetwork.Vector(values: UnsafePointer(table.value), rows: table.rows, columns: table.columns))
        shape = StateShape(
            width: network.width, layerCount: network.layerCount, maximumLength: network.maximumLength, itemCount: scorer.itemCount,
            tokenizer: scorer.tokenizer, window: options.window)
        pages = StatePages(pageBytes: engine.attention.pageBytes, growsAhead: options.growsAhead)
        cache = UserStateCache(options)
        self.scan = scan ?? ExactScan(units: scorer.units, itemCount: scorer.itemCount, width: network.width, silent: scorer.silent)
        popularity = scorer.livePopularityTerms.map { LivePopularityPool($0) }
    }

    // MARK: Events

    /// Takes note of an event that stands at `position` of the user's history, counted from 0; the next answer knows it.
    ///
    /// Costs no computation. Events may be told twice; where one is missing the history is read again.
    /// - Throws: `StateError.itemOutsideCatalog`.
    public func note(_ event: Interaction, at position: Int, userKey: UInt64) throws(StateError) {
        try cache.note(event, at: position, userKey)
    }

    /// After a late event or a correction: the history is read again before the next answer.
    public func invalidate(userKey: UInt64) { cache.invalidate(userKey) }

    /// Overwrites and forgets what is kept of a user; a calculation under way finishes and is then overwritten as well.
    public func erase(userKey: UInt64) { cache.erase(userKey) }

    // MARK: Answers

    /// Answers one question; in the steady state without allocation.
    ///
    /// - Parameter lists: one list per row, in the memory of earlier answers.
    /// - Throws: `StateError`, or what the question's history throws.
    public func answer(_ question: StateQuestion, into lists: inout RankedLists) throws {
        lists.removeAll()
        for row in question.rows { try row.validate(itemCount: scorer.itemCount) }
        let workspace = workspaces.lend()
        workspace.clear()
        defer { workspaces.take(back: workspace) }
        let loan = try borrow(question)
        defer { give(back: loan, question.userKey) }
        advance(CollectionOfOne(loan.state), in: workspace)
        request(question, of: loan.state, in: workspace)
        rank(engine.ask(in: workspace), question.rows[...], in: workspace, into: &lists)
    }

    /// Answers several questions in one jagged batch: missing rows of all users are read together, requests are asked together.
    ///
    /// - Returns: one answer per question, in order; a question that fails costs the others nothing.
    public func answer(_ questions: [StateQuestion]) -> [Result<RankedLists, any Error>] {
        let workspace = workspaces.lend()
        workspace.clear()
        defer { workspaces.take(back: workspace) }
        let loans = borrow(questions)
        defer { for (loan, question) in zip(loans, questions) { if case .success(let loan) = loan { give(back: loan, question.userKey) } } }
        let usable = loans.compactMap { try? $0.get() }
        advance(usable.lazy.filter { $0.kind != .shared }.map(\.state), in: workspace)
        var rows: [RowQuery] = []
        for (loan, question) in zip(loans, questions) {
            guard case .success(let loan) = loan else { continue }
            request(question, of: loan.state, in: workspace)
            rows.append(contentsOf: question.rows)
        }
        var all = RankedLists()
        if !rows.isEmpty { rank(engine.ask(in: workspace), rows[...], in: workspace, into: &all) }
        var next = 0
        return zip(loans, questions).map { loan, question in
            loan.map { _ in
                var own = RankedLists()
                own.append(all, rows: next..<next + question.rows.count)
                next += question.rows.count
                return own
            }
        }
    }

    /// Scores of the whole catalogue for each row of a question, `[R, V]`: what a page is chosen from.
    ///
    /// The rows' filters and lengths are not applied; items that nothing can be said about have −∞.
    /// - Throws: `StateError`, or what the question's history throws.
    public func scores(_ question: StateQuestion, into scores: UnsafeMutableBufferPointer<Float>) throws {
        precondition(scores.count == question.rows.count * scorer.itemCount, "scores for \(scores.count) of \(question.rows.count) rows")
        let workspace = workspaces.lend()
        workspace.clear()
        defer { workspaces.take(back: workspace) }
        let loan = try borrow(question)
        defer { give(back: loan, question.userKey) }
        advance(CollectionOfOne(loan.state), in: workspace)
        request(question, of: loan.state, in: workspace)
        guard let base = scores.baseAddress, !question.rows.isEmpty else { return }
        let users = engine.ask(in: workspace)
        for (position, row) in question.rows.enumerated() {
            let (user, target) = (users + position * shape.width, base + position * scorer.itemCount)
            guard let popularity else {
                scorer.logits(of: user, into: target, arena: workspace.arena)
                continue
            }
            popularity.lend { score(user, row, &$0, into: target, workspace) }
        }
    }

    /// Unit vectors of the rows of a question, `[R, D]`.
    package func userVectors(_ question: StateQuestion) throws -> [Float] {
        try asked(question) { users, _ in Array(UnsafeBufferPointer(start: users, count: question.rows.count * shape.width)) }
    }

    /// Hands over the unit vectors of a question's rows, `[R, D]`, and what the intent heads made of them, `[R, C]`.
    func asked<Answer>(
        _ question: StateQuestion, _ body: (UnsafePointer<Float>, UnsafePointer<Float>?) throws -> Answer
    ) throws -> Answer {
        let workspace = workspaces.lend()
        workspace.clear()
        defer { workspaces.take(back: workspace) }
        let loan = try borrow(question)
        defer { give(back: loan, question.userKey) }
        advance(CollectionOfOne(loan.state), in: workspace)
        request(question, of: loan.state, in: workspace)
        let users = engine.ask(in: workspace)
        return try body(users, workspace.intents)
    }

    /// Builds the states of users who will be asked about, many in one batch.
    ///
    /// - Throws: `StateError`; the users before the one that failed are ready.
    public func prepare(_ users: [(userKey: UInt64, history: [Interaction])]) throws {
        let questions = users.map { user in StateQuestion(userKey: user.userKey, rows: [], history: { user.history }) }
        for result in answer(questions) { _ = try result.get() }
    }

    public var statistics: StateStatistics { counts.withLock { $0 } + cache.statistics }

    /// Bytes of scratch and pages held from the system, for tests of the steady state.
    package var heldBytes: Int { pages.capacity }

    // MARK: Borrowing

    struct Loan {
        enum Kind {
            case cached
            /// The place is taken: a state of one's own, dropped afterwards.
            case own
            /// An earlier question of the batch has it.
            case shared
        }
        var state: UserState
        var kind: Kind
    }

    private func borrow(_ questions: [StateQuestion]) -> [Result<Loan, any Error>] {
        var lent: [UInt64: UserState] = [:]
        return questions.map { question in
            Result {
                for row in question.rows { try row.validate(itemCount: scorer.itemCount) }
                if let state = lent[question.userKey] { return Loan(state: state, kind: .shared) }
                let loan = try borrow(question)
                lent[question.userKey] = loan.state
                return loan
            }
        }
    }

    func borrow(_ question: StateQuestion) throws -> Loan {
        switch cache.lend(question.userKey) {
        case .state(let state):
            guard state.isStale || state.eventCount < question.eventCount else { return Loan(state: state, kind: .cached) }
            do { try read(question, into: state) } catch {
                cache.take(back: nil, question.userKey)
                throw error
            }
            return Loan(state: state, kind: .cached)
        case .absent:
            let state = UserState(shape: shape, pool: pages)
            do { try read(question, into: state) } catch {
                cache.take(back: nil, question.userKey)
                throw error
            }
            return Loan(state: state, kind: .cached)
        case .busy:
            let state = UserState(shape: shape, pool: pages)
            try read(question, into: state)
            return Loan(state: state, kind: .own)
        }
    }

    func read(_ question: StateQuestion, into state: UserState) throws {
        counts.withLock { $0.misses += 1 }
        try state.read(question.history(), after: question.eventsBefore)
    }

    func give(back loan: Loan, _ key: UInt64) {
        switch loan.kind {
        case .cached: cache.take(back: loan.state, key)
        case .own: loan.state.erase()
        case .shared: break
        }
    }

    // MARK: Computing

    func advance(_ states: some Sequence<UserState>, in workspace: StateWorkspace) {
        var (hits, appends, rebuilds) = (0, 0, 0)
        for state in states {
            if state.isCurrent { hits += 1 } else if state.residency == .hot && state.keptRows > 0 { appends += 1 } else { rebuilds += 1 }
        }
        let begun = clock()
        engine.advance(states, in: workspace)
        let seconds = clock() - begun
        counts.withLock { [hits, appends, rebuilds] in
            $0.hits += hits
            $0.appends += appends
            $0.rebuilds += rebuilds
            $0.readingSeconds += seconds
        }
    }

    /// Puts the rows of a question behind those that wait in the workspace.
    private func request(_ question: StateQuestion, of state: UserState, in workspace: StateWorkspace) {
        let base = workspace.requests.count
        for row in question.rows { workspace.requests.append(shape.tokenizer.request(row.request)) }
        workspace.segments.append(.init(state: state, first: 0, count: question.rows.count, base: base))
    }

    private func rank(
        _ users: UnsafePointer<Float>, _ rows: ArraySlice<RowQuery>, in workspace: StateWorkspace, into lists: inout RankedLists
    ) {
        if scorer.scoresAreLogits { return scan.scan(users, rows, scale: scorer.inverseTemperature, into: &lists) }
        let scores = workspace.arena.allocate(Float.self, count: scorer.itemCount)
        popularity?.lend { terms in
            for (position, row) in rows.enumerated() {
                score(users + position * shape.width, row, &terms, into: scores, workspace)
                workspace.pick(row, of: scores, count: scorer.itemCount, into: &lists)
            }
        }
        guard popularity == nil else { return }
        for (position, row) in rows.enumerated() {
            scorer.logits(of: users + position * shape.width, into: scores, arena: workspace.arena)
            workspace.pick(row, of: scores, count: scorer.itemCount, into: &lists)
        }
    }

    private func score(
        _ user: UnsafePointer<Float>, _ row: RowQuery, _ terms: inout LivePopularityTerms, into scores: UnsafeMutablePointer<Float>,
        _ workspace: StateWorkspace
    ) {
        scorer.logits(of: user, into: scores, arena: workspace.arena)
        terms.add(
            to: UnsafeMutableBufferPointer(start: scores, count: scorer.itemCount), request: row.request,
            surface: shape.tokenizer.surface(row.request.surface), silent: scorer.silent)
    }
}

/// Cursors over the log of choices that nobody uses at the moment; each remembers an instant, so they are kept.
final class LivePopularityPool: Sendable {
    private let idle: Mutex<[LivePopularityTerms]>
    private let first: LivePopularityTerms

    init(_ terms: LivePopularityTerms) {
        first = terms
        idle = Mutex([])
    }

    func lend(_ body: (inout LivePopularityTerms) -> Void) {
        var terms = idle.withLock { $0.popLast() } ?? first
        body(&terms)
        idle.withLock { [terms] in $0.append(terms) }
    }
}
