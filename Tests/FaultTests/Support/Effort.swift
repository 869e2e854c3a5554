import Foundation

/// How much is tried: a seeded selection with every test, everything with `make faults`.
enum Effort {
    private static let environment = ProcessInfo.processInfo.environment
    static let isLong = environment["TASTEMAKER_FAULTS"] == "long"
    static let seed = UInt64(environment["TASTEMAKER_FAULTS_SEED"] ?? "") ?? 1

    static func choose(_ quick: Int, long: Int) -> Int { isLong ? long : quick }

    static func random(_ purpose: UInt64) -> SeededRandom { SeededRandom(seed: seed &* 0x9E37_79B9 &+ purpose) }
}

/// A line of the summary: what was tried, how often, and what came of it.
enum FaultReport {
    static func add(_ subject: String, tried: Int, failed: Int, note: String = "") {
        func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(1, width - text.count)) }
        let line = padded(subject, 52) + padded("\(tried) tried", 12) + padded("\(failed) failed", 11) + note
        print("faults: " + line)
        guard let file = ProcessInfo.processInfo.environment["TASTEMAKER_FAULTS_REPORT"] else { return }
        if !FileManager.default.fileExists(atPath: file) { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        guard let handle = FileHandle(forWritingAtPath: file) else { return }
        _ = try? handle.seekToEnd()
        handle.write(Data((line + "\n").utf8))
        try? handle.close()
    }
}
