import Foundation
import HTTPAPI
import Testing

@Suite struct SettingsTests {
    private func file(_ text: String) throws -> String {
        let path = NSTemporaryDirectory() + "/settings-\(UUID().uuidString).json"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func theCommandLineGoesBeforeTheEnvironmentBeforeTheFileBeforeTheDefault() async throws {
        let path = try file(
            #"{"http": {"port": 1, "page-queue": 7, "event-queue": 9}, "cors": {"origins": ["https://a", "https://b"]}, "metrics": {"open": true}}"#
        )
        defer { try? FileManager.default.removeItem(atPath: path) }
        let environment = ["TASTEMAKER_HTTP_PORT": "2", "TASTEMAKER_HTTP_PAGE_QUEUE": "8"]
        let settings = try await Settings(arguments: ["http.port": "3"], environment: environment, file: path)
        #expect(settings.server.port == 3 && settings.server.pageQueue == 8 && settings.server.eventQueue == 9)
        #expect(settings.server.batchQueue == 16 && settings.server.allowedOrigins == ["https://a", "https://b"])
        #expect(settings.server.metricsOpen == true)
        let sources = Dictionary(uniqueKeysWithValues: settings.shown.map { ($0.key, $0.source) })
        #expect(sources["http.port"] == "command line" && sources["http.page-queue"] == "environment")
        #expect(sources["http.event-queue"] == "file" && sources["http.host"] == "default")
    }

    @Test func impossibleValuesAndUnknownNamesAreRefused() async throws {
        await #expect(throws: ServerError.self) {
            try await Settings(arguments: [:], environment: ["TASTEMAKER_HTTP_PORT": "70000"], file: nil)
        }
        let path = try file(#"{"http": {"prot": 1}}"#)
        defer { try? FileManager.default.removeItem(atPath: path) }
        await #expect(throws: ServerError.unknownSetting("http.prot")) { try await Settings(arguments: [:], environment: [:], file: path) }
        let broken = try file("{")
        defer { try? FileManager.default.removeItem(atPath: broken) }
        await #expect(throws: ServerError.self) { try await Settings(arguments: [:], environment: [:], file: broken) }
        await #expect(throws: ServerError.self) { try await Settings(arguments: [:], environment: [:], file: "/nowhere.json") }
    }
}
