import ArgumentParser
import Foundation
import Workspaces

/// Where everything lies and how results are printed; the same for every command.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The folder with events, models and configuration.", valueName: "folder"))
    var workspace = Workspace.defaultFolder

    @Flag(help: "Print results as JSON.")
    var json = false

    @Option(help: "Decides everything that is drawn at random.")
    var seed: UInt64?

    @Option(help: "Threads; part of what makes two trainings equal. Default: the number of cores.")
    var workers: Int?

    var threadCount: Int { workers ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        if let workers, !(1...256).contains(workers) { throw ValidationError("--workers is \(workers); allowed is 1 to 256") }
    }

    func open() throws -> Workspace { try Workspace.open(workspace) }
}

extension ListLength {
    static let range = 1...10_000
}

/// The length of a list.
struct ListLength: ParsableArguments {
    @Option(name: [.customShort("k"), .long], help: "How many items to list.")
    var count = 10

    func validate() throws {
        guard ListLength.range.contains(count) else { throw ValidationError("--count is \(count); allowed is 1 to 10000") }
    }
}
