import ArgumentParser
import Tensors
import Workspaces

/// The command line: translates arguments into calls of `Workspaces`, and results into text.
struct Tastemaker: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tastemaker",
        abstract: "One model of taste, trained on what people did, that recommends, finds similar titles and says why.",
        discussion: """
            A workspace (--workspace) holds the events, the models and their configuration. Start with `tastemaker demo`, or:

              tastemaker import --format movielens-1m --from ../ml-1m
              tastemaker train --budget 10m
              tastemaker evaluate --protocol leave-one-out
              tastemaker recommend --history "The Matrix (1999); Blade Runner (1982)"

            \(ExitStatus.table)
            """,
        subcommands: [
            ImportCommand.self, ValidateCommand.self, AutoconfigureCommand.self, TokensCommand.self, TrainCommand.self,
            EvaluateCommand.self,
            LearningCurveCommand.self, ReportCommand.self, RecommendCommand.self, SimilarCommand.self, ModelsCommand.self,
            DoctorCommand.self,
            ExportCommand.self, EraseCommand.self, BackupCommand.self, RestoreCommand.self, BatchCommand.self, JobsCommand.self,
            DemoCommand.self, TablesCommand.self, ServeCommand.self, ChatCommand.self, McpCommand.self, ConfigCommand.self,
            KeysCommand.self, TagCommand.self,
        ])
}

@main enum Main {
    static func main() async {
        MemoryFloor.demand(orExit: ExitStatus.memory.rawValue)
        do {
            try KernelLevel.select()
            var command = try Tastemaker.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            ExitStatus.end(with: error)
        }
    }
}
