import Crypto
import Datasets
import FoundationEssentials
import Simulation
import Storage

extension Workspace {
    /// Lets an audience that does not exist watch films that do, and stores what it did as an import would.
    ///
    /// - Throws: `WorkspaceError.configuration` when the workspace holds another audience; `StorageError`.
    public mutating func importSimulatedAudience(
        _ configuration: SimulatedAudience.Configuration, progress: (ImportProgress) -> Void = { _ in }
    ) throws -> ImportReport {
        let lock = try writerLock(purpose: "simulating an audience")
        defer { withExtendedLifetime(lock) {} }
        let started = ContinuousClock.now
        let audience = SimulatedAudience(configuration)
        let identity = FileDigest.hexadecimal(SHA256.hash(data: Data("\(configuration)".utf8)))
        let report = try withoutActuallyEscaping(progress) { progress in
            var sink = try StoreSink(
                store, format: "simulated", ratingScale: SimulatedAudience.ratingScale, domain: audience.domain,
                generated: SourceHead(bytes: 0, hash: identity), progress: progress)
            try audience.stream(into: &sink)
            try sink.finish()
            var report = sink.report
            report.seconds = (ContinuousClock.now - started) / .seconds(1)
            return report
        }
        try configure { if $0.datasetName.isEmpty { $0.datasetName = "simulated audience" } }
        return report
    }
}
