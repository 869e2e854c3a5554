import Datasets
import Storage

/// What is to be imported.
public struct ImportRequest: Sendable {
    public var format: ImportFormat
    /// What columns mean, where the format is `mapping`.
    public var mapping: Mapping?
    /// Folders or files, one after the other.
    public var paths: [String]
    /// Files with what is known about items.
    public var attributes: [String]
    /// Nil leaves what the workspace has.
    public var timeResolution: TimeResolution?
    /// Printed beside figures; nil takes the name of the first path, if the workspace has none yet.
    public var datasetName: String?
    public var options: ImportOptions
    /// Bytes of memory that the import may need by its estimate; nil for `MemoryLimit.standard()`.
    public var memoryLimit: Int?
    /// Whether users' ids are hashed under a key of the workspace; once so, always so.
    public var isPseudonymous = false

    public init(
        format: ImportFormat, paths: [String], attributes: [String] = [], timeResolution: TimeResolution? = nil, datasetName: String? = nil,
        options: ImportOptions = ImportOptions(), memoryLimit: Int? = nil
    ) {
        self.format = format
        self.paths = paths
        self.attributes = attributes
        self.timeResolution = timeResolution
        self.datasetName = datasetName
        self.options = options
        self.memoryLimit = memoryLimit
    }

    /// Tables that a mapping explains.
    public init(
        mapping: Mapping, paths: [String], attributes: [String] = [], timeResolution: TimeResolution? = nil, datasetName: String? = nil,
        options: ImportOptions = ImportOptions(), memoryLimit: Int? = nil
    ) {
        self.init(
            format: .mapping, paths: paths, attributes: attributes, timeResolution: timeResolution,
            datasetName: datasetName ?? mapping.name, options: options, memoryLimit: memoryLimit)
        self.mapping = mapping
    }

    /// One importer for each path.
    public var importers: [any Importer] {
        paths.map { path in
            guard let mapping else { return format.importer(path: path, attributes: attributes, options: options) }
            let main = MappedImporter(mapping: mapping, path: path, options: options)
            return attributes.isEmpty ? main : AttributedImporter(main, attributes: attributes, options: options)
        }
    }
}

/// Corrects the estimate of an import when its first part is done.
private struct ImportWatch {
    let first: StepEstimate
    private let sample: ImportSample
    private let time: TimeEstimate
    private var watch: StepWatch

    init(_ sample: ImportSample, clock: @escaping @Sendable () -> Double) {
        let started = clock()
        self.sample = sample
        time = TimeEstimate(speed: MachineSpeed.measure(clock: clock))
        first = StepEstimate(memory: .importing(sample), seconds: time.importing(sample))
        watch = StepWatch(first, started: started, clock: clock)
    }

    /// Once, when a tenth is done and four batches at least.
    mutating func refined(eventsDone: Int) -> StepEstimate? {
        let (done, all) = (Double(eventsDone), sample.events)
        guard !watch.isRefined, done >= max(65_536, all / 10), done < all else { return nil }
        return watch.refine(remaining: watch.elapsed / done * (all - done) + time.indexing(sample, after: done))
    }

    var cost: StepCost { watch.cost(first: first) }
}

extension Workspace {
    /// Reads files into the store.
    ///
    /// Rows are committed in batches together with the position reached: after a kill the same call goes on where it stopped,
    /// and a row is never stored twice. A row that cannot be used is reported and costs nothing else.
    /// - Throws: `ImportError`, `StorageError` or `WorkspaceError` (`tooMuchMemory` before anything is read); what was committed stays.
    public mutating func importFiles(_ request: ImportRequest, progress: (ImportProgress) -> Void = { _ in }) throws -> [ImportReport] {
        guard !request.paths.isEmpty else {
            throw WorkspaceError(.configuration, "no path was given", advice: "Name the folder or file with --from")
        }
        if request.isPseudonymous { try demandPseudonyms() }
        var watch = ImportWatch(Workspace.sample(request), clock: Workspace.secondsPassed)
        progress(ImportProgress(estimate: watch.first))
        try watch.first.memory.check(limit: request.memoryLimit ?? MemoryLimit.standard())
        var reports: [ImportReport] = []
        for importer in request.importers {
            let before = reports.reduce(0) { $0 + $1.events + $1.known }
            reports.append(
                try importAll(from: importer) {
                    var told = $0
                    told.estimate = watch.refined(eventsDone: before + $0.events + $0.known)
                    progress(told)
                })
        }
        reports[reports.count - 1].cost = watch.cost
        try configure { configuration in
            if let resolution = request.timeResolution { configuration.timeResolution = resolution }
            if let name = request.datasetName { configuration.datasetName = name }
            if configuration.datasetName.isEmpty { configuration.datasetName = Workspace.datasetName(ofPath: request.paths[0]) }
        }
        return reports
    }

    /// Reads whatever an importer finds into the store, as `importFiles` does.
    public func importAll(from importer: any Importer, progress: (ImportProgress) -> Void = { _ in }) throws -> ImportReport {
        if let archive = importer as? ArchiveImporter {
            return try withoutActuallyEscaping(progress) { try importArchive(archive, progress: $0) }
        }
        let lock = try writerLock(purpose: "importing \(importer.format.rawValue)")
        defer { withExtendedLifetime(lock) {} }
        try DiskReserve.demand(configuration.reservedBytes, in: folder, before: "the import")
        let started = ContinuousClock.now
        return try withoutActuallyEscaping(progress) { progress in
            var sink = try StoreSink(store, importer: importer, progress: progress)
            sink.demandRoom = { [folder, configuration] in
                try DiskReserve.demand(configuration.reservedBytes, in: folder, before: "the next batch")
            }
            if let pseudonyms = try pseudonyms() {
                var hashing = PseudonymousSink(sink, pseudonyms)
                defer { sink = hashing.base }
                try importer.run(into: &hashing)
            } else {
                try importer.run(into: &sink)
            }
            try sink.finish()
            var report = sink.report
            report.seconds = (ContinuousClock.now - started) / .seconds(1)
            return report
        }
    }

    /// Makes the key under which ids are hashed; not in a workspace that holds ids as they were written.
    ///
    /// - Throws: `WorkspaceError.configuration` for a workspace that does, `StorageError`.
    package func demandPseudonyms() throws {
        guard try pseudonyms() == nil else { return }
        guard try store.counts().users == 0 else {
            throw WorkspaceError(
                .configuration, "\(folder) holds ids as they were written", advice: "Import with pseudonyms into a new workspace")
        }
        _ = try UserPseudonyms.readOrCreate(in: folder)
    }

    /// "ml-1m" for "../data/ml-1m/", "Beauty" for "Beauty.txt.gz".
    static func datasetName(ofPath path: String) -> String {
        let parts = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
        let last = parts.last.map(String.init) ?? "data"
        return last.split(separator: ".", omittingEmptySubsequences: true).first.map(String.init) ?? last
    }
}
