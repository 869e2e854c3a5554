import Foundation
import Workspaces

/// A workspace with two models that served one after the other, and a third that is to be trained: what an undisturbed training
/// makes of it, and what must be true after a broken one.
struct TrainingWorld: Sendable {
    static let epochs = 4

    let folder: TemporaryFolder
    /// The files of the model that an undisturbed training publishes.
    let reference: [String: Data]
    let calls: Int
    let syncs: Int
    /// What each model answers.
    let answers: [String: String]

    /// The workspace before the training; copied for every fault.
    private var base: String { folder.path + "/base" }

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.path
        try TrainingWorld.writeSequences(to: path + "/sequences.txt")
        try Data(
            """
            {"name": "tiny", "split": {"kind": "leave-one-out", "holdsOutValidation": false},
             "training": {"epochs": \(TrainingWorld.epochs), "batchSize": 64},
             "model": {"inputs": "ids", "embeddingDimension": 16, "layerCount": 2, "headCount": 1, "feedForwardDimension": 32,
                       "facetDimension": 8, "maximumSequenceLength": 16}}
            """.utf8
        ).write(to: URL(fileURLWithPath: path + "/run.json"))
        let base = path + "/base"
        for arguments in [
            ["import", "--workspace", base, "--format", "sequences", "--from", path + "/sequences.txt"],
            TrainingWorld.arguments(base, "first", path), TrainingWorld.arguments(base, "second", path),
        ] {
            let outcome = try FaultyProgram.run(arguments, root: path)
            guard outcome.status == 0 else { throw WorldError(description: outcome.summary) }
        }
        let root = try TrainingWorld.copy(base, into: path + "/reference")
        let outcome = try FaultyProgram.run(TrainingWorld.arguments(root + "/w", "third", path), root: root, journal: path + "/journal")
        guard outcome.status == 0 else { throw WorldError(description: outcome.summary) }
        let journal = try Journal(file: path + "/journal")
        (calls, syncs) = (journal.calls, journal.syncs)
        reference = try ModelRegistry(folder: root + "/w/models").contents(of: "third")
        answers = try TrainingWorld.answers(root)
    }

    private static func writeSequences(to file: String) throws {
        let lines = (1...120).map { user -> String in
            let stride = user % 2 == 0 ? 1 : 5
            let films = (0..<8).map { place -> Int in (user + place * stride) % 24 + 1 }
            return ([user] + films).map { String($0) }.joined(separator: " ")
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: file))
    }

    private static func answers(_ root: String) throws -> [String: String] {
        var answers: [String: String] = [:]
        for name in ["first", "second", "third"] {
            answers[name] = try items(FaultyProgram.run(recommending(root + "/w") + ["--model", name], root: root))
        }
        return answers
    }

    /// Each model is trained from a seed of its own.
    private static func arguments(_ workspace: String, _ name: String, _ path: String) -> [String] {
        let seed = ["first": "1", "second": "2", "third": "3"][name] ?? "4"
        return [
            "train", "--workspace", workspace, "--configuration", path + "/run.json", "--name", name, "--seed", seed, "--workers", "1",
            "--json-progress",
        ]
    }

    /// A fresh workspace `w` in a folder of its own.
    private static func copy(_ base: String, into root: String) throws -> String {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: base, toPath: root + "/w")
        return root
    }
    func copy(into root: String) throws { _ = try TrainingWorld.copy(base, into: root) }

    func training(_ workspace: String) -> [String] { TrainingWorld.arguments(workspace, "third", folder.path) }
    static func recommending(_ workspace: String) -> [String] {
        ["recommend", "--workspace", workspace, "--user", "7", "--json", "-k", "5"]
    }

    /// The list without the time that it took; nil when there is none.
    static func items(_ outcome: FaultyProgram.Outcome) throws -> String? {
        guard outcome.status == 0, let answer = try outcome.json() as? [String: Any], let items = answer["items"] as? [[String: Any]] else {
            return nil
        }
        return items.map { "\($0["id"] ?? "") \($0["score"] ?? "")" }.joined(separator: ", ")
    }

    // MARK: What must be true

    /// Every visible model is whole, and one of those that may serve does.
    func atRest(_ workspace: String, mayServe: Set<String>) throws -> [String] {
        let registry = ModelRegistry(folder: workspace + "/models")
        var failures: [String] = []
        for name in try registry.names() {
            do { try registry.verify(name) } catch { failures.append("a visible model is not whole: \(error)") }
        }
        do {
            let serving = try registry.serving()
            if !mayServe.contains(serving.name) {
                failures.append("\(serving.name) serves, and not \(mayServe.sorted().joined(separator: " or "))")
            }
            if !serving.refused.isEmpty { failures.append("refused: \(serving.refused)") }
        } catch { failures.append("no model serves: \(error)") }
        return failures
    }

    /// Looks at a workspace after a fault in a training, lets the same training go on, and says everything that is wrong.
    func failures(_ workspace: String, root: String, acknowledged: [[String: Any]]) throws -> [String] {
        let isPublished = acknowledged.contains { $0["published"] != nil }
        let serves = acknowledged.contains { $0["serves"] != nil }
        var failures = try atRest(workspace, mayServe: serves ? ["third"] : isPublished ? ["second", "third"] : ["second", "third"])
        if isPublished, try !ModelRegistry(folder: workspace + "/models").names().contains("third") {
            failures.append("lost: the model was acknowledged as published")
        }
        guard failures.isEmpty else { return failures }

        let again = try FaultyProgram.run(training(workspace), root: root)
        guard again.status == 0 else { return ["the training does not go on: \(again.summary)"] }
        let saved = acknowledged.compactMap { $0["checkpoint"] as? Int }.max() ?? 0
        let resumed = again.acknowledged.compactMap { $0["resumed"] as? Int }.max() ?? 0
        if !isPublished, resumed < saved { failures.append("lost: epoch \(saved) was acknowledged, training went on after \(resumed)") }
        let registry = ModelRegistry(folder: workspace + "/models")
        if try registry.contents(of: "third") != reference { failures.append("the model differs from an undisturbed training") }
        failures += try atRest(workspace, mayServe: ["third"])
        if try registry.names() != ["first", "second", "third"] { failures.append("models: \(try registry.names())") }
        for left in try leftovers(workspace) { failures.append("left behind: \(left)") }
        return failures
    }

    /// Files that nobody needs any more.
    func leftovers(_ workspace: String) throws -> [String] {
        let names = FileManager.default.enumerator(atPath: workspace)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            let last = name.split(separator: "/").last ?? ""
            return last.hasPrefix(".draft") || last.hasSuffix(".new") || (name.hasPrefix("training/") && last != ".lock")
        }
    }
}
