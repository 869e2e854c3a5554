import FoundationEssentials
import Recommenders

/// Turns a request into the words of a command line: no shell, no word that was not checked.
struct JobCommand: Sendable {
    let workspace: String
    let paths: JobPaths
    /// Threads of a job's process.
    let workers: Int

    /// Words behind the program's name.
    ///
    /// - Throws: `ServingError` (`invalid`, `notPermitted`, `conflict`), naming the field.
    func arguments(_ request: JobRequest) throws(ServingError) -> [String] {
        var words: [String]
        switch request {
        case .import(let value): words = try importing(value)
        case .train(let value): words = try training(value)
        case .evaluate(let value): words = try evaluating(value)
        case .export(let value):
            words = ["export", "--to=\(try paths.destination(value.to, field: "to"))"]
            if value.isCompressed == true { words.append("--gzip") }
        case .batch(let value): words = try batch(value)
        case .backup(let value): words = ["backup", "--to=\(try paths.destination(value.to, field: "to"))"]
        case .doctor(let value): words = value.curve == true ? ["doctor"] : ["doctor", "--no-curve"]
        case .compare(let value):
            words = ["models", "compare", try name(value.model, "model")]
            if let other = value.against { words.append(try name(other, "against")) }
        case .tag(let value):
            words = ["tag"]
            if value.onlyUntagged == true { words.append("--missing") }
            if value.readsBehaviour == false { words.append("--no-behaviour") }
        }
        return words + ["--workspace=\(workspace)", "--workers=\(workers)", "--json", "--json-progress"]
    }

    private func importing(_ value: JobRequest.Import) throws(ServingError) -> [String] {
        guard (1...64).contains(value.paths.count) else { throw .invalid(field: "paths", reason: "name 1 to 64 files or folders") }
        guard (value.format == nil) != (value.mapping == nil) else {
            throw .invalid(field: "format", reason: "name either a format or a mapping")
        }
        var words = ["import"]
        if let format = value.format { words.append("--format=\(try name(format, "format"))") }
        if let mapping = value.mapping { words.append("--mapping=\(try paths.source(mapping, field: "mapping"))") }
        words.append("--from")
        for path in value.paths { words.append(try paths.source(path, field: "paths")) }
        guard let attributes = value.attributes, !attributes.isEmpty else { return words }
        guard attributes.count <= 64 else { throw .invalid(field: "attributes", reason: "at most 64 files") }
        words.append("--attributes")
        for path in attributes { words.append(try paths.source(path, field: "attributes")) }
        return words
    }

    private func training(_ value: JobRequest.Train) throws(ServingError) -> [String] {
        // What serves is decided by the gate of the service, which knows the live model.
        var words = ["train", "--no-promote"]
        if let file = value.configuration { words.append("--configuration=\(try paths.source(file, field: "configuration"))") }
        if let seconds = value.budgetSeconds {
            guard seconds >= 1, seconds <= 30 * 86_400 else {
                throw .invalid(field: "budget_seconds", reason: "it is not between 1 and 2592000")
            }
            words.append("--budget=\(seconds)")
        }
        if let name = value.name { words.append("--name=\(try self.name(name, "name"))") }
        if let seed = value.seed { words.append("--seed=\(seed)") }
        if let start = value.startFrom { words.append("--start-from=\(try name(start, "start_from"))") }
        if let bytes = value.memoryLimitBytes {
            guard bytes >= 1 << 20, bytes <= 1 << 50 else { throw .invalid(field: "memory_limit_bytes", reason: "it is below 1 MiB") }
            words.append("--memory-limit=\(bytes)")
        }
        return words
    }

    private func evaluating(_ value: JobRequest.Evaluate) throws(ServingError) -> [String] {
        var words = ["evaluate", "--protocol=\(try name(value.protocol ?? RunConfiguration().split.kind.rawValue, "protocol"))"]
        for model in value.models ?? [] { words.append("--model=\(try name(model, "models"))") }
        for baseline in value.baselines ?? [] { words.append("--baseline=\(try name(baseline, "baselines"))") }
        guard words.count <= 66 else { throw .invalid(field: "models", reason: "at most 64 models and baselines") }
        if value.validation == true { words.append("--validation") }
        return words
    }

    private func batch(_ value: JobRequest.Batch) throws(ServingError) -> [String] {
        let count = value.count ?? 20
        guard (1...500).contains(count) else { throw .invalid(field: "count", reason: "\(count) is not between 1 and 500") }
        var words = ["batch", "--to=\(try paths.destination(value.to, field: "to"))", "--count=\(count)"]
        if let users = value.users { words.append("--users=\(try paths.source(users, field: "users"))") }
        if let at = value.at { words.append("--at=\(try instant(at))") }
        return words
    }

    private func instant(_ text: String) throws(ServingError) -> String {
        let allowed = text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || "-:TZ".utf8.contains($0) }
        guard allowed, (10...20).contains(text.utf8.count) else {
            throw .invalid(field: "at", reason: "it is not a time such as 2026-03-01T21:30:00Z")
        }
        return text
    }

    /// Names of models, formats, protocols and baselines: nothing that could be taken for an option or a path.
    private func name(_ text: String, _ field: String) throws(ServingError) -> String {
        let allowed = text.utf8.allSatisfy { byte in
            (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || "._-".utf8.contains(byte)
        }
        guard allowed, (1...100).contains(text.utf8.count), !text.hasPrefix("."), !text.hasPrefix("-") else {
            throw .invalid(field: field, reason: "it is not a name of up to 100 letters, digits, dots, underscores and hyphens")
        }
        return text
    }
}
