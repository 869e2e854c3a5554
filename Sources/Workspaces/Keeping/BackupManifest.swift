import FoundationEssentials

/// What a backup consists of: every file with length and SHA-256, and what was in the store.
public struct BackupManifest: Sendable, Hashable, Codable {
    /// Version of this description.
    public var format: Int
    /// When it was made, ISO 8601 in UTC.
    public var made: String
    public var dataset: String
    public var events: Int
    public var users: Int
    public var items: Int
    /// Names of the models that it holds.
    public var models: [String]
    /// In byte order of their paths.
    public var files: [ModelManifest.File]

    public static let currentFormat = 1
    static let fileName = ModelManifest.fileName
    static let sealName = ModelManifest.sealName

    func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }

    /// Reads a manifest and compares it with its seal.
    static func read(in backup: String) throws -> BackupManifest {
        guard FileSystemCall.isFolder(backup) else {
            throw WorkspaceError(.fileSystem, "there is no backup at \(backup)", advice: "Name the folder that `tastemaker backup` wrote")
        }
        guard FileSystemCall.exists(backup + "/" + fileName), FileSystemCall.exists(backup + "/" + sealName) else {
            throw damaged(backup, "\(fileName) or its seal is missing")
        }
        let data = try DurableFile.read(backup + "/" + fileName)
        guard try DurableFile.read(backup + "/" + sealName) == ModelManifest.seal(of: data) else {
            throw damaged(backup, "\(fileName) does not match its seal")
        }
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data) else {
            throw damaged(backup, "\(fileName) cannot be read")
        }
        guard manifest.format <= currentFormat else {
            throw WorkspaceError(
                .newerFormat, "the backup \(backup) has format \(manifest.format), this program reads up to \(currentFormat)",
                advice: "Update the program")
        }
        return manifest
    }

    /// Compares every file with what was written.
    func verify(in backup: String) throws {
        let present = try BundleFiles.paths(in: backup)
        let expected = files.map(\.path)
        for path in expected where !present.contains(path) { throw BackupManifest.damaged(backup, "\(path) is missing") }
        for path in present where !expected.contains(path) { throw BackupManifest.damaged(backup, "\(path) does not belong to it") }
        for file in files { try BackupManifest.check(backup + "/" + file.path, file, in: backup) }
    }

    static func check(_ path: String, _ file: ModelManifest.File, in backup: String) throws {
        let digest = try FileDigest(ofFile: path)
        if digest.bytes != file.bytes { throw damaged(backup, "\(file.path) has \(digest.bytes) bytes, \(file.bytes) were written") }
        if digest.sha256 != file.sha256 { throw damaged(backup, "\(file.path) has other content than was written") }
    }

    static func damaged(_ backup: String, _ reason: String) -> WorkspaceError {
        WorkspaceError(.damagedBackup, "the backup \(backup) is damaged: \(reason)", advice: "Use another backup; nothing was restored")
    }
}
