#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
import Artwork
import Datasets
import Dispatch
import FoundationEssentials
import Storage
import Synchronization

/// Chooses faces, remembers what was shown until it is known what came of it, and learns in batches.
///
/// What waits for its outcome lies in memory: at a restart the showings of the last hours are not learned from, taken or not, so the
/// model stays unbiased. What a person was shown need not be remembered: the same luck draws it again. The model is one document that
/// names nobody.
final class PresentationDesk: Sendable {
    struct Shown: Sendable {
        var trial: CreativeTrial
        var creative: String
        /// The first showing of the visit, and the latest.
        var first: Timestamp
        var latest: Timestamp
        var choice: CreativeChoice
        var isTaken = false
    }
    fileprivate struct State {
        var statistics = CreativeStatistics()
        var posterior: CreativePosterior
        var shown: [UserID: [ItemID: Shown]] = [:]
        var shownCount = 0
        var settled: [CreativeTrial] = []
        var due = -Double.infinity
        var isLearning = false
        /// Of the last batch; the past fades by the time that went by.
        var learnedAt: Timestamp?
        var isLoaded = false
    }
    private let state: Mutex<State>
    private let documents: any ServiceStore
    private let options: ArtworkOptions
    /// Seconds within which a title keeps its face whatever happens.
    private let visit: Int64
    private let key: String
    private let queue = DispatchQueue(label: "presentation", qos: .utility)

    /// - Parameters:
    ///   - key: of the model among the documents.
    ///   - visit: minutes.
    /// - Returns: nil when not even an empty model can be made of the options.
    init?(_ options: ArtworkOptions, key: String, visit: Double, documents: any ServiceStore) {
        guard let posterior = try? CreativePosterior(CreativeStatistics()) else { return nil }
        self.options = options
        self.key = key
        self.visit = Int64(visit * 60)
        self.documents = documents
        state = Mutex(State(posterior: posterior))
    }

    // MARK: Choosing

    /// - Parameter seconds: of a clock that never goes back.
    /// - Returns: by place in `sets`.
    func choose(
        _ sets: [CreativeSet], for user: UserID, _ affinities: ThemeAffinities, now: Timestamp, seconds: Double
    ) -> [CreativeChoice] {
        load()
        let (posterior, shown) = state.withLock { ($0.posterior, $0.shown[user] ?? [:]) }
        let choices = sets.map { set in
            if let standing = shown[set.title], isSameVisit(standing, now), standing.trial.set == set { return standing.choice }
            return options.chooser.choose(set, for: affinities, person: user.rawValue, posterior: posterior, now: now)
        }
        state.withLock { note(choices, sets, user, affinities, now: now, in: &$0) }
        learnIfDue(seconds, now)
        return choices
    }

    private func isSameVisit(_ shown: Shown, _ now: Timestamp) -> Bool {
        now.seconds >= shown.latest.seconds && now.seconds - shown.latest.seconds < visit
    }

    private func note(
        _ choices: [CreativeChoice], _ sets: [CreativeSet], _ user: UserID, _ affinities: ThemeAffinities, now: Timestamp,
        in state: inout State
    ) {
        var theirs = state.shown[user] ?? [:]
        for (choice, set) in zip(choices, sets) {
            if var standing = theirs[set.title] {
                if isSameVisit(standing, now), standing.choice == choice {
                    standing.latest = now
                    theirs[set.title] = standing
                    continue
                }
                // A start belongs to the latest showing before it: what came of the earlier one is known now.
                state.settle(standing)
                theirs[set.title] = nil
                state.shownCount -= 1
            }
            guard state.shownCount < options.waiting,
                let trial = try? CreativeTrial(
                    set: set, person: affinities, chosen: choice.place, distribution: choice.distribution, reward: 0)
            else { continue }
            theirs[set.title] = Shown(trial: trial, creative: choice.creative, first: now, latest: now, choice: choice)
            state.shownCount += 1
        }
        state.shown[user] = theirs.isEmpty ? nil : theirs
    }

    // MARK: Outcomes

