import ArgumentParser
import Workspaces

/// `tastemaker models`
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models", abstract: "List, verify, promote, roll back, export and import models.",
        subcommands: [
            List.self, Verify.self, Promote.self, Rollback.self, ModelsExport.self, ModelsImport.self, ModelsPlaceTitles.self,
            ModelsCompare.self,
        ],
        defaultSubcommand: List.self)

    private struct Line: Encodable {
        var name: String
        var serves: Bool
        var rollbackPlace: Int?
        var published: String?
        var bytes: Int?
        var facts: [String: String]
        var damage: String?

        init(_ listing: ModelListing) {
            name = listing.name
            serves = listing.serves
            rollbackPlace = listing.rollbackPlace
            published = listing.manifest?.published
            bytes = listing.manifest?.files.reduce(0) { $0 + $1.bytes }
            facts = listing.manifest?.facts ?? [:]
            damage = listing.damage?.reason
        }

        var cells: [String] {
            let state = serves ? "serves" : rollbackPlace.map { "back \($0)" } ?? ""
            let facts = facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
            return [name, state, published ?? "", bytes.map { Terminal.bytes($0) } ?? "", damage ?? facts]
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List all models and which of them serves.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let lines = try common.open().models.list().map { Line($0) }
            if common.json { return try Terminal.printJSON(lines) }
            print(lines.isEmpty ? "no model yet; train one with `tastemaker train`" : Terminal.table(lines.map(\.cells), rightAligned: [3]))
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Compare every byte of a model, or of all, with what was published.")
        @OptionGroup var common: CommonOptions
        @Argument(help: "Default: all.") var name: String?

        private struct Verdict: Encodable {
            var name: String
            var isWhole: Bool
            var damage: String?
        }

        func run() throws {
            let models = try common.open().models
            var verdicts: [Verdict] = []
            for name in try name.map({ [$0] }) ?? models.names() {
                do {
                    try models.verify(name)
                    verdicts.append(Verdict(name: name, isWhole: true))
                } catch let error as RegistryError where error.code == .damaged || error.code == .newerFormat {
                    verdicts.append(Verdict(name: name, isWhole: false, damage: error.description))
                }
            }
            if common.json {
                try Terminal.printJSON(verdicts)
            } else {
                for verdict in verdicts { print(verdict.damage ?? "\(verdict.name): every byte as published") }
            }
            if verdicts.contains(where: { !$0.isWhole }) { throw ExitCode(ExitStatus.damaged.rawValue) }
        }
    }

    struct Promote: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a model serve, after verifying it.")
        @OptionGroup var common: CommonOptions
        @Argument var name: String

        func run() throws {
            let models = try common.open().models
            try models.promote(name)
            if common.json { return try Terminal.printJSON(models.list().map { Line($0) }) }
            print("\(name) serves now")
        }
    }

    struct Rollback: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Go back to the model that served before; needs no training.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let models = try common.open().models
            let model = try models.rollback()
            for refusal in model.refused { Terminal.complain("tastemaker: \(refusal)") }
            if common.json { return try Terminal.printJSON(models.list().map { Line($0) }) }
            print("\(model.name) serves now")
        }
    }
}
