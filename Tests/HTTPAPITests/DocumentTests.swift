import Foundation
import HTTPAPI
import Testing

@Suite struct DocumentTests {
    private func document() throws -> (JSONValue, RouteTable) {
        let host = try APIHost(
            service: try SmallWorld.service(), logger: .init(label: "test"), now: { SmallWorld.wallClock() }, seconds: { 0 }, random: { 1 })
        let server = try APIServer(host)
        return (server.document.value, server.table)
    }

    @Test func everyReferenceLeadsSomewhere() throws {
        let (document, _) = try document()
        let checker = SchemaChecker(document: document)
        func visit(_ value: JSONValue) {
            if let reference = value["$ref"]?.string { #expect(checker.resolve(reference) != nil, "\(reference)") }
            for member in value.object ?? [] { visit(member.value) }
            for element in value.array ?? [] { visit(element) }
        }
        visit(document)
    }

    @Test func everyExampleFitsItsSchema() throws {
        let (document, _) = try document()
        let checker = SchemaChecker(document: document)
        func visit(_ value: JSONValue) {
            if let example = value["example"] {
                let problems = checker.problems(example, value["schema"] ?? value)
                #expect(problems.isEmpty, "\(problems)")
            }
            for member in value.object ?? [] where member.name != "example" { visit(member.value) }
            for element in value.array ?? [] { visit(element) }
        }
        visit(document)
    }

    @Test func everyOperationSaysWhatItIs() throws {
        let (document, table) = try document()
        for route in table.routes where route.isDocumented {
            let operation = try #require(document["paths"]?[route.path]?[route.method.rawValue.lowercased()])
            #expect(operation["summary"]?.string?.isEmpty == false, "\(route.label)")
            #expect(operation["tags"]?.array?.isEmpty == false && operation["responses"]?["default"] != nil, "\(route.label)")
            #expect(
                (operation["requestBody"] != nil) == (route.bodyLimit > 0),
                "\(route.label): a body in the table and none in the document, or the reverse")
            let named = (operation["parameters"]?.array ?? []).compactMap { parameter -> String? in
                let plain = parameter["$ref"]?.string.flatMap(SchemaChecker(document: document).resolve) ?? parameter
                return plain["in"]?.string == "path" ? plain["name"]?.string : nil
            }
            let inPath = route.path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
            #expect(Set(named) == Set(inPath), "\(route.label)")
        }
    }

    @Test func aRouteWithoutAnOperationIsRefusedAtStart() throws {
        let host = try APIHost(
            service: try SmallWorld.service(), logger: .init(label: "test"), now: { SmallWorld.wallClock() }, seconds: { 0 }, random: { 1 })
        let extra = Route(.get, "/v1/undocumented", "getUndocumented", .open) { _ in .noContent }
        #expect(throws: RouteTableError.undocumented(["without an operation: GET /v1/undocumented getUndocumented"])) {
            try APIServer(host, more: [extra])
        }
        #expect(throws: RouteTableError.twice("getUndocumented")) { try RouteTable([extra, extra]) }
        let own = Route(.get, "/v1/own", "getOwn", .read, users: .own) { _ in .noContent }
        #expect(throws: RouteTableError.template("/v1/own")) { try RouteTable([own]) }
    }

    @Test func filesAreServedWithTheirTypes() async throws {
        try await TestServer.run { server in
            let document = try await server.ask("GET", "/openapi.json", key: "")
            #expect(document.status == 200 && document.headers["content-type"] == "application/json")
            let tag = try #require(document.headers["etag"])
            #expect(try await server.ask("GET", "/openapi.json", key: "", headers: ["If-None-Match": tag]).status == 304)
            for (path, type) in [
                ("/docs", "text/html"), ("/docs/docs.js", "text/javascript"), ("/console/", "text/html"), ("/favicon.ico", "image/x-icon"),
            ] {
                let answer = try await server.ask("GET", path, key: "")
                #expect(answer.status == 200 && answer.headers["content-type"]?.hasPrefix(type) == true, "\(path)")
            }
            #expect(try await server.ask("GET", "/console/../secret", key: "").status == 404)
            #expect(try await server.ask("GET", "/console/%2e%2e/%2e%2e/etc/passwd", key: "").status == 404)
            #expect(try await server.ask("HEAD", "/docs", key: "").bytes.isEmpty)
        }
    }

    @Test func everySettingIsDocumented() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: path.appending(path: "docs/configuration.md"), encoding: .utf8)
        for setting in Setting.all {
            let row =
                "| `\(setting.key)` | `\(setting.variable)` | \(setting.expectation) | \(setting.standard.isEmpty ? "–" : "`\(setting.standard)`") | \(setting.description) |"
            #expect(text.contains(row), "docs/configuration.md lacks:\n\(row)")
        }
    }
}
