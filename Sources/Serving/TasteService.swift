import Datasets
import Language
import Recommenders
import Storage
import Synchronization
import Workspaces

/// What the service may keep and how it behaves; one sentence a value, read once at start.
public struct ServiceOptions: Sendable {
    /// Memory for what the model made of people's histories, in bytes.
    public var stateBytes: Int
    /// Events of people's histories that are kept ready, all people together; about 100 bytes each.
    public var cachedEvents: Int
    /// Latest events of one person that are kept one by one, of which models read; never fewer than the model that serves reads tokens.
    public var historyEvents = HistoryBound.standard.events
    /// Whether people who were never asked have a profile.
    public var personalisesByDefault: Bool
    /// Longest list that may be asked for.
    public var longestList: Int
    /// Share of places that are drawn, so that the future learns something.
    public var explorationRate: Double
    /// How pages and lists are put together.
    public var pages = PageOptions()
    /// How pictures and lines of text are chosen for people; nil = everybody sees the same.
    public var artwork: ArtworkOptions?
    /// How many events may wait to be stored, and how many are stored at once.
    public var intake = EventIntake.Limits()
    /// What reads descriptions and the texts of titles for search; nil for hashed n-grams of the catalogue's own texts.
    public var searchEncoder: (any TextEncoder)?
    /// People who must have chosen a title after the same words before a search learns from it, at least three; 0 = nothing is kept.
    public var searchLearnsFrom = 5
    public init(
        stateBytes: Int = 1 << 30, cachedEvents: Int = 4_000_000, personalisesByDefault: Bool = true, longestList: Int = 500,
        explorationRate: Double = 0.02
    ) {
        self.stateBytes = stateBytes
        self.cachedEvents = cachedEvents
        self.personalisesByDefault = personalisesByDefault
        self.longestList = longestList
        self.explorationRate = explorationRate
    }
}

/// The use cases of a running service, without any network: pages, lists, events, people, titles.
///
/// One instance a workspace. Methods may be called from any thread; each says which errors it throws. Use cases live in extensions,
/// one file each. Time and randomness are given, so that a test can repeat an answer.
public final class TasteService: Sendable {
    public let workspace: Workspace
    /// Takes in nothing about whoever was erased.
    public let documents: any ServiceStore
    public let options: ServiceOptions
    public let host: SnapshotHost
    public let intake: EventIntake
    public let recentEvents = RecentEvents()
    let refresher = Refresher()
    let identities = Identities()
    let obedience: ObedientDocuments
    /// Changes of titles, and of what is known of people, take turns: each reads before it writes.
    let titleChanges = Mutex(())
    let personChanges = Mutex(())
    let people: PeopleCache
    /// What pages remember between requests.
    public let pages: PageRoom
    /// Nil where everybody sees the same faces.
    public let presentation: PresentationRoom?
    let listCaches: ListCaches
    let now: @Sendable () -> Timestamp
    /// Seconds of a clock that never goes back.
    let seconds: @Sendable () -> Double
    /// 64 random bits.
    let random: @Sendable () -> UInt64

    /// - Parameters:
    ///   - documents: what the service remembers beside events and titles.
    ///   - now: wall clock.
    ///   - seconds: a clock that never goes back.
    ///   - random: 64 random bits a call; the system's generator in production.
    public init(
        workspace: Workspace, documents: any ServiceStore, options: ServiceOptions = ServiceOptions(),
        now: @escaping @Sendable () -> Timestamp, seconds: @escaping @Sendable () -> Double, random: @escaping @Sendable () -> UInt64
    ) {
        self.workspace = workspace
        obedience = ObedientDocuments(documents, obeying: workspace.store)
        self.documents = obedience
        intake = EventIntake(options.intake)
        self.options = options
        (self.now, self.seconds, self.random) = (now, seconds, random)
        host = SnapshotHost(
            SnapshotLoader(
                workspace: workspace, documents: documents, states: StateOptions(bytes: options.stateBytes), seconds: seconds, now: now))
        listCaches = ListCaches(learningFrom: options.searchLearnsFrom)
        people = PeopleCache(events: options.cachedEvents, longest: HistoryBound(events: options.historyEvents).longest)
        pages = PageRoom(options.pages, documents: obedience)
        presentation = PresentationRoom(options.artwork, visit: options.pages.visit, documents: obedience)
    }

