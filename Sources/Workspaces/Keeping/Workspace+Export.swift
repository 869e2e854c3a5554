import Datasets
import FoundationEssentials
import Storage

/// What is to be written out.
public struct ExportRequest: Sendable {
    /// A folder that does not exist.
    public var path: String
    public var isCompressed: Bool
    /// Nil for everybody.
    public var user: UserID?

    public init(path: String, isCompressed: Bool = false, user: UserID? = nil) {
        self.path = path
        self.isCompressed = isCompressed
        self.user = user
    }
}

/// What was written out.
public struct ExportReport: Sendable, Codable {
    public var path: String
    public var events = 0
    public var items = 0
    public var users = 0
    public var sources = 0
    public var problems = 0
    public var bytes = 0
    public var seconds = 0.0
    init(path: String) { self.path = path }
}

extension Workspace {
    /// Writes everything that the store holds as JSON lines, see `ArchiveFile`; `import --format tastemaker` reads it back, equal.
    ///
    /// With a user, only what belongs to them: their events and attributes, and the items and sources that these name.
    /// The folder appears whole or not at all.
    /// - Throws: `WorkspaceError` (`unknownUser`, `full`, `unwritable`), `StorageError`.
    public func export(_ request: ExportRequest, progress: (_ events: Int) -> Void = { _ in }) throws -> ExportReport {
        let path = FileCopy.trimmed(request.path)
        guard !FileSystemCall.exists(path) else {
            throw WorkspaceError(.configuration, "\(path) exists already", advice: "Name a folder that does not exist")
        }
        let started = ContinuousClock.now
        let draft = FileCopy.draft(of: path, for: "draft")
        do {
            try FileSystemCall.makeFolder(draft)
            var export = Export(store: store, folder: draft, isCompressed: request.isCompressed, report: ExportReport(path: path))
            if let user = request.user {
                try export.run(user: user, in: folder)
            } else {
                try export.run(progress)
            }
            try FileSystemCall.synchronize(draft)
            try FileSystemCall.rename(draft, to: path)
            try FileSystemCall.synchronize(FileSystemCall.parent(of: path))
            export.report.seconds = (ContinuousClock.now - started) / .seconds(1)
            return export.report
        } catch {
            try? FileSystemCall.remove(draft)
            if let error = error as? OutputError { throw FileSystemCall.error("write", path, error.number) }
            throw error
        }
    }
}

/// An export on its way.
private struct Export {
    let store: any EventStore
    let folder: String
    let isCompressed: Bool
    var report: ExportReport
    private var encoder = ArchiveEncoder()

    /// Written at once, in bytes.
    private static let pieceSize = 1 << 20

    init(store: any EventStore, folder: String, isCompressed: Bool, report: ExportReport) {
        self.store = store
        self.folder = folder
        self.isCompressed = isCompressed
        self.report = report
    }

    /// Sources first: events that come in meanwhile lie behind the position that is written, and are read again.
    mutating func run(_ progress: (Int) -> Void) throws {
        try write(sources: store.sources())
        try write(problems: store.problems(limit: .max))
        let events = try file(.events)
        try store.forEachBatch(of: 4096) { batch in
            for event in batch { encoder.append(event) }
            try flush(to: events, from: Export.pieceSize)
            report.events += batch.count
            progress(report.events)
        }
        try close(events)
        try write(items: store.items())
        try write(users: store.users())
    }

    mutating func run(user: UserID, in workspace: String) throws {
        let events = try store.events(of: user)
        let attributes = try store.users().filter { $0.id == user }
        guard !events.isEmpty || !attributes.isEmpty else {
            throw WorkspaceError(
                .unknownUser, "there is no user “\(user)” in \(workspace)", advice: "Check the id as the imported file writes it")
        }
        let (met, files) = (Set(events.compactMap(\.item)), Set(events.map(\.source.file)))
        try write(sources: store.sources().filter { files.contains($0.description.name) })
        let file = try file(.events)
        for event in events {
            encoder.append(event)
            try flush(to: file, from: Export.pieceSize)
        }
        report.events = events.count
        try close(file)
        try write(items: store.items().filter { met.contains($0.id) })
        try write(users: attributes)
    }

    // MARK: Files

    private mutating func write(items: [Item]) throws {
        let file = try file(.items)
        for item in items {
            encoder.append(item)
            try flush(to: file, from: Export.pieceSize)
        }
        report.items = items.count
        try close(file)
    }

    private mutating func write(users: [UserAttributes]) throws {
        let file = try file(.users)
        for user in users {
            encoder.append(user)
            try flush(to: file, from: Export.pieceSize)
        }
        report.users = users.count
        try close(file)
    }

    private mutating func write(sources: [SourceRecord]) throws {
        report.sources = sources.count
        try write(values: sources, to: .sources)
    }

    private mutating func write(problems: [RowProblem]) throws {
        report.problems = problems.count
        try write(values: problems, to: .problems)
    }

    /// For the few: one object a line.
    private mutating func write(values: [some Encodable], to name: ArchiveFile) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let file = try file(name)
        for value in values { try write(Array(encoder.encode(value)) + [UInt8(ascii: "\n")], to: file) }
        try file.close()
    }

    private func file(_ name: ArchiveFile) throws -> OutputFile {
        try OutputFile(path: "\(folder)/\(name.rawValue)\(isCompressed ? ".gz" : "")")
    }

    private mutating func flush(to file: OutputFile, from size: Int) throws {
        guard encoder.bytes.count >= size else { return }
        try write(encoder.bytes, to: file)
        encoder.removeAll()
    }

    private mutating func write(_ bytes: [UInt8], to file: OutputFile) throws {
        try file.write(bytes)
        report.bytes += bytes.count
    }

    private mutating func close(_ file: OutputFile) throws {
        try flush(to: file, from: 1)
        try file.close()
    }
}