    /// What a stored event says of a title that was shown.
    func note(_ event: RawEvent) {
        guard let title = event.item, let time = event.time, event.surface != "search" else { return }
        let taking = CreativeTaking(
            title: title, time: time, seconds: event.duration.map { Double($0) }, completion: event.completion.map { Double($0) })
        state.withLock { state in
            guard var shown = state.shown[event.user]?[title], time >= shown.first, time.seconds <= options.takes.end(of: shown.first)
            else {
                return
            }
            switch event.kind {
            case .abandon where !options.takes.isLongEnough(taking): shown.isTaken = false
            case .play, .progress, .complete, .purchase, .install, .read, .listAdd:
                guard options.takes.isLongEnough(taking) else { return }
                shown.isTaken = true
            default: return
            }
            state.shown[event.user]?[title] = shown
        }
    }

    /// Nothing of a person stays in memory; what was summed of them has no name.
    func forget(_ user: UserID) {
        state.withLock { state in
            state.shownCount -= state.shown.removeValue(forKey: user)?.count ?? 0
        }
    }

    // MARK: Learning

    private func learnIfDue(_ seconds: Double, _ now: Timestamp) {
        let learns = state.withLock { state in
            if state.due == -.infinity { state.due = seconds + options.batch }
            guard seconds >= state.due, !state.isLearning else { return false }
            state.due = seconds + options.batch
            state.isLearning = true
            return true
        }
        if learns { queue.async { [weak self] in self?.learn(now) } }
    }

    /// Learns from every showing whose time for an outcome is over, and keeps the model.
    ///
    /// A model that cannot be written is used and written with the next batch. While the one on the disk cannot be read, outcomes wait:
    /// a new one must not take its place.
    func learn(_ now: Timestamp) {
        load()
        guard state.withLock({ $0.isLoaded }) else { return state.withLock { $0.isLearning = false } }
        var (statistics, trials, before) = state.withLock { state in
            state.settleThose { options.takes.end(of: $0.first) < now.seconds }
            defer { state.settled = [] }
            return (state.statistics, state.settled, state.learnedAt)
        }
        if let before, now > before {
            let days = Double(now.seconds - before.seconds) / 86_400
            statistics.fade(PresentationDesk.halved(days / max(options.halfLife, 0.01)))
        }
        for trial in trials { statistics.add(trial) }
        let posterior = try? CreativePosterior(statistics)
        state.withLock { state in
            state.isLearning = false
            guard let posterior else { return }
            state.statistics = statistics
            state.posterior = posterior
            state.learnedAt = now
        }
        guard posterior != nil, let data = try? statistics.document() else { return }
        try? documents.put(ServiceDocument(.creativeModels, key: key, time: now, data: data))
    }

    /// What is left after so many half-lives.
    private static func halved(_ times: Double) -> Double { times > 1_000 ? 0 : Double(exp2(Float(-times))) }

    /// Waits for a batch that is under way.
    func settled() { queue.sync {} }

    var figures: (trials: Double, takeShare: Double, waiting: Int) {
        state.withLock { ($0.statistics.trials, $0.statistics.takeShare, $0.shownCount) }
    }

    /// Reads the model once; one that is damaged is learned again, one that the store cannot give now is asked for again.
    private func load() {
        guard state.withLock({ !$0.isLoaded }) else { return }
        let document: ServiceDocument?
        do { document = try documents.document(key, in: .creativeModels) } catch { return }
        let statistics = document.flatMap { try? CreativeStatistics(document: $0.data) }
        let posterior = statistics.flatMap { try? CreativePosterior($0) }
        state.withLock { state in
            guard !state.isLoaded else { return }
            state.isLoaded = true
            guard let statistics, let posterior, let document else { return }
            state.statistics = statistics
            state.posterior = posterior
            state.learnedAt = document.time
        }
    }
}

extension PresentationDesk.State {
    mutating func settle(_ shown: PresentationDesk.Shown) {
        var trial = shown.trial
        trial.reward = shown.isTaken ? 1 : 0
        settled.append(trial)
    }

    mutating func settleThose(_ isOver: (PresentationDesk.Shown) -> Bool) {
        for (user, theirs) in self.shown {
            let over = theirs.values.filter(isOver)
            guard !over.isEmpty else { continue }
            for shown in over.sorted(by: { $0.trial.set.title < $1.trial.set.title }) { settle(shown) }
            let left = theirs.filter { !isOver($0.value) }
            self.shown[user] = left.isEmpty ? nil : left
            shownCount -= over.count
        }
    }
}

extension ServiceCollection {
    /// What was learned about creatives, by `artwork` and `highlights`; about nobody.
    static let creativeModels: ServiceCollection = "creative-models"
}
