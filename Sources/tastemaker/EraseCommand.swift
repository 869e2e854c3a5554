import ArgumentParser
import Datasets
import Workspaces

/// `tastemaker erase`
struct EraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Remove a user, and keep them out from then on.",
        discussion: """
            Their events and attributes are overwritten in the store's files, and their id enters the erasure ledger as a keyed hash: \
            imports, restored backups and trainings obey it. The receipt says what remains where. Models keep what they have learned \
            until they are trained again.
            """)

    @OptionGroup var common: CommonOptions
    @Option(help: "The id, as the imported file writes it.") var user: String
    @Flag(help: "Take the user off the ledger instead, so that an import may bring them again.") var forgetErasure = false

    private struct Forgotten: Encodable { var forgotten = true }

    func run() throws {
        let workspace = try common.open()
        if forgetErasure {
            try workspace.forgetErasure(of: workspace.user(called: user))
            if common.json {
                try Terminal.printJSON(Forgotten())
            } else {
                print("the erasure is forgotten: an import may bring the user again")
            }
            return
        }
        let receipt = try workspace.eraseEverywhere(user: workspace.user(called: user))
        if common.json { try Terminal.printJSON(receipt) } else { show(receipt) }
    }

    private func show(_ receipt: ErasureReceipt) {
        print("erased at \(receipt.time): \(Terminal.grouped(receipt.events)) events, in \(Terminal.duration(receipt.seconds))")
        print("ledger entry \(receipt.entry)")
        for (source, count) in receipt.sources.sorted(by: { $0.key < $1.key }) { print("  \(source): \(Terminal.grouped(count)) events") }
        if receipt.trainingsRemoved > 0 { print("  checkpoints of \(receipt.trainingsRemoved) unfinished trainings were removed") }
        var remains = receipt.models.map {
            "model \($0.name), published \($0.published)\($0.serves ? ", serves now" : ""): may have learned from the user"
        }
        remains += receipt.trainingsRunning.map { "a training that is running (\($0)): end it, or train again afterwards" }
        remains += receipt.backups.map { "backup \($0.path), made \($0.made)" }
        if !receipt.filesAreClean {
            remains.append("the store's log, until the commands end that are reading now; erase again to make sure")
        }
        print(remains.isEmpty ? "nothing remains that this program knows of" : "what remains:")
        for line in remains { print("  \(line)") }
    }
}
