import Crypto
import Datasets
import FoundationEssentials
import Glibc

/// Stands-in for users' ids: HMAC-SHA-256 under a key that lies beside the database and in no backup.
///
/// Whoever has the database without the key can neither read the ids nor test a guess. Whoever loses the key can no longer find
/// people by the ids that the outside world uses.
public struct UserPseudonyms: Sendable {
    public static let fileName = "pseudonyms.key"
    private let key: SymmetricKey

    /// - Parameter key: 32 bytes.
    public init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// 32 hexadecimal digits: 128 bits, enough that nobody shares one by chance.
    public func pseudonym(of user: UserID) -> UserID {
        let code = HMAC<SHA256>.authenticationCode(for: Array(user.rawValue.utf8), using: key)
        return UserID(FileDigest.hexadecimal(Array(code.prefix(16))))
    }

    /// Reads the key of a workspace; nil when its ids are as the outside world writes them.
    ///
    /// - Throws: `WorkspaceError.configuration` when the file is not what was written, or others may read it.
    public static func read(in folder: String) throws -> UserPseudonyms? {
        let path = folder + "/" + fileName
        guard FileSystemCall.exists(path) else { return nil }
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & 0o077 == 0 else {
            throw WorkspaceError(.configuration, "\(path) may be read by others", advice: "Give it the mode 600")
        }
        let data = try DurableFile.read(path)
        guard data.count == 32 else {
            throw WorkspaceError(.configuration, "\(path) has \(data.count) bytes instead of 32", advice: "Restore it from a copy")
        }
        return UserPseudonyms(key: Array(data))
    }

    /// Reads the key, or makes one.
    public static func readOrCreate(in folder: String, key: [UInt8] = UserPseudonyms.randomKey()) throws -> UserPseudonyms {
        if let known = try read(in: folder) { return known }
        let draft = folder + "/" + fileName + ".new"
        try FileSystemCall.remove(draft)
        // Never readable by others, not even before it has content.
        try FileSystemCall.withFile(draft, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600, operation: "write") { _ in }
        try DurableFile.writeAndSynchronize(Data(key), to: draft)
        try FileSystemCall.rename(draft, to: folder + "/" + fileName)
        try FileSystemCall.synchronize(folder)
        return UserPseudonyms(key: key)
    }

    /// A key that nobody can guess.
    public static func randomKey() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
}

extension Workspace {
    /// How the ids of users are hashed here; nil when they are not.
    public func pseudonyms() throws -> UserPseudonyms? { try UserPseudonyms.read(in: folder) }

    /// The id under which a user is stored whom the outside world calls so.
    public func user(called id: String) throws -> UserID {
        let user = UserID(id)
        return try pseudonyms()?.pseudonym(of: user) ?? user
    }
}
