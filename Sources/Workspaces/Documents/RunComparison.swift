import Evaluation
import FoundationEssentials

/// Results of any number of runs, aligned: what may be compared stands together, what may not is said.
public struct RunComparison: Sendable {
    /// One table.
    public struct Table: Sendable, Encodable {
        public var results: [EvaluationResult]
        /// The file of each result, by its name without folder and ending.
        public var sources: [String]
        /// The first result against each of the others, where values of single users are at hand.
        public var comparisons: [PairedTest]
    }
    public private(set) var tables: [Table] = []
    /// What is not comparable, what is missing, and why; one sentence each.
    public private(set) var notices: [String] = []
    /// Whether results of one data set and protocol had to be kept apart.
    public private(set) var keepsApart = false

    private struct Run {
        var name: String
        var file: ResultFile
        var perUser: PerUserValues?
    }
    private struct Row {
        var run: Int
        var result: EvaluationResult
    }

    /// - Parameter paths: what `evaluate --result` or `--json` wrote; values of single users are read from
    ///   `NAME.users.json` beside `NAME.json`.
    /// - Throws: `WorkspaceError` naming the file.
    public init(reading paths: [String], permutations: Int = 10_000, seed: UInt64 = 42) throws {
        let names = RunComparison.names(of: paths)
        let runs = try zip(paths, names).map { path, name in
            Run(name: name, file: try ResultFile.read(path), perUser: try PerUserFile.read(beside: path))
        }
        let rows = runs.indices.flatMap { run in runs[run].file.results.map { Row(run: run, result: $0) } }
        let groups = Comparability.groups(rows.map(\.result)).map { group in group.map { rows[$0] } }
        for group in groups { try add(distinct(group, runs), runs, permutations: permutations, seed: seed) }
        explain(groups, runs)
    }

    // MARK: Names

    /// File names, with folders where two files have one name.
    private static func names(of paths: [String]) -> [String] {
        let short = paths.map { path in
            let file = path.split(separator: "/").last.map(String.init) ?? path
            return file.hasSuffix(".json") ? String(file.dropLast(5)) : file
        }
        return zip(paths, short).map { path, name in short.count { $0 == name } > 1 ? path : name }
    }

    /// The same result twice is one; two results of one name get the name of their file.
    private mutating func distinct(_ rows: [Row], _ runs: [Run]) -> [Row] {
        var kept: [Row] = []
        for row in rows {
            let twin = kept.first {
                $0.result.model == row.result.model && $0.result.inputs == row.result.inputs && $0.result.metrics == row.result.metrics
            }
            if let twin, twin.run != row.run {
                notices.append("“\(row.result.model)” of \(runs[row.run].name) equals that of \(runs[twin.run].name) and is shown once.")
            } else if twin == nil {
                kept.append(row)
            }
        }
        return kept
    }

    private func label(_ row: Row, among rows: [Row], _ runs: [Run]) -> EvaluationResult {
        guard rows.count(where: { $0.result.model == row.result.model && $0.result.inputs == row.result.inputs }) > 1 else {
            return row.result
        }
        var result = row.result
        result.model += " (\(runs[row.run].name))"
        return result
    }

    // MARK: Comparing

    private mutating func add(_ rows: [Row], _ runs: [Run], permutations: Int, seed: UInt64) throws {
        guard let first = rows.first else { return }
        let labelled = rows.map { label($0, among: rows, runs) }
        var comparisons: [PairedTest] = []
        var missing: [String] = []
        for (row, result) in zip(rows, labelled).dropFirst() {
            if let test = paired(first, row, names: (labelled[0].model, result.model), runs, permutations: permutations, seed: seed) {
                comparisons.append(test)
            } else if let known = known(first, row, runs) {
                comparisons.append(known)
            } else {
                missing.append(result.model)
            }
        }
        if !missing.isEmpty {
            notices.append(
                "No paired test of \(labelled[0].model) against \(missing.joined(separator: ", ")) (\(first.result.dataset), "
                    + "\(first.result.protocolName)): values of single users are missing; evaluate with --result and --per-user.")
        }
        tables.append(Table(results: labelled, sources: rows.map { runs[$0.run].name }, comparisons: comparisons))
    }

    /// A test on the values of the same users.
    private func paired(
        _ first: Row, _ second: Row, names: (String, String), _ runs: [Run], permutations: Int, seed: UInt64
    ) -> PairedTest? {
        let metric = "NDCG@10"
        guard let a = runs[first.run].perUser?.values(of: first.result, metric: metric),
            let b = runs[second.run].perUser?.values(of: second.result, metric: metric), a.keys == b.keys
        else { return nil }
        let differences = a.keys.sorted().map { a[$0]! - b[$0]! }
        return PairedTest(
            differences: differences, metric: metric, first: names.0, second: names.1, permutations: permutations, seed: seed)
    }

    /// A test that the file itself holds.
    private func known(_ first: Row, _ second: Row, _ runs: [Run]) -> PairedTest? {
        guard first.run == second.run else { return nil }
        return runs[first.run].file.comparisons.first {
            $0.metric == "NDCG@10" && $0.first == first.result.model && $0.second == second.result.model
        }
    }

    // MARK: Explaining

    /// Why results of one data set and protocol do not stand in one table.
    private mutating func explain(_ groups: [[Row]], _ runs: [Run]) {
        for (position, group) in groups.enumerated() {
            let first = group[0]
            for earlier in groups[..<position] {
                let other = earlier[0]
                guard other.result.dataset == first.result.dataset, other.result.protocolName == first.result.protocolName else { continue }
                // One evaluation may rank two candidate sets on purpose, such as the withheld pool.
                let isOneEvaluation = other.run == first.run && other.result.candidateRule != first.result.candidateRule
                if !isOneEvaluation { keepsApart = true }
                notices.append(
                    "\(first.result.dataset), \(first.result.protocolName): \(runs[other.run].name) and \(runs[first.run].name) are not "
                        + "compared, because of \(Comparability.differences(other.result, first.result).joined(separator: "; ")).")
            }
        }
        for run in runs where run.file.results.isEmpty { notices.append("\(run.name) holds no results.") }
    }

    // MARK: Showing

    public func report(title: String) -> EvaluationReport {
        EvaluationReport(
            title: title, results: tables.flatMap(\.results), comparisons: tables.flatMap(\.comparisons), notices: notices)
    }
}

/// Where the values of single users lie.
public enum PerUserFile {
    /// `NAME.users.json` for `NAME.json`.
    public static func path(beside result: String) -> String {
        (result.hasSuffix(".json") ? String(result.dropLast(5)) : result) + ".users.json"
    }

    /// - Throws: `WorkspaceError` when the folder is missing or may not be written.
    public static func write(_ values: PerUserValues, beside result: String) throws {
        try DurableFile.write(Data(values.json().utf8), to: path(beside: result))
    }

    /// - Returns: nil when there is no such file.
    /// - Throws: `WorkspaceError` when it cannot be understood.
    static func read(beside result: String) throws -> PerUserValues? {
        let path = path(beside: result)
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do { return try PerUserValues.decode(json: String(decoding: try DurableFile.read(path), as: UTF8.self)) } catch is DecodingError {
            throw WorkspaceError(
                .configuration, "\(path) does not hold values of single users",
                advice: "Delete it, or write it again with `tastemaker evaluate --result … --per-user`")
        }
    }
}
