import Datasets
import FoundationEssentials
import Storage
import StorageSQLite

/// What an erasure did, and what it could not reach. It does not say who was erased.
public struct ErasureReceipt: Sendable, Codable {
    /// A model that was trained before.
    public struct Model: Sendable, Codable {
        public var name: String
        /// ISO 8601 in UTC.
        public var published: String
        public var serves: Bool
    }

    /// The entry in the erasure ledger: a keyed hash of the id, 64 hexadecimal digits.
    public var entry: String
    /// ISO 8601 in UTC.
    public var time: String
    /// Events removed from the store.
    public var events: Int
    /// Removed events by source.
    public var sources: [String: Int]
    /// Whether something was known about the user beside events.
    public var wasDescribed: Bool
    /// Documents of a service that were removed.
    public var documents = 0
    /// Whether no copy remains in the store's files; false while somebody reads an earlier state.
    public var filesAreClean: Bool
    /// Unfinished trainings whose checkpoints were removed.
    public var trainingsRemoved: Int
    /// Trainings that are running with the data of before: end them, or train again afterwards.
    public var trainingsRunning: [String]
    /// Models that may have learned from the user: their weights stay as they are until they are trained again.
    public var models: [Model]
    /// Backups that hold the user until they are removed.
    public var backups: [KnownBackup]
    public var seconds: Double
}

extension Workspace {
    /// Removes a user at once from everything that can be read, and keeps them out from then on.
    ///
    /// Answers, the next training, and every import and restore over this workspace obey. What cannot be undone is named.
    /// - Parameter isKnown: whether somebody else knows the user, such as a service by its documents.
    /// - Throws: `WorkspaceError.unknownUser` when neither the store nor the ledger knows them; `StorageError`.
    public func erase(user: UserID, isKnown: Bool = false, now: () -> Date = { Date() }) throws -> ErasureReceipt {
        let started = ContinuousClock.now
        let date = now()
        let events = try store.events(of: user)
        let wasDescribed = try store.attributes(of: user) != nil
        let ledger = try store.erasures()
        guard isKnown || !events.isEmpty || wasDescribed || ledger.contains(user) else {
            throw WorkspaceError(
                .unknownUser, "there is no user “\(user)” in \(folder), and none was erased",
                advice: "Check the id as the imported file writes it")
        }
        let removed = try store.erase(user: user, at: Timestamp(seconds: Int64(date.timeIntervalSince1970.rounded(.down))))
        let trainings = try removeTrainings()
        return ErasureReceipt(
            entry: FileDigest.hexadecimal(try store.erasures().hash(of: user)), time: date.ISO8601Format(), events: removed,
            sources: Dictionary(events.map { ($0.source.file, 1) }, uniquingKeysWith: +), wasDescribed: wasDescribed,
            filesAreClean: try (store as? SQLiteEventStore)?.purge() ?? true, trainingsRemoved: trainings.removed,
            trainingsRunning: trainings.running, models: try removed > 0 ? erasureModels() : [], backups: try knownBackups(),
            seconds: (ContinuousClock.now - started) / .seconds(1))
    }

    /// Takes a user off the erasure ledger, so that an import may bring them again.
    ///
    /// Rows that were passed over are not read again by themselves: the file has to come under another name, or into a new workspace.
    /// - Throws: `WorkspaceError.unknownUser` when the ledger does not know them.
    public func forgetErasure(of user: UserID) throws {
        guard try store.forgetErasure(of: user) else {
            throw WorkspaceError(.unknownUser, "“\(user)” was not erased from \(folder)", advice: "Check the id; nothing was changed")
        }
    }

    /// Every model counts: which users one has learned from is written nowhere, and that is as it should be.
    private func erasureModels() throws -> [ErasureReceipt.Model] {
        let serving = try? models.serving().name
        return try models.names().map { name in
            let manifest = try? models.manifest(of: name)
            return ErasureReceipt.Model(name: name, published: manifest?.published ?? "", serves: name == serving)
        }
    }

    /// Checkpoints belong to data that is no more, so nobody can go on with them.
    private func removeTrainings() throws -> (removed: Int, running: [String]) {
        let trainings = folder + "/training"
        guard FileSystemCall.isFolder(trainings) else { return (0, []) }
        var removed = 0
        var running: [String] = []
        for name in try FileSystemCall.names(in: trainings) {
            do {
                let lock = try WriterLock(file: "\(trainings)/\(name)/.lock", purpose: "erasing a user")
                try FileSystemCall.remove("\(trainings)/\(name)")
                withExtendedLifetime(lock) {}
                removed += 1
            } catch let error as WorkspaceError where error.code == .locked { running.append(name) }
        }
        return (removed, running)
    }
}
