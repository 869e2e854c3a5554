import Datasets
import Evaluation
import Recommenders
import Storage

/// The data of a training whose histories need not fit into memory: they lie in a file, the rest is here.
///
/// Training on it gives the bytes of training on the same store read into memory, as long as there are no more validation cases
/// than `TrainingConfiguration.validationCases` or the model reads ids alone.
package struct StreamedTraining {
    /// Without histories.
    package var dataset: Dataset
    /// Without training histories and test cases; the validation cases are those that the trainer would draw.
    package var split: Split
    package var corpus: MappedCorpus
}

extension EventStore {
    /// Writes the training part of the store into the file of a corpus, some users at a time.
    ///
    /// - Parameters:
    ///   - run: its split is `leave-one-out`, and its preprocessing looks at one user at a time.
    ///   - path: of the file, replaced when the new one is whole.
    ///   - absent: users who are left out as if they were not there.
    ///   - eventsAtOnce: about how many events are held in memory, 92 bytes each, beside the catalogue and the users' ids.
    /// - Throws: `WorkspaceError` for a run that has to see all users at once, `StorageError`, `CorpusError`, `SplitError`.
    package func streamTraining(
        name: String, run: RunConfiguration, path: String, without absent: Set<UserID> = [], eventsAtOnce: Int = 1 << 21
    ) throws -> StreamedTraining {
        guard run.split.kind == .leaveOneOut, run.split.minimumTargetEvents == 1, run.preprocessing.minimumEventsPerItem <= 1,
            run.preprocessing.core <= 1
        else {
            throw WorkspaceError(
                .configuration, "the run '\(run.name)' cuts its data by what all users did together",
                advice: "Train from the disk with leave-one-out and without a minimum of events, or allow more memory")
        }
        let census = try StoreCensus(self, without: absent)
        let described = try items()
        let known = Set(described.map(\.id))
        var items = described + census.items.subtracting(known).map { Item(id: $0, domain: census.domain) }
        if run.preprocessing.restrictsCatalogToItemsWithEvents { items.removeAll { !census.items.contains($0.id) } }
        var writing = CorpusWriting(
            writer: try CorpusWriter(path: path, itemCount: items.count), run: run, items: items, census: census,
            sample: ValidationSample(limit: run.training.validationCases))
        var waiting: [RawEvent] = []
        for user in try usersByKey() where !absent.contains(user) {
            waiting += try events(of: user)
            if waiting.count >= eventsAtOnce { try writing.take(&waiting) }
        }
        try writing.take(&waiting)
        try writing.writer.finish()
        return try writing.finished(name: name, path: path)
    }

