import ArgumentParser
import Datasets
import Workspaces

extension DayOrder: ExpressibleByArgument {}

/// A format of `import`: of data sets, or of a person's own history.
enum FormatArgument: ExpressibleByArgument {
    case data(ImportFormat)
    case history(HistoryFormat)

    init?(argument: String) {
        if let format = HistoryFormat(rawValue: argument) {
            self = .history(format)
        } else if let format = ImportFormat(rawValue: argument) {
            self = .data(format)
        } else {
            return nil
        }
    }

    static var allValueStrings: [String] { ImportFormat.allCases.map(\.rawValue) + HistoryFormat.allCases.map(\.rawValue) }
}

/// What only personal histories need.
struct HistoryArguments: ParsableArguments {
    @Option(
        help: "Personal histories: who the person is; in files of several people, whose rows to read. Default: as the file says, or “me”.")
    var user: String?
    @Option(help: ArgumentHelp("Personal histories: what you decided about titles. Default: a file in the workspace.", valueName: "file"))
    var decisions: String?
    @Flag(help: "Personal histories: make items of titles that the catalogue does not know.") var addUnknown = false
    @Option(help: "Personal histories: month-first or day-first, where the dates of the file do not show it.") var dates: DayOrder?

    func run(_ format: HistoryFormat, paths: [String], common: CommonOptions) throws -> [HistoryImportReport] {
        var workspace = try Workspace.openOrCreate(common.workspace)
        return try paths.map { path in
            try workspace.importHistory(
                HistoryImportRequest(
                    format: format, path: path, options: HistoryOptions(user: user, dayOrder: dates), decisions: decisions,
                    addsUnknown: addUnknown))
        }
    }
}

/// Prints what became of a personal history.
enum HistoryPrinter {
    private static let shownTitles = 10

    static func show(_ report: HistoryImportReport, path: String) {
        let recognised = report.recognised.values.reduce(0, +)
        print(
            "\(path): \(Terminal.grouped(report.events)) events of \(report.users.joined(separator: ", ")); "
                + "\(Terminal.grouped(recognised)) of \(Terminal.grouped(report.titles)) titles recognised")
        let bases = report.recognised.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \(Terminal.grouped($0.value))" }
        if !bases.isEmpty { print("  by \(bases.joined(separator: ", "))") }
        if report.known > 0 { print("  \(Terminal.grouped(report.known)) events were there already") }
        if report.added > 0 { print("  \(Terminal.grouped(report.added)) titles became items") }
        for note in report.notes { print("  \(note)") }
        show(report.ambiguous, "may be several items")
        show(report.unknown, "are not in the catalogue")
        if report.aside > 0, let file = report.asideFile { print("  \(Terminal.grouped(report.aside)) events are kept aside in \(file)") }
        if !report.ambiguous.isEmpty || !report.unknown.isEmpty {
            print("  write the id, or null, for each title into \(report.decisionsFile) and run the same command again")
        }
        guard report.problems > 0 else { return }
        print("  \(Terminal.grouped(report.problems)) rows could not be used:")
        for problem in report.firstProblems { print("    \(problem)") }
    }

    private static func show(_ titles: [HistoryImportReport.OpenTitle], _ what: String) {
        guard !titles.isEmpty else { return }
        print("  \(Terminal.grouped(titles.count)) titles \(what):")
        for title in titles.prefix(shownTitles) {
            let candidates = title.candidates.map { "\($0.id) = \($0.title)\($0.year.map { " (\($0))" } ?? "")" }
            print("    \(title.title)\(candidates.isEmpty ? "" : ": \(candidates.joined(separator: " | "))")")
        }
        if titles.count > shownTitles { print("    … and \(Terminal.grouped(titles.count - shownTitles)) more") }
    }
}
