import ArgumentParser
import Datasets
import Workspaces

/// `tastemaker import`
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read events and items into the workspace.",
        discussion: """
            Rows are committed in batches together with the position reached: after a kill, the same command goes on where it \
            stopped, and a row is never stored twice. A row that cannot be used is reported and costs nothing else.

            Formats: movielens-1m (a folder with ratings.dat, movies.dat, users.dat, movies_extrainfos.dat), movielens-csv (a folder \
            with ratings.csv and movies.csv), sequences (a file, one line a user: user item item …), tastemaker (a folder that \
            `tastemaker export` wrote). Any other tables, csv, tsv or \
            jsonl, are read with a mapping file that says what their columns mean: see docs/importing.md and Mappings/. Gzip and \
            zstd are read directly. Users who were erased are not taken in again.

            Personal histories: netflix (NetflixViewingHistory.csv or ViewingActivity.csv), trakt (JSON), letterboxd (the unpacked export \
            or one of its files), jellyfin (backup of Playback Reporting). Titles are recognised in the catalogue by outside ids, name and \
            year; what may be several items, or none, is reported and never guessed.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var memory: MemoryOptions
    @OptionGroup(title: "Personal histories") var history: HistoryArguments
    @Option(
        help: ArgumentHelp(
            "\(ImportFormat.allCases.filter { $0 != .mapping }.map(\.rawValue).joined(separator: ", ")); "
                + "netflix, trakt, letterboxd, jellyfin.", valueName: "format"))
    var format: FormatArgument?
    @Option(help: ArgumentHelp("A JSON file that says what the columns mean, in place of --format.", valueName: "file")) var mapping:
        String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Folders or files to read.", valueName: "path")) var from: [String]
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Files with what is known about items.", valueName: "file")) var attributes:
        [String] = []
    @Option(help: "What models may know of the time: second, hour or none. Order is taken first.")
    var timeResolution: TimeResolutionArgument?
    @Option(help: "Printed beside figures. Default: the name of the first path.") var name: String?
    @Flag(help: "Hash users' ids under a key that lies beside the database; later imports do the same.") var pseudonymous = false
    @Flag(help: "End with exit code 3 when a row was rejected.") var strict = false
    @OptionGroup var machine: MachineProgress

    func validate() throws {
        guard (format == nil) != (mapping == nil) else { throw ValidationError("name either a --format or a --mapping file") }
    }

    private func request() throws -> ImportRequest {
        guard let mapping else {
            guard case .data(let format) = format else { throw ValidationError("name a --format") }
            return ImportRequest(
                format: format, paths: from, attributes: attributes, timeResolution: timeResolution?.resolution, datasetName: name,
                memoryLimit: memory.memoryLimit?.bytes)
        }
        return ImportRequest(
            mapping: try Mapping(file: mapping), paths: from, attributes: attributes, timeResolution: timeResolution?.resolution,
            datasetName: name, memoryLimit: memory.memoryLimit?.bytes)
    }

    func run() throws {
        if case .history(let format) = format { return try importHistories(format) }
        try importData(request())
    }

    private func importHistories(_ format: HistoryFormat) throws {
        let reports = try history.run(format, paths: from, common: common)
        if common.json {
            try Terminal.printJSON(reports)
        } else {
            for (path, report) in zip(from, reports) { HistoryPrinter.show(report, path: path) }
        }
        if strict, reports.contains(where: { $0.problems > 0 }) { throw ExitCode(ExitStatus.data.rawValue) }
    }

    private func importData(_ request: ImportRequest) throws {
        var workspace = try Workspace.openOrCreate(common.workspace)
        var request = request
        request.isPseudonymous = pseudonymous
        let line = ProgressLine("importing", unit: "events")
        let reports = try workspace.importFiles(request) { progress in
            machine.tell(progress)
            if let estimate = progress.estimate {
                line.end()
                return MemoryOptions.show(estimate)
            }
            line.update(
                share: progress.totalBytes > 0 ? Double(progress.bytesRead) / Double(progress.totalBytes) : nil,
                count: progress.events + progress.known, detail: progress.source)
        }
        line.end()
        if common.json { try Terminal.printJSON(reports) } else { show(reports) }
        if strict, reports.contains(where: { $0.problems > 0 }) { throw ExitCode(ExitStatus.data.rawValue) }
    }

    private func show(_ reports: [ImportReport]) {
        for (path, report) in zip(from, reports) {
            let rate = report.seconds > 0 ? Int(Double(report.events) / report.seconds) : 0
            print(
                "\(path): \(Terminal.grouped(report.events)) events in \(Terminal.duration(report.seconds)) (\(Terminal.grouped(rate))/s)",
                terminator: "")
            print(", \(Terminal.grouped(report.items)) item descriptions, \(Terminal.grouped(report.users)) users described")
            if report.refused > 0 { print("  \(Terminal.grouped(report.refused)) events of erased users were not taken in") }
            if report.known > 0 { print("  \(Terminal.grouped(report.known)) events were there already") }
            guard report.problems > 0 else { continue }
            print("  \(Terminal.grouped(report.problems)) rows could not be used:")
            for problem in report.firstProblems { print("    \(problem)") }
            if report.problems > report.firstProblems.count {
                print("    … and \(Terminal.grouped(report.problems - report.firstProblems.count)) more")
            }
        }
    }
}
