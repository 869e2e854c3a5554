import FoundationEssentials
import Storage
import StorageSQLite

/// A backup that was restored.
public struct RestoreReport: Sendable, Codable {
    public var workspace: String
    /// When the backup was made.
    public var made: String
    public var events: Int
    public var users: Int
    public var models: Int
    /// Users of the backup who had been erased since, and were erased again.
    public var erasedAgain: Int
    /// Where the workspace that was replaced lies now; nil when there was none.
    public var replaced: String?
    public var seconds: Double
}

extension Workspace {
    static let storeName = "store.sqlite"

    static func counts(ofStore path: String) throws -> StoreCounts { try SQLiteEventStore(path: path).counts() }

    /// Makes a workspace of a backup.
    ///
    /// Every file is compared with the manifest before and after it is copied, the store is checked page by page, and only then
    /// does the workspace appear. Where it replaces another, that one's erasure ledger is obeyed first: whoever was erased there
    /// is erased in the restored one, and stays so. Models are restored as they are; the receipt of an erasure names those that
    /// may have learned from the user.
    /// - Parameters:
    ///   - path: a folder that does not exist, or a workspace if it may be replaced.
    ///   - replacing: whether a workspace at `path` is replaced; it is kept under another name.
    /// - Throws: `WorkspaceError` (`damagedBackup`, `newerFormat`, `notAWorkspace`, `locked`), `StorageError`; nothing is changed then.
    public static func restore(
        from backup: String, to path: String, replacing: Bool = false, now: () -> Date = { Date() }
    ) throws -> RestoreReport {
        let started = ContinuousClock.now
        let (backup, path) = (FileCopy.trimmed(backup), FileCopy.trimmed(path))
        let manifest = try BackupManifest.read(in: backup)
        try manifest.verify(in: backup)
        let predecessor = try predecessor(at: path, replacing: replacing)
        let lock = try predecessor?.writerLock(purpose: "being replaced by a backup")
        defer { withExtendedLifetime(lock) {} }
        let draft = FileCopy.draft(of: path, for: "restoring")
        do {
            try FileSystemCall.makeFolder(draft)
            try FileCopy.files(manifest.files.map(\.path), from: backup, to: draft)
            for file in manifest.files { try BackupManifest.check(draft + "/" + file.path, file, in: backup) }
            let (counts, erased) = try checkStore(draft + "/" + storeName, manifest, backup, ledger: predecessor?.store.erasures())
            try checkDocuments(in: draft, backup)
            // Erasures go on naming the backups that the predecessor knew of, and ids go on being hashed under its key.
            if predecessor != nil {
                let kept = [backupsName, UserPseudonyms.fileName].filter { FileSystemCall.exists(path + "/" + $0) }
                try FileCopy.files(kept, from: path, to: draft)
            }
            try FileCopy.synchronizeFolders(draft)
            let replaced = try predecessor.map { _ in "\(path).replaced-\(try stamp(now()))" }
            if let replaced { try FileSystemCall.rename(path, to: replaced) }
            try FileSystemCall.rename(draft, to: path)
            try FileSystemCall.synchronize(FileSystemCall.parent(of: path))
            return RestoreReport(
                workspace: path, made: manifest.made, events: counts.events, users: counts.users, models: manifest.models.count,
                erasedAgain: erased, replaced: replaced, seconds: (ContinuousClock.now - started) / .seconds(1))
        } catch {
            try? FileSystemCall.remove(draft)
            throw error
        }
    }

    /// The workspace that the restored one stands in for.
    private static func predecessor(at path: String, replacing: Bool) throws -> Workspace? {
        guard FileSystemCall.exists(path) else { return nil }
        let isEmpty = FileSystemCall.isFolder(path) ? try FileSystemCall.names(in: path).isEmpty : false
        if isEmpty {
            try FileSystemCall.remove(path)
            return nil
        }
        guard replacing else {
            throw WorkspaceError(
                .notAWorkspace, "\(path) exists already",
                advice: "Name a folder that does not exist, or replace the workspace with --replace, which keeps it under another name")
        }
        return try open(path)
    }

    private static func checkStore(
        _ path: String, _ manifest: BackupManifest, _ backup: String, ledger: ErasureLedger?
    ) throws -> (counts: StoreCounts, erased: Int) {
        let store = try SQLiteEventStore(path: path)
        let found = try store.integrityProblems()
        guard found.isEmpty else { throw BackupManifest.damaged(backup, found.joined(separator: "; ")) }
        let counts = try store.counts()
        guard counts.events == manifest.events, counts.users == manifest.users else {
            throw BackupManifest.damaged(backup, "its store has \(counts.events) events, its manifest says \(manifest.events)")
        }
        let erased = try ledger.map { try store.obey($0) } ?? 0
        try store.checkpoint()
        return (try store.counts(), erased)
    }

    /// "20261121T081000Z", for names of files.
    private static func stamp(_ date: Date) throws -> String {
        String(date.ISO8601Format().filter { $0 != "-" && $0 != ":" })
    }
}
