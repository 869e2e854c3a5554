import Datasets
import Storage
import StorageSQLite

/// A directory with everything that belongs to one body of data: events, models and configuration.
///
/// What the command line does is a method of this type. Reading needs no lock; whoever writes takes `writerLock`.
///
///     store.sqlite         events, items, users, import ledger
///     service.sqlite       what a running service remembers beside them
///     pseudonyms.key       the key under which ids of users are hashed, where they are
///     models/NAME/         published models
///     models/current       which of them serves
///     configuration.json   what is remembered between commands
public struct Workspace: Sendable {
    public let folder: String
    public let store: any EventStore
    public let models: ModelRegistry
    public private(set) var configuration: WorkspaceConfiguration

    public static let defaultFolder = "./tastemaker-workspace"

    private init(folder: String, configuration: WorkspaceConfiguration) throws {
        self.folder = folder
        self.configuration = configuration
        store = try SQLiteEventStore(path: folder + "/" + Workspace.storeName)
        models = ModelRegistry(folder: folder + "/models")
    }

    /// Opens a workspace.
    ///
    /// - Throws: `WorkspaceError.notAWorkspace` when there is none in `folder`, or `StorageError`.
    public static func open(_ folder: String) throws -> Workspace {
        let path = trimmed(folder)
        let marker = path + "/" + WorkspaceConfiguration.fileName
        guard FileSystemCall.exists(marker) else {
            let reason = FileSystemCall.exists(path) ? "\(path) is not a workspace" : "there is no workspace at \(path)"
            throw WorkspaceError(
                .notAWorkspace, reason,
                advice: "Import data into it with `tastemaker import`, or name another folder with --workspace")
        }
        return try Workspace(folder: path, configuration: .read(marker))
    }

    /// Opens a workspace, or makes one in a folder that is empty or does not exist.
    ///
    /// - Throws: `WorkspaceError.notAWorkspace` when the folder holds something else; it is then untouched.
    public static func openOrCreate(_ folder: String) throws -> Workspace {
        let path = trimmed(folder)
        if FileSystemCall.exists(path + "/" + WorkspaceConfiguration.fileName) { return try open(path) }
        if FileSystemCall.exists(path) {
            let names = FileSystemCall.isFolder(path) ? try FileSystemCall.names(in: path) : ["itself"]
            // What a killed creation may have left is no content.
            guard names.allSatisfy({ $0 == WorkspaceConfiguration.fileName + ".new" }) else {
                throw WorkspaceError(
                    .notAWorkspace, "\(path) holds something else than a workspace",
                    advice: "Name an empty folder, or one that does not exist yet, with --workspace")
            }
        }
        try FileSystemCall.makeFolder(path)
        try FileSystemCall.makeNamesDurable(above: path)
        try WorkspaceConfiguration().write(path + "/" + WorkspaceConfiguration.fileName)
        return try open(path)
    }

    /// The right to write, until it is released.
    ///
    /// - Throws: `WorkspaceError.locked` naming the process that holds it.
    public func writerLock(purpose: String) throws -> WriterLock {
        try WriterLock(file: folder + "/.lock", purpose: purpose)
    }

    /// Replaces the configuration, in memory and on disk.
    public mutating func configure(_ change: (inout WorkspaceConfiguration) -> Void) throws {
        var changed = configuration
        change(&changed)
        guard changed != configuration else { return }
        try changed.write(folder + "/" + WorkspaceConfiguration.fileName)
        configuration = changed
    }

    private static func trimmed(_ folder: String) -> String {
        var path = folder[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
