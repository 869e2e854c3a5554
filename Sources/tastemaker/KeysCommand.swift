import ArgumentParser
import Datasets
import Foundation
import HTTPAPI
import Serving
import Workspaces

/// `tastemaker keys`
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list and revoke keys of the server.",
        discussion: "A running server follows within a second.",
        subcommands: [KeysListCommand.self, KeysCreateCommand.self, KeysRevokeCommand.self])
}

/// The keys of a workspace, without a server.
private func keyRing(_ workspace: Workspace) throws -> KeyRing {
    try KeyRing(documents: try workspace.documents()) { Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)) }
}

private struct KeyRow: Encodable {
    var id: String
    var name: String
    var scopes: [String]
    var created: String
    var isValid: Bool
    var key: String?

    init(_ key: APIKey, text: String? = nil) {
        id = key.id
        name = key.name
        scopes = key.scopes.map(\.rawValue).sorted()
        created = RFC3339.text(key.created)
        isValid = key.isValid(at: Timestamp(rawValue: Int64(Date().timeIntervalSince1970 * 1000)))
        self.key = text
    }
}

/// `tastemaker keys list`
struct KeysListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List all keys, without their secret parts.")
    @OptionGroup var common: CommonOptions

    func run() throws {
        let rows = try keyRing(common.open()).all.map { KeyRow($0) }
        if common.json { return try Terminal.printJSON(rows) }
        print(
            Terminal.table(
                rows.map { [$0.id, $0.name, $0.scopes.joined(separator: " "), $0.created, $0.isValid ? "valid" : "not valid"] },
                rightAligned: []))
    }
}

/// `tastemaker keys create`
struct KeysCreateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Make a key; it is shown once.")
    @OptionGroup var common: CommonOptions
    @Option(help: "What it is for.") var name: String
    @Option(parsing: .upToNextOption, help: "What it may do: read, events, catalogue, admin.") var scopes: [String]

    func run() throws {
        let known = Set(scopes.compactMap(Scope.init(rawValue:)))
        guard known.count == Set(scopes).count, !known.isEmpty else {
            throw ValidationError("--scopes takes read, events, catalogue, admin")
        }
        let (key, text) = try keyRing(common.open()).make(name: name, scopes: known)
        if common.json { return try Terminal.printJSON(KeyRow(key, text: text)) }
        print(text)
    }
}

/// `tastemaker keys revoke`
struct KeysRevokeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Let a key open nothing from now on.")
    @OptionGroup var common: CommonOptions
    @Argument(help: "The id that `keys list` shows.") var id: String

    func run() throws {
        guard let key = try keyRing(common.open()).revoke(id) else { throw ValidationError("there is no key \(id)") }
        if common.json { return try Terminal.printJSON(KeyRow(key)) }
        print("\(key.id) (\(key.name)) opens nothing any more.")
    }
}
