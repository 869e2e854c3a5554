import Datasets
import FoundationEssentials
import Storage
import StorageSQLite

/// What a running service remembers, as far as a workspace has to care for it.
extension Workspace {
    public static let documentsName = "service.sqlite"
    /// Name and format of the source that holds what a service took in.
    public static let serviceSource = "api"
    static let serviceSourceFormat = "api"

    /// Opens the documents of a service, or makes an empty store of them.
    ///
    /// - Throws: `StorageError`.
    public func documents() throws -> SQLiteServiceStore { try SQLiteServiceStore(path: documentsPath) }

    /// Nil where no service ever ran.
    func documentsIfAny() throws -> SQLiteServiceStore? { FileSystemCall.exists(documentsPath) ? try documents() : nil }

    private var documentsPath: String { folder + "/" + Workspace.documentsName }

    /// The source of what a service takes in.
    public static var serviceSourceDescription: SourceDescription {
        SourceDescription(name: serviceSource, format: serviceSourceFormat)
    }

    // MARK: Backups

    /// Copies the documents as of one moment behind that of the store: what they say of an event, the store may say later.
    func copyDocuments(to draft: String) throws {
        guard let documents = try documentsIfAny() else { return }
        try documents.copy(to: draft + "/" + Workspace.documentsName)
        try FileSystemCall.synchronize(draft + "/" + Workspace.documentsName)
    }

    /// Checks restored documents page by page, and erases from them whoever the restored store knows as erased.
    static func checkDocuments(in draft: String, _ backup: String) throws {
        let path = draft + "/" + documentsName
        guard FileSystemCall.exists(path) else { return }
        let documents = try SQLiteServiceStore(path: path)
        let found = try documents.integrityProblems()
        guard found.isEmpty else { throw BackupManifest.damaged(backup, found.joined(separator: "; ")) }
        try documents.obey(try SQLiteEventStore(path: draft + "/" + storeName).erasures())
        try documents.checkpoint()
    }
}

extension Workspace {
    /// Removes a user from the store and from what a service remembers; see `erase(user:now:)`.
    ///
    /// - Throws: `WorkspaceError.unknownUser` when nothing knows them.
    public func eraseEverywhere(user: UserID, now: () -> Date = { Date() }) throws -> ErasureReceipt {
        let documents = try documentsIfAny()
        let known = try documents.map { try !$0.everything(of: user).isEmpty } ?? false
        var receipt = try erase(user: user, isKnown: known, now: now)
        receipt.documents = try documents?.erase(owner: user) ?? 0
        if let documents { receipt.filesAreClean = try documents.purge() && receipt.filesAreClean }
        return receipt
    }
}
