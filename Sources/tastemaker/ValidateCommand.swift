import ArgumentParser
import DataDoctor
import Datasets
import Foundation
import Workspaces

/// `tastemaker validate`
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate", abstract: "Say what is wrong with data before it is imported: nothing is stored.",
        discussion: """
            Reads as `import` does, in bounded memory, and reports counts, times, distributions and findings, most costly first: what each \
            costs, what putting it right unlocks, and which option or mapping line does it. At the end, how many events it takes until \
            personalisation beats popularity on this data.

            Ends with exit code 3 when nothing can be learned from the data (a blocker), or, with --strict, when there is any warning.
            """)

    @OptionGroup var examining: ExaminingOptions
    @Flag(help: "Print results as JSON.") var json = false
    @Option(
        help: ArgumentHelp(
            "\(ImportFormat.allCases.filter { $0 != .mapping }.map(\.rawValue).joined(separator: ", ")).", valueName: "format"))
    var format: ImportFormat?
    @Option(help: ArgumentHelp("A JSON file that says what the columns mean, in place of --format.", valueName: "file")) var mapping:
        String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Folders or files to read.", valueName: "path")) var from: [String]
    @Option(parsing: .upToNextOption, help: ArgumentHelp("Files with what is known about items.", valueName: "file")) var attributes:
        [String] = []
    @Option(help: "Printed in the report. Default: the name of the path.") var name: String?

    func validate() throws {
        guard (format == nil) != (mapping == nil) else { throw ValidationError("name either a --format or a --mapping file") }
    }

    func run() throws {
        let request =
            try mapping.map { ImportRequest(mapping: try Mapping(file: $0), paths: from, attributes: attributes) }
            ?? ImportRequest(format: format!, paths: from, attributes: attributes)
        let doctor = examining.doctor()
        let reports = try zip(from, request.importers).map { path, importer in
            try doctor.examine(importer, name: name ?? request.mapping?.name ?? path.lastPathComponent)
        }
        try examining.show(reports, json: json)
    }
}

/// What all examinations share.
struct ExaminingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write a report with plots.", valueName: "file.html")) var report: String?
    @Flag(help: "End with exit code 3 when there is a warning.") var strict = false
    @Flag(help: "Draw no learning curve; saves a few seconds.") var noCurve = false
    @Option(help: "Events of whole histories held in memory at once, 48 bytes each.") var sampledEvents = 2_000_000
    @Option(help: ArgumentHelp("Take this for the present moment.", visibility: .hidden)) var now: Instant?

    func doctor() -> DataDoctor {
        let now = now?.timestamp ?? Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        // A day of grace: clocks differ, and so do time zones.
        let options = DoctorOptions(now: Timestamp(seconds: now.seconds + 86_400), sampledEvents: sampledEvents)
        return DataDoctor(options: options, curve: noCurve ? nil : CurveOptions())
    }

    /// Prints, writes pages where asked, and ends as the findings demand.
    func show(_ reports: [DataReport], json: Bool) throws {
        try write(reports)
        if json { try Terminal.printJSON(reports) } else { print(reports.map { $0.text() }.joined(separator: "\n\n")) }
        try judge(reports)
    }

    func write(_ reports: [DataReport]) throws {
        guard let report else { return }
        for (number, one) in reports.enumerated() {
            let path = number == 0 ? report : report.replacingSuffix(".html", with: "-\(number + 1).html")
            do { try Data(one.html().utf8).write(to: URL(fileURLWithPath: path)) } catch {
                throw ValidationError("--report: \(path) cannot be written")
            }
            Terminal.complain("report written to \(path)")
        }
    }

    func judge(_ reports: [DataReport]) throws {
        let isBad = reports.contains { $0.isBlocked || (strict && $0.count(.warning) > 0) }
        if isBad { throw ExitCode(ExitStatus.data.rawValue) }
    }
}

extension String {
    fileprivate var lastPathComponent: String { URL(fileURLWithPath: self).lastPathComponent }

    fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
        hasSuffix(suffix) ? dropLast(suffix.count) + other : self + other
    }
}
