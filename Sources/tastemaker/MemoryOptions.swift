import ArgumentParser
import Workspaces

/// How much memory a command may plan for.
struct MemoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Refuse to start when the estimate is above this, such as 512M or 8G. Default: four fifths of what is free.", valueName: "bytes"
        ))
    var memoryLimit: ByteCount?

    /// Before the step: memory and time; when its first part is done: the time.
    static func show(_ estimate: StepEstimate) {
        let time = Terminal.duration(estimate.seconds)
        guard !estimate.isRefined else {
            return Terminal.complain("  \(estimate.step): about \(time) in all, by the time that its first part took")
        }
        let memory = estimate.memory
        let parts = memory.parts.prefix(3).map { "\($0.name) \(Terminal.bytes($0.bytes))" }.joined(separator: ", ")
        Terminal.complain("  \(estimate.step): about \(Terminal.bytes(memory.bytes)) of memory (\(parts)), about \(time)")
    }
}

/// A number of bytes such as `512M` or `8G`; a bare number counts bytes.
struct ByteCount: ExpressibleByArgument {
    var bytes: Int

    init?(argument: String) {
        let factors: [Character: Double] = ["k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
        let factor = argument.last.flatMap { factors[$0] }
        guard let value = Double(factor == nil ? argument[...] : argument.dropLast()), value.isFinite else { return nil }
        let bytes = value * (factor ?? 1)
        guard bytes >= 1, bytes < 1e18 else { return nil }
        self.bytes = Int(bytes)
    }
}
