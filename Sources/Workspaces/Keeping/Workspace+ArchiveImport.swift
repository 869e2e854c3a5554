import Datasets
import FoundationEssentials
import Storage

extension Workspace {
    /// Takes in what `export` wrote: events under the places they had, sources as far as they were read.
    ///
    /// May be repeated, and resumed after a kill: an event is stored once. Erased users stay erased.
    /// - Throws: `ImportError`, `StorageError`, or `WorkspaceError.configuration` when a source of the same name is another one here.
    func importArchive(_ importer: ArchiveImporter, progress: @escaping (ImportProgress) -> Void) throws -> ImportReport {
        let lock = try writerLock(purpose: "importing an export")
        defer { withExtendedLifetime(lock) {} }
        let started = ContinuousClock.now
        let records: [SourceRecord] = try Workspace.rows(.sources, in: importer.folder)
        let problems: [RowProblem] = try Workspace.rows(.problems, in: importer.folder)
        var sink = ArchiveSink(store: store, progress: progress)
        for record in records { try sink.begin(record, problems: problems.filter { $0.file == record.description.name }) }
        try importer.run(into: &sink)
        try sink.finish()
        for record in records {
            try store.adopt(record)
            if record.isComplete { try store.finish(source: record.description.name) }
        }
        var report = sink.report
        report.seconds = (ContinuousClock.now - started) / .seconds(1)
        return report
    }

    /// Few and short rows, which must all be right: a source that is not understood would make its events foreign.
    private static func rows<Row: Decodable>(_ file: ArchiveFile, in folder: String) throws -> [Row] {
        guard let path = ArchiveImporter.path(of: file, in: folder) else { return [] }
        let reader = try LineReader(path: path)
        let decoder = JSONDecoder()
        var rows: [Row] = []
        while case .line(let line) = try reader.next() {
            guard let row = try? decoder.decode(Row.self, from: Data(line.bytes)) else {
                throw WorkspaceError(
                    .damagedBackup, "\(path):\(line.number) is not what `tastemaker export` writes",
                    advice: "Export again; nothing was imported")
            }
            rows.append(row)
        }
        return rows
    }
}

/// Takes the rows of an archive into a store.
struct ArchiveSink: ImportSink {
    private let store: any EventStore
    private let progress: (ImportProgress) -> Void
    private(set) var report = ImportReport(format: ImportFormat.tastemaker.rawValue)
    private var begun: Set<String> = []
    private var events: [RawEvent] = []

    /// Events of one transaction.
    private static let batchSize = 16_384

    init(store: any EventStore, progress: @escaping (ImportProgress) -> Void) {
        self.store = store
        self.progress = progress
    }

    /// - Parameter problems: rows of the source that could not be used; they come along the first time only.
    mutating func begin(_ record: SourceRecord, problems: [RowProblem]) throws {
        let name = record.description.name
        let known = try store.sources().first { $0.description.name == name }
        guard known == nil || known?.description == record.description else {
            throw WorkspaceError(
                .configuration, "the workspace holds another source “\(name)”",
                advice: "Import into a new workspace: name it with --workspace")
        }
        _ = try store.begin(record.description)
        if known == nil, !problems.isEmpty { try store.append([], problems: problems, source: name) }
        begun.insert(name)
        report.sources.append(name)
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
        for event in newEvents {
            if let last = events.last, last.source.file != event.source.file || events.count >= ArchiveSink.batchSize { try commit() }
            events.append(event)
        }
    }

    mutating func receive(problems: [RowProblem]) throws {
        for problem in problems where report.firstProblems.count < ImportReport.shownProblems { report.firstProblems.append(problem) }
        report.problems += problems.count
    }

    mutating func progress(_ source: ImportSource, bytesRead: Int64, of total: Int64) throws {
        progress(
            ImportProgress(
                source: source.name, bytesRead: bytesRead, totalBytes: total, events: report.events + events.count, known: report.known,
                problems: report.problems))
    }

    mutating func finish() throws { try commit() }

    private mutating func commit() throws {
        guard let name = events.first?.source.file else { return }
        // Without sources.jsonl, as in an archive that somebody else wrote, the names alone must do.
        if begun.insert(name).inserted { _ = try store.begin(SourceDescription(name: name, format: ImportFormat.tastemaker.rawValue)) }
        let summary = try store.append(events, problems: [], source: name)
        report.events += summary.inserted
        report.known += summary.repeated
        report.refused += summary.refused
        try receive(problems: summary.conflicts.map(\.problem))
        events.removeAll(keepingCapacity: true)
    }
}