    /// In the order of `Dataset.users`.
    private func usersByKey() throws -> [UserID] {
        try userIDs().map { ($0, StableHash.of($0.rawValue, seed: Dataset.userKeySeed)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }
}

/// What has to be known of all events before the first user is written.
private struct StoreCensus {
    private(set) var items: Set<ItemID> = []
    let domain: ItemDomain
    let ratingScale: ClosedRange<Float>?
    private var uses: [[String: Int]] = [[:], [:], [:]]

    init(_ store: some EventStore, without absent: Set<UserID>) throws {
        let sources = try store.sources().map(\.description)
        (domain, ratingScale) = (EventStoreReading.domain(of: sources), EventStoreReading.ratingScale(of: sources))
        try store.forEachBatch(of: 16_384) { batch in
            for event in batch where absent.isEmpty || !absent.contains(event.user) {
                if let item = event.item { items.insert(item) }
                for (place, name) in [event.device, event.locale, event.surface].enumerated() {
                    if let name { uses[place][name, default: 0] += 1 }
                }
            }
        }
    }

    var devices: [String] { names(0, limit: Int(UInt8.max)) }
    var locales: [String] { names(1, limit: Int(UInt16.max)) }
    var surfaces: [String] { names(2, limit: Int(UInt8.max)) }

    /// As `DatasetBuilder` numbers them: those used most, in byte order.
    private func names(_ place: Int, limit: Int) -> [String] {
        func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
        let byUse = uses[place].filter { $0.key != "unknown" }
            .sorted { $0.value != $1.value ? $0.value > $1.value : precedes($0.key, $1.key) }
        return ["unknown"] + byUse.prefix(limit).map(\.key).sorted(by: precedes)
    }
}

/// Users on their way from the store into the file.
private struct CorpusWriting: ~Copyable {
    var writer: CorpusWriter
    let run: RunConfiguration
    let items: [Item]
    let census: StoreCensus
    var sample: ValidationSample
    private var users = 0
    private var fingerprint = StableHash(seed: 0xC0)
    private let names: (devices: [String: Int], locales: [String: Int], surfaces: [String: Int])
    private var empty: Split

    init(writer: consuming CorpusWriter, run: RunConfiguration, items: [Item], census: StoreCensus, sample: ValidationSample) {
        func places(_ names: [String]) -> [String: Int] { Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) }) }
        self.writer = writer
        (self.run, self.items, self.census, self.sample) = (run, items, census, sample)
        names = (places(census.devices), places(census.locales), places(census.surfaces))
        empty = Split(
            protocolName: run.split.kind.rawValue, training: [], validation: [], test: [], seenRemoved: run.split.seenRemoved)
    }

    /// Writes the users whose events wait, and forgets the events.
    mutating func take(_ waiting: inout [RawEvent]) throws {
        guard !waiting.isEmpty else { return }
        var builder = DatasetBuilder(name: run.name, ratingScale: census.ratingScale, domain: census.domain)
        builder.receive(items: items)
        builder.receive(events: waiting)
        waiting.removeAll(keepingCapacity: true)
        var preprocessing = run.preprocessing
        preprocessing.restrictsCatalogToItemsWithEvents = false
        var part = preprocessing.apply(to: builder.build())
        renumber(&part)
        fingerprint.combine(part.fingerprint)
        let split = try cut(part)
        for user in split.training { try writer.append(user) }
        for var held in split.validation {
            held.user = UserIndex(users + Int(held.user.rawValue))
            sample.add(held)
        }
        users += part.users.count
    }

    /// Where nobody of a part has two choices, all of it teaches.
    private func cut(_ part: Dataset) throws -> Split {
        do { return try Split.make(part, run.split) } catch {
            guard error.code == .noCases else { throw error }
            var split = empty
            split.training = part.users
            return split
        }
    }

    /// From the numbers of names in this part to those in all.
    private func renumber(_ part: inout Dataset) {
        let devices = part.devices.map { UInt8(names.devices[$0] ?? 0) }
        let locales = part.locales.map { UInt16(names.locales[$0] ?? 0) }
        let surfaces = part.surfaces.map { UInt8(names.surfaces[$0] ?? 0) }
        for user in part.users.indices {
            for event in part.users[user].interactions.indices {
                let old = part.users[user].interactions[event]
                part.users[user].interactions[event].device = devices[Int(old.device)]
                part.users[user].interactions[event].locale = locales[Int(old.locale)]
                part.users[user].interactions[event].surface = surfaces[Int(old.surface)]
            }
        }
    }

    func finished(name: String, path: String) throws -> StreamedTraining {
        var catalog = Catalog(items)
        if run.keywordsPerItem > 0 { catalog = KeywordExtractor(count: run.keywordsPerItem).apply(to: catalog) }
        let dataset = Dataset(
            name: name, catalog: catalog, users: [], devices: census.devices, locales: census.locales, surfaces: census.surfaces,
            ratingScale: census.ratingScale, fingerprint: String(fingerprint.value, radix: 16))
        var split = empty
        split.validation = sample.cases
        return StreamedTraining(dataset: dataset, split: split, corpus: try MappedCorpus(path: path))
    }
}

/// The validation cases whose users' keys have the smallest hashes, as the trainer draws them.
private struct ValidationSample {
    let limit: Int
    private var held: [(hash: UInt64, number: Int, content: EvaluationCase)] = []
    private var seen = 0

    init(limit: Int) { self.limit = max(0, limit) }

    mutating func add(_ content: EvaluationCase) {
        held.append((FoundationTrainer.validationHash(content.userKey), seen, content))
        seen += 1
        if held.count >= 2 * limit + 1024 { prune() }
    }

    private mutating func prune() {
        held.sort { ($0.hash, $0.number) < ($1.hash, $1.number) }
        held.removeLast(max(0, held.count - limit))
    }

    var cases: [EvaluationCase] {
        var copy = self
        copy.prune()
        return copy.held.sorted { $0.number < $1.number }.map(\.content)
    }
}
