import ArgumentParser
import DataDoctor
import Datasets
import Foundation

/// `tastemaker autoconfigure`
struct AutoconfigureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autoconfigure", abstract: "Propose what the columns of unknown files mean, and say why.",
        discussion: """
            Looks at names and content: separators, header, encoding, which column is the user, the item, the time and in what format, \
            ratings, durations, kinds of events, and what describes items. Several files of a folder are joined by the keys they share. \
            Every guess comes with its evidence; what only a person can answer is asked. Read the mapping before you import with it.

            Ends with exit code 3 when no mapping can be proposed.
            """)

    @Argument(help: ArgumentHelp("A csv, tsv or jsonl file, or a folder of such files, plain or gzip.", valueName: "path")) var path: String
    @Option(help: ArgumentHelp("Write the mapping to this file.", valueName: "mapping.json")) var output: String?
    @Flag(help: "Print the whole proposal as JSON.") var json = false

    func run() throws {
        let proposal = try Autoconfigurer(path: path).propose()
        if json { try Terminal.printJSON(proposal) } else { print(proposal.text()) }
        guard let mapping = try proposal.json() else {
            if proposal.knownFormat == nil { throw ExitCode(ExitStatus.data.rawValue) }
            return
        }
        if let output {
            do { try Data(mapping.utf8).write(to: URL(fileURLWithPath: output), options: .atomic) } catch {
                throw ValidationError("--output: \(output) cannot be written")
            }
            if !json {
                print("\nwritten to \(output). Next:")
                print("  tastemaker validate --mapping \(output) --from \(path)")
                print("  tastemaker import --mapping \(output) --from \(path)")
            }
        } else if !json {
            print("\n" + mapping)
        }
    }
}
