import Foundation
import Testing

/// A share of `make kill-server`: the real program, killed and ended under load.
@Suite(.serialized) struct KilledServerTests {
    private static let programs = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()

    /// - Returns: exit status and output.
    private static func run(_ arguments: [String]) async throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = programs.appendingPathComponent("serving-benchmark")
        process.arguments = arguments
        let log = NSTemporaryDirectory() + "/killed-server-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: log) }
        _ = FileManager.default.createFile(atPath: log, contents: nil)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        (process.standardOutput, process.standardError) = (handle, handle)
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in continuation.resume() }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        return (process.terminationStatus, (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }

    @Test func nothingAcknowledgedIsLostWhenTheServerIsKilledOrEnded() async throws {
        let folder = NSTemporaryDirectory() + "/killed-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try await Self.run([
            "make-world", folder, "--titles", "300", "--users", "200", "--epochs", "1", "--stride", "4", "--models", "2",
        ])
        try #require(made.status == 0, "\(made.output)")
        let server = Self.programs.appendingPathComponent("tastemaker").path
        for signal in ["kill", "term"] {
            let killed = try await Self.run([
                "kill", folder, "--server", server, "--cycles", signal == "kill" ? "4" : "2", "--signal", signal, "--life", "0.3",
                "--models", "served-1,served-2",
            ])
            #expect(killed.status == 0, "\(signal): \(killed.output)")
        }
    }
}