    // MARK: People

    /// What is known of a person, in the numbers of a snapshot; a stranger where nothing is, or where no profile is allowed.
    func person(_ asker: Asker, in snapshot: ServingSnapshot) throws -> PersonView {
        switch asker {
        case .session(let events):
            let reader = reader(snapshot)
            return PersonView(
                id: nil, key: random(), events: reader.interactions(events), record: PersonRecord(), bound: reader.bound)
        case .user(let id): return try person(identities.person(id, documents), in: snapshot)
        }
    }

    private func person(_ id: UserID, in snapshot: ServingSnapshot) throws -> PersonView {
        if let view = people.view(of: id, generation: snapshot.generation) { return view }
        let changes = people.changes(of: id)
        let record = try record(of: id)
        let key = StableHash.of(id.rawValue, seed: Dataset.userKeySeed)
        guard record.allows(.personalise, at: now(), byDefault: options.personalisesByDefault) else {
            // No read of their history, and nobody else's answer may depend on them.
            return .stranger(nil, key: key, record: record)
        }
        let view = try read(id, key: key, record, reader(snapshot))
        people.keep(view, of: id, generation: snapshot.generation, asOf: changes)
        return view
    }

    func record(of user: UserID) throws -> PersonRecord {
        let user = try identities.person(user, documents)
        return try documents.document(user.rawValue, in: .people)?.decoded(PersonRecord.self) ?? PersonRecord()
    }

    func reader(_ snapshot: ServingSnapshot) -> PersonReader {
        PersonReader(
            store: workspace.store, catalog: snapshot.titles.catalog, vocabulary: snapshot.vocabulary, resolution: snapshot.resolution,
            bound: HistoryBound(events: max(options.historyEvents, snapshot.engine.longestHistory)))
    }

    /// What must follow an event that has become durable: the person's next answer knows it.
    package func follow(_ events: [RawEvent]) {
        guard let snapshot = try? host.current() else { return }
        let reader = reader(snapshot)
        noteSearchChoices(events)
        for event in events {
            let key = StableHash.of(event.user.rawValue, seed: Dataset.userKeySeed)
            notePages(event, snapshot: snapshot)
            presentation?.note(event)
            // Nobody's answer rests on a history that is not kept: it is read when it is asked for.
            guard people.changed(event.user) else {
                snapshot.engine.invalidate(key)
                continue
            }
            guard let interaction = reader.interaction(event) else { continue }
            switch people.add(interaction, to: event.user, generation: snapshot.generation) {
            case .last(let position): snapshot.engine.note(interaction, at: position, of: key)
            case .between, .summing, .none: snapshot.engine.invalidate(key)
            }
        }
    }

    /// After anything but a new event at the end of the history: read anew before the next answer.
    package func forget(_ user: UserID) {
        let user = (try? identities.person(user, documents)) ?? user
        people.forget(user)
        pages.forget(user)
        presentation?.forget(user)
        reviewLearning(from: user)
        (try? host.current())?.engine.invalidate(StableHash.of(user.rawValue, seed: Dataset.userKeySeed))
    }

    // MARK: Answers

    /// Names an answer; grows with time, so that documents under these names lie in order.
    func recommendationID(_ time: Timestamp) -> String {
        let stamp = String(UInt64(bitPattern: max(0, time.rawValue)), radix: 32)
        let chance = String(random(), radix: 32)
        return String(repeating: "0", count: max(0, 10 - stamp.count)) + stamp + "-" + chance
    }

    func head(_ snapshot: ServingSnapshot, since begun: Double, id: String? = nil) -> AnswerHead {
        let time = now()
        return AnswerHead(
            recommendationID: id ?? recommendationID(time), model: snapshot.model, time: time, seconds: max(0, seconds() - begun),
            basis: snapshot.basis?.sentence)
    }
}
