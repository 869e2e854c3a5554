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
            `tastemaker export` wrote). Gzip is read directly. Users who were erased are not taken in again.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var memory: MemoryOptions
    @Option(help: "movielens-1m, movielens-csv, sequences or tastemaker.") var format: ImportFormat
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Folders or files to read.", valueName: "path")) var from: [String]
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Files with what is known about items.", valueName: "file")) var attributes:
        [String] = []
    @Option(help: "What models may know of the time: second, hour or none. Order is taken first.")
    var timeResolution: TimeResolutionArgument?
    @Option(help: "Printed beside figures. Default: the name of the first path.") var name: String?
    @Flag(help: "End with exit code 3 when a row was rejected.") var strict = false

    func run() throws {
        var workspace = try Workspace.openOrCreate(common.workspace)
        let line = ProgressLine("importing", unit: "events")
        let request = ImportRequest(
            format: format, paths: from, attributes: attributes, timeResolution: timeResolution?.resolution, datasetName: name,
            memoryLimit: memory.memoryLimit?.bytes)
        MemoryOptions.show(Workspace.estimateImport(from))
        let reports = try workspace.importFiles(request) { progress in
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
