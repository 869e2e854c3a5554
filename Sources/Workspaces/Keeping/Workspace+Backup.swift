import FoundationEssentials
import Storage

/// A backup that was made.
public struct BackupReport: Sendable, Codable {
    public var path: String
    public var manifest: BackupManifest
    public var bytes: Int
    /// Damaged models that were left out.
    public var refused: [String]
    public var seconds: Double
}

extension Workspace {
    /// Copies stores, models and configuration into a new folder, while others may write.
    ///
    /// The store is copied as of one moment; the folder appears whole or not at all, with length and SHA-256 of every file. It
    /// holds people's data as they are: whoever is erased later stays in it until it is removed, and is erased again when it is
    /// restored over this workspace.
    /// - Parameter path: a folder that does not exist.
    /// - Throws: `WorkspaceError`, `StorageError`; nothing is then left at `path`.
    public func backUp(to path: String, now: () -> Date = { Date() }) throws -> BackupReport {
        let started = ContinuousClock.now
        let path = FileCopy.trimmed(path)
        guard !FileSystemCall.exists(path) else {
            throw WorkspaceError(
                .configuration, "\(path) exists already", advice: "Name a folder that does not exist; backups are never overwritten")
        }
        guard let store = store as? any CopyableEventStore else {
            throw WorkspaceError(
                .configuration, "the store \(self.store.name) cannot be copied", advice: "Export it with `tastemaker export`")
        }
        let draft = FileCopy.draft(of: path, for: "draft")
        do {
            try FileSystemCall.makeFolder(draft)
            let (models, refused) = try copyModels(to: draft)
            try store.copy(to: draft + "/" + Workspace.storeName)
            try FileSystemCall.synchronize(draft + "/" + Workspace.storeName)
            try copyDocuments(to: draft)
            try FileCopy.files([WorkspaceConfiguration.fileName], from: folder, to: draft)
            let manifest = try seal(draft, models: models, made: now())
            try noteBackup(path, made: manifest.made)
            try FileSystemCall.rename(draft, to: path)
            try FileSystemCall.synchronize(FileSystemCall.parent(of: path))
            return BackupReport(
                path: path, manifest: manifest, bytes: manifest.files.reduce(0) { $0 + $1.bytes }, refused: refused,
                seconds: (ContinuousClock.now - started) / .seconds(1))
        } catch {
            try? FileSystemCall.remove(draft)
            throw error
        }
    }

    /// The pointer first: what it names was published before, so it is among the models that are listed after.
    private func copyModels(to draft: String) throws -> (names: [String], refused: [String]) {
        if FileSystemCall.exists(models.folder + "/" + ModelPointer.fileName) {
            try FileCopy.files(["models/" + ModelPointer.fileName], from: folder, to: draft)
        }
        var copied: [String] = []
        var refused: [String] = []
        for name in try models.names() {
            do {
                let manifest = try models.verify(name)
                let files = manifest.files.map(\.path) + [ModelManifest.fileName, ModelManifest.sealName]
                try FileCopy.files(files.map { "models/\(name)/\($0)" }, from: folder, to: draft)
                copied.append(name)
            } catch let error as RegistryError { refused.append(error.description) }
        }
        return (copied, refused)
    }

    /// Counts what was copied, not what is there by now.
    private func seal(_ draft: String, models: [String], made: Date) throws -> BackupManifest {
        let counts = try Workspace.counts(ofStore: draft + "/" + Workspace.storeName)
        var files: [ModelManifest.File] = []
        for path in try BundleFiles.paths(in: draft) {
            let digest = try FileDigest(ofFile: draft + "/" + path)
            files.append(ModelManifest.File(path: path, bytes: digest.bytes, sha256: digest.sha256))
        }
        let manifest = BackupManifest(
            format: BackupManifest.currentFormat, made: made.ISO8601Format(), dataset: configuration.datasetName, events: counts.events,
            users: counts.users, items: counts.items, models: models, files: files)
        let data = try manifest.encoded()
        try DurableFile.writeAndSynchronize(data, to: draft + "/" + BackupManifest.fileName)
        try DurableFile.writeAndSynchronize(ModelManifest.seal(of: data), to: draft + "/" + BackupManifest.sealName)
        try FileCopy.synchronizeFolders(draft)
        return manifest
    }
}

// MARK: Where backups went

/// A backup that this workspace knows of; it may be gone by now.
public struct KnownBackup: Sendable, Hashable, Codable {
    public var path: String
    /// ISO 8601 in UTC.
    public var made: String
}

extension Workspace {
    static let backupsName = "backups.json"

    /// Backups that were made, oldest first; those that can be seen to be gone are left out.
    public func knownBackups() throws -> [KnownBackup] {
        let path = folder + "/" + Workspace.backupsName
        guard FileSystemCall.exists(path) else { return [] }
        let all = (try? JSONDecoder().decode([KnownBackup].self, from: DurableFile.read(path))) ?? []
        return all.filter { FileSystemCall.exists($0.path) }
    }

    /// Noted before the backup appears, so that an erasure can always name it.
    private func noteBackup(_ path: String, made: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let all = try knownBackups().filter { $0.path != path } + [KnownBackup(path: Workspace.absolute(path), made: made)]
        try DurableFile.write(encoder.encode(all) + Data("\n".utf8), to: folder + "/" + Workspace.backupsName)
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}
