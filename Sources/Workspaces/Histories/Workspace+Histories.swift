import Datasets
import Foundation
import Storage

extension Workspace {
    /// Reads a person's own history into the store: titles become items of the catalogue where one item is meant, and nothing is
    /// guessed.
    ///
    /// Titles that may be several items, or none, are reported with their candidates and written as questions into a file of decisions;
    /// answered, the same call brings their events. Until then they are kept aside in `histories/`. The same file may be read any
    /// number of times, and a later export beside it: an event is stored once.
    /// - Throws: `ImportError`, `StorageError` or `WorkspaceError`; what was committed stays.
    public mutating func importHistory(_ request: HistoryImportRequest) throws -> HistoryImportReport {
        let started = ContinuousClock.now
        let lock = try writerLock(purpose: "importing \(request.format.rawValue)")
        defer { withExtendedLifetime(lock) {} }
        let history = try request.format.read(request.path, options: request.options)
        let names = try history.sources.map { try SourceIdentity($0).ledgerName(among: store.sources()) }
        let files = HistoryFiles(folder: folder, source: names[0], decisions: request.decisions)
        var decisions = try HistoryDecisions.read(files.decisions)
        let catalog = Catalog(try store.items())
        let resolution = try HistoryResolution(
            history, catalog: catalog, decisions: decisions, earlier: files.matched(), addsUnknown: request.addsUnknown)
        var report = HistoryImportReport(format: request.format.rawValue, sources: names, decisionsFile: files.decisions)
        resolution.report(into: &report, catalog: catalog)
        try store.describe(items: resolution.added)
        try storeEvents(history, resolution, names: names, report: &report)
        try files.write(matched: resolution.matched)
        try writeAside(history, resolution, files, &report)
        ask(report, &decisions)
        if !decisions.decisions.isEmpty { try decisions.write(files.decisions) }
        report.problems = history.problems.count
        report.firstProblems = Array(history.problems.prefix(ImportReport.shownProblems))
        report.notes = history.notes
        report.users = Set(history.entries.map(\.user.rawValue)).sorted()
        report.seconds = (ContinuousClock.now - started) / .seconds(1)
        let path = request.path
        try configure { if $0.datasetName.isEmpty { $0.datasetName = Workspace.datasetName(ofPath: path) } }
        return report
    }

    /// Every event at its own place in its source, so that those decided later find theirs.
    private func storeEvents(
        _ history: PersonalHistory, _ resolution: HistoryResolution, names: [String], report: inout HistoryImportReport
    ) throws {
        for (source, name) in zip(history.sources, names) {
            let record = try store.begin(
                SourceDescription(
                    name: name, format: history.format.rawValue, ratingScale: PersonalHistory.ratingScale, domain: .other,
                    head: try SourceIdentity(source).recorded))
            var events: [RawEvent] = []
            for entry in history.entries where entry.source.file == source.name {
                guard let item = resolution.item(of: entry) else { continue }
                var event = entry.event(item: item)
                event.source.file = name
                events.append(event)
            }
            let problems = record.isComplete ? [] : history.problems.filter { $0.file == source.name }
            do {
                let summary = try store.append(events, problems: problems, source: name)
                report.events += summary.inserted
                report.known += summary.repeated
            } catch let error as StorageError where error.code == .conflict {
                throw WorkspaceError(
                    .badRows, "\(error.reason): a title of this file was imported as another item before",
                    advice: "Take the decision back, or erase the user's events and import the file again")
            }
            try store.finish(source: name)
        }
    }

    private func writeAside(
        _ history: PersonalHistory, _ resolution: HistoryResolution, _ files: HistoryFiles, _ report: inout HistoryImportReport
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var lines = Data()
        for entry in history.entries where resolution.item(of: entry) == nil {
            lines += try encoder.encode(entry) + Data("\n".utf8)
            report.aside += 1
        }
        report.asideFile = try files.write(aside: lines)
    }

    /// Adds a question for every open title that has none, and drops questions that were answered otherwise.
    private func ask(_ report: HistoryImportReport, _ decisions: inout HistoryDecisions) {
        let open = report.ambiguous + report.unknown
        for (title, decision) in decisions.decisions {
            if case .open = decision, !open.contains(where: { $0.title == title }) { decisions[title] = nil }
        }
        for title in open {
            let candidates = title.candidates.map { candidate in
                "\(candidate.id) = \(candidate.title)\(candidate.year.map { " (\($0))" } ?? "")"
            }
            decisions[title.title] = .open("? " + candidates.joined(separator: " | "))
        }
    }
}

/// What the workspace keeps beside the store about one personal file.
private struct HistoryFiles {
    let decisions: String
    private let folder: String
    private let matchedFile: String
    private let asideFile: String

    init(folder: String, source: String, decisions: String?) {
        self.folder = folder + "/histories"
        self.decisions = decisions ?? self.folder + "/\(source).decisions.json"
        matchedFile = self.folder + "/\(source).matched.json"
        asideFile = self.folder + "/\(source).aside.jsonl"
    }

    func matched() throws -> [String: String] {
        guard FileSystemCall.exists(matchedFile) else { return [:] }
        // A damaged file costs nothing but the memory of what was recognised: it is found out anew.
        return (try? JSONDecoder().decode([String: String].self, from: DurableFile.read(matchedFile))) ?? [:]
    }

    func write(matched: [String: String]) throws {
        try FileSystemCall.makeFolder(folder)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(encoder.encode(matched) + Data("\n".utf8), to: matchedFile)
    }

    /// - Returns: the file, nil when nothing is aside.
    func write(aside lines: Data) throws -> String? {
        guard !lines.isEmpty else {
            if FileSystemCall.exists(asideFile) { try FileSystemCall.remove(asideFile) }
            return nil
        }
        try DurableFile.write(lines, to: asideFile)
        return asideFile
    }
}
