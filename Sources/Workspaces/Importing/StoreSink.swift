import Datasets
import Storage

/// Takes what an importer finds into a store: in batches, each with the position reached, passing over what is there already.
struct StoreSink: ImportSink {
    private let store: any EventStore
    private let format: String
    private let ratingScale: ClosedRange<Float>?
    private let domain: ItemDomain
    /// Stands for the content of a source that is no file.
    private let generated: SourceHead?
    private let progress: (ImportProgress) -> Void
    /// Called before every batch.
    var demandRoom: () throws -> Void = {}
    private(set) var report: ImportReport
    private var sources: [SourceRecord]

    private var current: SourceRecord?
    private var currentFile = ""
    /// Events of the current source that the store holds.
    private var stored = 0
    private var events: [RawEvent] = []
    private var problems: [RowProblem] = []
    private var reached: (bytes: Int64, total: Int64) = (0, 0)

    /// Events of one transaction: at 200,000 a second, a kill costs a tenth of a second of work.
    private static let batchSize = 16_384

    init(_ store: any EventStore, importer: any Importer, progress: @escaping (ImportProgress) -> Void) throws {
        try self.init(
            store, format: importer.format.rawValue, ratingScale: importer.ratingScale, domain: importer.domain, progress: progress)
    }

    /// - Parameter generated: for events that come from no file, what tells them from other events of the same name.
    init(
        _ store: any EventStore, format: String, ratingScale: ClosedRange<Float>?, domain: ItemDomain, generated: SourceHead? = nil,
        progress: @escaping (ImportProgress) -> Void
    ) throws {
        self.store = store
        self.format = format
        self.ratingScale = ratingScale
        self.domain = domain
        self.generated = generated
        self.progress = progress
        report = ImportReport(format: format)
        sources = try store.sources()
    }

    mutating func begin(_ source: ImportSource) throws {
        try finish()
        var description = SourceDescription(name: source.name, format: format, ratingScale: ratingScale, domain: domain, head: generated)
        if generated == nil {
            let identity = try SourceIdentity(source)
            description.name = identity.ledgerName(among: sources)
            description.head = identity.recorded
        }
        let record = try store.begin(description)
        guard generated == nil || record.description.head == generated else {
            throw WorkspaceError(
                .configuration, "the workspace holds another “\(source.name)”, made with other settings",
                advice: "Name an empty folder with --workspace")
        }
        current = record
        stored = record.accepted
        currentFile = source.name
        sources = try store.sources()
        report.sources.append(description.name)
    }

    mutating func receive(items: [Item]) throws {
        try store.describe(items: items)
        report.items += items.count
    }

    mutating func receive(users: [UserAttributes]) throws {
        try store.describe(users: users)
        report.users += users.count
    }

    mutating func receive(events newEvents: [RawEvent]) throws {
        let record = try begun(newEvents.first?.source.file)
        if events.count >= StoreSink.batchSize { try commit() }
        events.reserveCapacity(events.count + newEvents.count)
        let isRenamed = record.description.name != currentFile
        for event in newEvents {
            if record.covers(event.source) {
                report.known += 1
                continue
            }
            events.append(event)
            if isRenamed { events[events.count - 1].source.file = record.description.name }
        }
    }

    /// A problem is committed with the events around it, so that none is lost when the import is killed behind it.
    mutating func receive(problems newProblems: [RowProblem]) throws {
        let record = try begun(newProblems.first?.file)
        let reached = record.line ?? 0
        problems += newProblems.lazy.filter { $0.line > reached }
        for problem in newProblems where report.firstProblems.count < ImportReport.shownProblems { report.firstProblems.append(problem) }
        report.problems += newProblems.count
    }

    mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws {
        reached = (bytesRead, total)
        if events.count >= StoreSink.batchSize { try commit() }
        tell(committed: nil)
    }

    private func tell(committed: ImportCommit?) {
        progress(
            ImportProgress(
                source: currentFile, bytesRead: reached.bytes, totalBytes: reached.total, events: report.events + events.count,
                known: report.known, problems: report.problems, committed: committed))
    }

    /// Commits what is left of the current source and marks it as read.
    mutating func finish() throws {
        guard let current else { return }
        try commit()
        try store.finish(source: current.description.name)
        self.current = nil
    }

    private mutating func commit() throws {
        guard let current, !events.isEmpty || !problems.isEmpty else { return }
        try demandRoom()
        let summary = try store.append(events, problems: problems, source: current.description.name)
        report.events += summary.inserted
        report.known += summary.repeated
        stored += summary.inserted
        let line = events.last?.source.line
        report.refused += summary.refused
        report.problems += summary.conflicts.count
        for conflict in summary.conflicts where report.firstProblems.count < ImportReport.shownProblems {
            report.firstProblems.append(conflict.problem)
        }
        events.removeAll(keepingCapacity: true)
        problems.removeAll(keepingCapacity: true)
        if let line { tell(committed: ImportCommit(source: current.description.name, line: line, events: stored)) }
    }

    private func begun(_ file: String?) throws -> SourceRecord {
        guard let current, file == nil || file == currentFile else {
            throw WorkspaceError(
                .badRows, "the importer of \(format) delivers rows of \(file ?? "a file") that it did not begin",
                advice: "Please report this")
        }
        return current
    }
}
