import Datasets
import Evaluation
import Recommenders
import Storage

/// The data of a training whose histories need not fit into memory: they lie in a file, the rest is here.
///
/// Training on it gives the bytes of training on the same store read into memory.
package struct StreamedTraining {
    /// Without histories.
    package var dataset: Dataset
    /// Without training histories and test cases; of the validation cases those that somebody may draw, see `HeldOutSample`.
    package var split: Split
    package var corpus: MappedCorpus
    /// How often each item is a target of validation, shape `[V]`.
    package var heldOutTargets: [Int]
    package var facts: HistoryFacts
    /// How many events of each kind name an item.
    package var kinds: [EventKind: Int]
    /// Of the temporary file that the events were sorted in, which is gone.
    package var scratchBytes: Int
}

extension RunConfiguration {
    /// Whether a user's part of the data can be cut without looking at the others.
    package var cutsUsersAlone: Bool {
        let isAlone = split.kind == .leaveOneOut && split.minimumTargetEvents == 1 || split.kind.ordersAtRandom
        return isAlone && preprocessing.minimumEventsPerItem <= 1 && preprocessing.core <= 1
    }
}

extension EventStore {
    /// Writes the training part of the store into the file of a corpus, some users at a time.
    ///
    /// The store is read once, as of one moment, into a temporary file of 48 bytes an event, sorted by parts of the users; from there
    /// the users are cut and written in their order. Neither file has a name: nothing is left, whatever ends the process.
    /// - Parameters:
    ///   - run: cuts each user alone, see `RunConfiguration.cutsUsersAlone`.
    ///   - resolution: what is left of the time, after the events are in order.
    ///   - folder: on whose disk the files lie.
    ///   - absent: users who are left out as if they were not there.
    ///   - events: about how many there are; nil counts them.
    ///   - eventsAtOnce: about how many events are held in memory, 92 bytes each, beside the catalogue and the users' ids.
    ///   - maximumBytes: of the temporary file; nil for as much as the disk has.
    /// - Throws: `WorkspaceError` for a run that has to see all users at once, `ScratchError` and `CorpusError` for the disk,
    ///   `StorageError`, `SplitError`.
    package func streamTraining(
        name: String, run: RunConfiguration, resolution: TimeResolution = .exact, folder: String, without absent: Set<UserID> = [],
        events: Int? = nil, eventsAtOnce: Int = StreamedTraining.eventsAtOnce, maximumBytes: Int? = nil
    ) throws -> StreamedTraining {
        guard run.cutsUsersAlone else {
            throw WorkspaceError(
                .configuration, "the run '\(run.name)' cuts its data by what all users did together",
                advice:
                    "Train from the disk with leave-one-out, hold-out or repeat-use and without a minimum of events, or allow more memory")
        }
        let sources = try sources().map(\.description)
        var builder = try PartedDatasetBuilder(
            name: name, ratingScale: EventStoreReading.ratingScale(of: sources), domain: EventStoreReading.domain(of: sources),
            folder: folder, events: try events ?? counts().events, eventsAtOnce: eventsAtOnce, maximumBytes: maximumBytes)
        builder.receive(items: try items())
        builder.receive(users: try users().filter { !absent.contains($0.id) })
        try forEachBatch(of: 16_384) { batch in
            for event in batch where absent.isEmpty || !absent.contains(event.user) { try builder.receive(event) }
        }
        var parts = builder.finish(
            resolution: resolution, keepsUnusedItems: !run.preprocessing.restrictsCatalogToItemsWithEvents)
        var writing = try CorpusWriting(run: run, dataset: parts.dataset, folder: folder)
        try parts.forEach { try writing.take($0) }
        return try writing.finished(scratchBytes: parts.scratchBytes)
    }
}

extension StreamedTraining {
    /// 96 MB.
    package static let eventsAtOnce = 1 << 20
}

/// Users on their way from the store into the file.
private struct CorpusWriting: ~Copyable {
    private var writer: CorpusWriter
    private let run: RunConfiguration
    /// Everything but the users.
    private let frame: Dataset
    private let preprocessing: Preprocessing
    private var sample: HeldOutSample
    private var heldOutTargets: [Int]
    private var users = 0
    private var facts = HistoryFacts()
    private var kinds: [EventKind: Int] = [:]
    private var fingerprint: ContentFingerprint
    private var empty: Split
    private var uncut: SplitError?
    private var hasCases = false

    init(run: RunConfiguration, dataset: Dataset, folder: String) throws {
        writer = try CorpusWriter(scratchIn: folder, itemCount: dataset.catalog.count)
        (self.run, frame, sample) = (run, dataset, HeldOutSample(run))
        var preprocessing = run.preprocessing
        preprocessing.restrictsCatalogToItemsWithEvents = false
        self.preprocessing = preprocessing
        heldOutTargets = Array(repeating: 0, count: dataset.catalog.count)
        fingerprint = ContentFingerprint(dataset)
        let seenRemoved = run.split.kind == .repeatUse ? false : run.split.seenRemoved
        empty = Split(protocolName: run.split.kind.rawValue, training: [], validation: [], test: [], seenRemoved: seenRemoved)
    }

    mutating func take(_ part: [UserHistory]) throws {
        facts.read(part)
        var dataset = frame
        dataset.users = part
        dataset = preprocessing.apply(to: dataset)
        for user in dataset.users {
            fingerprint.combine(user)
            for event in user.interactions where event.item != nil { kinds[event.kind, default: 0] += 1 }
        }
        let split = try cut(dataset)
        for user in split.training { try writer.append(user) }
        for var held in split.validation {
            held.user = UserIndex(users + Int(held.user.rawValue))
            for target in held.targets { heldOutTargets[target.position] += 1 }
            sample.add(held)
        }
        users += dataset.users.count
    }

    /// Where nobody of a part can be asked, the part teaches as it would beside others.
    private mutating func cut(_ part: Dataset) throws -> Split {
        do {
            let split = try Split.make(part, run.split)
            hasCases = true
            return split
        } catch {
            guard error.code == .noCases else { throw error }
            uncut = error
            var split = empty
            if run.split.kind == .leaveOneOut { split.training = part.coarsened(to: run.split.resolution).users }
            return split
        }
    }

    mutating func finished(scratchBytes: Int) throws -> StreamedTraining {
        if let uncut, !hasCases { throw uncut }
        var dataset = frame
        dataset.fingerprint = fingerprint.value
        if run.keywordsPerItem > 0 { dataset.catalog = KeywordExtractor(count: run.keywordsPerItem).apply(to: dataset.catalog) }
        var split = empty
        split.validation = sample.cases
        return StreamedTraining(
            dataset: dataset, split: split, corpus: try writer.finishedCorpus(), heldOutTargets: heldOutTargets, facts: facts,
            kinds: kinds, scratchBytes: scratchBytes)
    }
}
