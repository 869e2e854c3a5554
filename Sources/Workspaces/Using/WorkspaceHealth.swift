import Datasets
import Glibc
import Storage
import Tensors

/// What `doctor` prints about the machine.
public struct MachineReport: Sendable, Codable {
    /// Instruction set extensions that the kernels look for.
    public var cpuFeatures: String
    /// The kernels in use, and all that this machine can run.
    public var kernels: String
    public var availableKernels: [String]
    public var cores: Int
    /// Bytes of memory, in all and free for use.
    public var memoryBytes: Int
    public var availableMemoryBytes: Int

    public init() {
        cpuFeatures = CPUFeatures.description
        kernels = KernelLevel.active.rawValue
        availableKernels = KernelLevel.available.map(\.rawValue)
        cores = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        memoryBytes = Int(sysconf(Int32(_SC_PHYS_PAGES))) * page
        availableMemoryBytes = MachineReport.available() ?? Int(sysconf(Int32(_SC_AVPHYS_PAGES))) * page
    }

    /// What the kernel could give without swapping.
    private static func available() -> Int? {
        guard let file = fopen("/proc/meminfo", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
            guard text.hasPrefix("MemAvailable:") else { continue }
            return text.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 * 1024 }
        }
        return nil
    }
}

/// What `doctor` prints about a workspace.
public struct WorkspaceHealth: Sendable, Codable {
    public var folder: String
    public var dataset: String
    public var counts: StoreCounts
    public var sources: [SourceRecord]
    public var freeBytes: Int
    /// Name of the model that serves; nil when none does.
    public var serving: String?
    public var models: Int
    /// Everything that is wrong, each with what to do; empty when all is well.
    public var problems: [String]
    /// What deserves attention and is no fault.
    public var notes: [String]
}

extension Workspace {
    /// Reads everything once and says what is wrong; changes nothing.
    public func health() throws -> WorkspaceHealth {
        var health = WorkspaceHealth(
            folder: folder, dataset: configuration.datasetName, counts: StoreCounts(), sources: [], freeBytes: Workspace.freeBytes(folder),
            serving: nil, models: 0, problems: [], notes: [])
        health.problems = try store.integrityProblems().map { "store: \($0)" }
        if let documents = try documentsIfAny() { health.problems += try documents.integrityProblems().map { "service: \($0)" } }
        guard health.problems.isEmpty else { return health }
        health.counts = try store.counts()
        health.sources = try store.sources()
        // What a service takes in never ends.
        for source in health.sources where !source.isComplete && source.description.format != Workspace.serviceSourceFormat {
            health.notes.append("\(source.description.name) was not read to its end: run the same import again to go on")
        }
        if health.counts.events == 0 { health.notes.append("there are no events yet: import some with `tastemaker import`") }
        try checkModels(&health)
        let unfinished = (try? FileSystemCall.names(in: folder + "/training").count) ?? 0
        if unfinished > 0 {
            health.notes.append(
                "\(unfinished) trainings were not finished: the same commands go on with them; else remove \(folder)/training")
        }
        if health.freeBytes < 1 << 30 { health.notes.append("less than 1 GiB is free on the disk") }
        return health
    }

    private func checkModels(_ health: inout WorkspaceHealth) throws {
        let names = try models.names()
        health.models = names.count
        for name in names {
            do { try models.verify(name) } catch let error as RegistryError { health.problems.append(error.description) }
        }
        do {
            let serving = try models.serving()
            health.serving = serving.name
            // Damaged models are in the list already; what is left is the pointer.
            health.problems += serving.refused.filter { $0.code == .noneServes }.map(\.description)
        } catch let error as RegistryError where error.code == .nonePromoted {
            health.notes.append("no model serves yet: train one with `tastemaker train`")
        } catch let error as RegistryError {
            health.problems.append(error.description)
        }
    }

    private static func freeBytes(_ folder: String) -> Int {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return 0 }
        return Int(status.f_bavail) * Int(status.f_frsize)
    }
}
