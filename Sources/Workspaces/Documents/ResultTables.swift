import Evaluation
import FoundationEssentials

/// The tables of the documents, made from committed result files so that the two never disagree.
///
/// A document marks the place with `<!-- table:NAME -->` and `<!-- /table -->`, each on a line of its own; the table is that
/// of `NAME.json`.
public struct ResultTables: Sendable {
    private let folder: String

    public init(folder: String) { self.folder = folder }

    private static let metrics = ["HR@10", "NDCG@10", "HR@50", "NDCG@50", "MRR", "Coverage@10"]

    // MARK: Documents

    /// Rewrites the tables of a document.
    ///
    /// - Returns: whether anything changed.
    /// - Throws: `WorkspaceError` naming the document and the table.
    public func update(_ document: String) throws -> Bool {
        let old = try text(document)
        let new = try rewritten(old, document: document) { _, _, _ in }
        guard new != old else { return false }
        try DurableFile.write(Data(new.utf8), to: document)
        return true
    }

    /// One sentence for each table that differs from its result file.
    public func differences(in document: String) throws -> [String] {
        var differences: [String] = []
        _ = try rewritten(try text(document), document: document) { name, old, new in
            if old != new { differences.append("\(document): the table \(name) differs from \(folder)/\(name).json") }
        }
        return differences
    }

    private func text(_ document: String) throws -> String { String(decoding: try DurableFile.read(document), as: UTF8.self) }

    private func rewritten(
        _ text: String, document: String, _ visit: (_ name: String, _ old: [String], _ new: [String]) -> Void
    ) throws -> String {
        var output: [String] = []
        var open: (name: String, lines: [String])?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if let name = ResultTables.name(line) {
                guard open == nil else { throw unclosed(open?.name ?? "", document) }
                open = (name, [])
                output.append(line)
            } else if let table = open, line.trimmingBlanks == "<!-- /table -->" {
                let lines = try markdown(ResultFile.read("\(folder)/\(table.name).json"))
                visit(table.name, table.lines, lines)
                output += lines + [line]
                open = nil
            } else if open != nil {
                open?.lines.append(line)
            } else {
                output.append(line)
            }
        }
        if let open { throw unclosed(open.name, document) }
        return output.joined(separator: "\n")
    }

    /// The name in `<!-- table:NAME -->`.
    private static func name(_ line: String) -> String? {
        let text = line.trimmingBlanks
        guard text.hasPrefix("<!-- table:"), text.hasSuffix(" -->") else { return nil }
        return String(text.dropFirst(11).dropLast(4))
    }

    private func unclosed(_ name: String, _ document: String) -> WorkspaceError {
        WorkspaceError(.configuration, "\(document): the table \(name) has no end", advice: "Add a line <!-- /table -->")
    }

    // MARK: Markdown

    /// One row a model, the protocol and its counts above, date and command below.
    func markdown(_ file: ResultFile) -> [String] {
        guard let first = file.results.first else { return ["(no results)"] }
        let metrics = ResultTables.metrics.filter { metric in file.results.contains { $0.metrics[metric] != nil } }
        let isOneProtocol = file.results.allSatisfy {
            $0.protocolName == first.protocolName && $0.dataset == first.dataset && $0.users == first.users
        }
        let isOneRule = file.results.allSatisfy { $0.candidateRule == first.candidateRule }
        let leading = (isOneProtocol ? [] : ["protocol"]) + ["model", "inputs"] + (isOneRule ? [] : ["candidates"])
        var lines = isOneProtocol ? [headline(first, withCandidates: isOneRule), ""] : []
        lines.append("| \((leading + metrics + ["95 % interval of NDCG@10"]).joined(separator: " | ")) |")
        lines.append("|\(leading.map { _ in "---|" }.joined())\(metrics.map { _ in "---:|" }.joined())---|")
        for result in file.results {
            let names =
                (isOneProtocol ? [] : ["\(result.dataset), \(result.protocolName)"]) + [result.model, result.inputs]
                + (isOneRule ? [] : ["\(result.candidateRule), \(result.candidates)"])
            let figures = metrics.map { metric in result.metrics[metric].map { Figure.fixed($0, digits: 4) } ?? "–" }
            let interval =
                result.intervals["NDCG@10"].map { "\(Figure.fixed($0.low, digits: 4))–\(Figure.fixed($0.high, digits: 4))" } ?? "–"
            lines.append("| \((names + figures + [interval]).joined(separator: " | ")) |")
        }
        if let steps = StepTable(file.results) {
            lines += ["", "| \(steps.header.joined(separator: " | ")) |", "|\(steps.header.map { _ in "---|" }.joined())"]
            lines += steps.rows.map { "| \($0.joined(separator: " | ")) |" }
        }
        let origin = [file.date, file.command.isEmpty ? "" : "`\(file.command)`", file.revision, file.machine].filter { !$0.isEmpty }
        if !file.comparisons.isEmpty {
            let metrics = file.comparisons.map(\.metric).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            for metric in metrics {
                let tests = file.comparisons.filter { $0.metric == metric }
                lines += ["", "Paired differences of \(metric): " + tests.map(sentence).joined(separator: "; ") + "."]
            }
        }
        if !file.note.isEmpty { lines += ["", file.note] }
        if !origin.isEmpty { lines += ["", origin.joined(separator: " · ")] }
        return lines
    }

    /// `a − b: +0.0123 (0.0100 to 0.0150), p 0.0001`
    private func sentence(_ test: PairedTest) -> String {
        let sign = test.difference < 0 ? "−" : "+"
        let span = "\(Figure.fixed(test.interval.low, digits: 4)) to \(Figure.fixed(test.interval.high, digits: 4))"
        return
            "\(test.first) − \(test.second): \(sign)\(Figure.fixed(abs(test.difference), digits: 4)) (\(span)), p \(Figure.fixed(test.pValue, digits: 4))"
    }

    private func headline(_ result: EvaluationResult, withCandidates: Bool) -> String {
        "\(result.dataset), \(result.protocolName): \(result.users) users, \(result.cases) questions, "
            + (withCandidates ? "\(result.candidates) candidates (\(result.candidateRule)), " : "")
            + "seen items \(result.seenRemoved ? "removed" : "kept"), full ranking."
    }
}
