import Foundation

/// A command of a document, and the answer that the document shows.
struct ShellExample: Sendable, CustomStringConvertible {
    /// Line of the document, from 1.
    var line: Int
    var command: String
    /// Status that is expected; a comment at the end of the command names one that is not success.
    var status: Int?
    /// JSON; nil where the document shows none.
    var answer: String?
    var description: String { "line \(line)" }

    /// All `sh` blocks that call curl, each with the `json` block behind it.
    static func all(in document: String) -> [ShellExample] {
        var examples: [ShellExample] = []
        var block: (language: String, line: Int, text: [String])?
        for (number, line) in document.components(separatedBy: "\n").enumerated() {
            guard line.hasPrefix("```") else {
                block?.text.append(line)
                continue
            }
            guard let ended = block else {
                block = (String(line.dropFirst(3)), number + 1, [])
                continue
            }
            block = nil
            let text = ended.text.joined(separator: "\n")
            if ended.language == "sh", text.contains("curl ") {
                examples.append(ShellExample(line: ended.line, command: text, status: status(text)))
            } else if ended.language == "json", !examples.isEmpty, examples[examples.count - 1].answer == nil {
                examples[examples.count - 1].answer = text
            }
        }
        return examples
    }

    /// The number behind the last `#`.
    private static func status(_ command: String) -> Int? {
        command.range(of: "# ", options: .backwards).flatMap {
            Int(command[$0.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }

    /// What a run of the command came to.
    struct Outcome: Sendable {
        var status: Int
        var body: Data
        var errors: String
    }

    /// Runs the command in a shell where `curl` keeps the body apart and prints the status.
    func run(address: String, key: String, folder: String) async throws -> Outcome {
        let body = "\(folder)/body-\(line)"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        let preamble = #"curl() { command curl -sS --max-time 20 -o "$BODY" -w '%{http_code}\n' "$@"; }"#
        process.arguments = ["-c", preamble + "\n" + command]
        process.environment = ProcessInfo.processInfo.environment.merging(["TASTEMAKER": address, "KEY": key, "BODY": body]) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, errors)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let last = text.split(separator: "\n").last.flatMap { Int($0) }
        return Outcome(
            status: last ?? 0, body: (try? Data(contentsOf: URL(fileURLWithPath: body))) ?? Data(),
            errors: String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self))
    }
}

/// Whether an answer has the form that a document shows: every field that is shown, with a value of the same kind.
enum ShownForm {
    /// - Returns: what is missing or of another kind; nil when nothing is.
    static func difference(shown: Any, actual: Any, at path: String = "") -> String? {
        switch (shown, actual) {
        case (let shown as [String: Any], let actual as [String: Any]):
            for (key, value) in shown.sorted(by: { $0.key < $1.key }) {
                guard let other = actual[key] else { return "\(path)/\(key) is shown and not there" }
                if let difference = difference(shown: value, actual: other, at: "\(path)/\(key)") { return difference }
            }
            return nil
        case (let shown as [Any], let actual as [Any]):
            guard let first = shown.first else { return nil }
            guard !actual.isEmpty else { return "\(path) is empty" }
            // One of the answer's has the form of the first that is shown.
            let differences = actual.map { difference(shown: first, actual: $0, at: path + "/0") }
            return differences.contains { $0 == nil } ? nil : differences[0]
        case (is String, is String), (is NSNull, is NSNull), (is NSNumber, is NSNumber): return nil
        default: return "\(path) is \(actual), shown is \(shown)"
        }
    }
}
