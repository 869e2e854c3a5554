import AsyncHTTPClient
import Foundation
import HTTPAPI
import NIOSSL
import Testing

private let openssl = "/usr/bin/openssl"
private let hasOpenSSL = FileManager.default.isExecutableFile(atPath: openssl)

/// TLS by files, with certificates that are made for the test.
@Suite(.enabled(if: hasOpenSSL, "openssl is not here")) struct TLSTests {
    /// A folder with `a.pem`, `a.key`, `b.pem` and `b.key`: two certificates for this machine that nobody signed.
    private static let folder = Result {
        let folder = NSTemporaryDirectory() + "/tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["a", "b"] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: openssl)
            process.arguments = [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", "\(folder)/\(name).key", "-out", "\(folder)/\(name).pem",
            ]
            (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
            try process.run()
            process.waitUntilExit()
            try #require(process.terminationStatus == 0)
        }
        return folder
    }

    private func files(_ certificate: String, _ key: String) throws -> ServerOptions.TLSFiles {
        let folder = try Self.folder.get()
        return .init(certificateChain: "\(folder)/\(certificate)", privateKey: "\(folder)/\(key)")
    }

    /// What a client that trusts one certificate alone is answered.
    private func status(_ port: Int, trusting certificate: String) async throws -> Int {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(try files(certificate, "a.key").certificateChain)
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.timeout.connect = .seconds(120)
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            let request = HTTPClientRequest(url: "https://127.0.0.1:\(port)/health/ready")
            let status = Int(try await client.execute(request, timeout: .seconds(120)).status.code)
            try await client.shutdown()
            return status
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    @Test func whoeverTrustsTheCertificateIsAnsweredAndNobodyElse() async throws {
        var options = TestServer.patient
        options.tls = try files("a.pem", "a.key")
        try await TestServer.run(options: options) { server in
            #expect(try await status(server.port, trusting: "a.pem") == 200)
            await #expect(throws: (any Error).self) { try await status(server.port, trusting: "b.pem") }
            let plain = try await RawConnection.exchange(
                port: server.port, "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n", patience: 2)
            #expect(!plain.contains("200"))
        }
    }

    @Test func filesThatDoNotFitEndTheStartWithAWordAboutThem() async throws {
        let folder = try Self.folder.get()
        try Data("no key at all\n".utf8).write(to: URL(fileURLWithPath: folder + "/none.key"))
        try Data().write(to: URL(fileURLWithPath: folder + "/empty.pem"))
        for (certificate, key, word) in [
            ("a.pem", "b.key", "b.key is not the key of"), ("a.pem", "none.key", "none.key cannot be read as PEM"),
            ("a.pem", "missing.key", "missing.key cannot be read as PEM"), ("a.key", "a.key", "a.key"), ("empty.pem", "a.key", "empty.pem"),
        ] {
            let files = try files(certificate, key)
            let error = #expect(throws: ServerError.self, "\(certificate) \(key)") { try files.configuration() }
            #expect(error?.description.contains(word) == true, "\(certificate) \(key): \(error.map { "\($0)" } ?? "none")")
        }
        #expect(throws: ServerError.self) { try ServerOptions.TLSFiles(certificateChain: "", privateKey: "x").configuration() }
        var options = TestServer.patient
        options.tls = try files("a.pem", "b.key")
        let host = try APIHost(
            service: try SmallWorld.service(), options: options, logger: .init(label: "test"), now: { SmallWorld.wallClock() },
            seconds: SmallWorld.steadyClock, random: { 1 })
        await #expect(throws: ServerError.self) { try await APIServer(host).run() }
    }
}
