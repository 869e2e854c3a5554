import Evaluation
import FoundationEssentials

/// A published run: what was asked, when, of which revision, and what came out.
public struct ResultFile: Sendable, Codable {
    /// Shown below the table; empty for nothing.
    public var note: String
    /// ISO 8601 day.
    public var date: String
    public var revision: String
    public var command: String
    public var machine: String
    public var results: [EvaluationResult]
    /// Models and baselines against each other, on the same users.
    public var comparisons: [PairedTest]
    /// What the evaluation was expected to take, and took; nil in files from before that was written down.
    public var cost: StepCost?

    public init(
        note: String = "", date: String = "", revision: String = "", command: String = "", machine: String = "",
        results: [EvaluationResult],
        comparisons: [PairedTest] = []
    ) {
        self.note = note
        self.date = date
        self.revision = revision
        self.command = command
        self.machine = machine
        self.results = results
        self.comparisons = comparisons
    }

    private enum CodingKeys: String, CodingKey { case note, date, revision, command, machine, results, comparisons, cost }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        note = try values.decodeIfPresent(String.self, forKey: .note) ?? ""
        date = try values.decodeIfPresent(String.self, forKey: .date) ?? ""
        revision = try values.decodeIfPresent(String.self, forKey: .revision) ?? ""
        command = try values.decodeIfPresent(String.self, forKey: .command) ?? ""
        machine = try values.decodeIfPresent(String.self, forKey: .machine) ?? ""
        results = try values.decode([EvaluationResult].self, forKey: .results)
        comparisons = try values.decodeIfPresent([PairedTest].self, forKey: .comparisons) ?? []
        cost = try values.decodeIfPresent(StepCost.self, forKey: .cost)
    }

    /// Writes the file with sorted keys, so that equal results are equal bytes.
    ///
    /// - Throws: `WorkspaceError` when the folder is missing or may not be written.
    public func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try DurableFile.write(encoder.encode(self) + Data("\n".utf8), to: path)
    }

    /// Reads a file of this shape, or the bare array that `evaluate --json` prints.
    static func read(_ path: String) throws -> ResultFile {
        let data = try DurableFile.read(path)
        do {
            if let results = try? JSONDecoder().decode([EvaluationResult].self, from: data) { return ResultFile(results: results) }
            return try JSONDecoder().decode(ResultFile.self, from: data)
        } catch {
            throw WorkspaceError(
                .configuration, "\(path) is not a result file (\(error))",
                advice: "It shall hold what `tastemaker evaluate --json` prints, or an object with that under \"results\"")
        }
    }
}
