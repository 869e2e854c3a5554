import Crypto
import FoundationEssentials

/// Which model serves, and which served before it; one small file, sealed, replaced by rename, with a copy beside it.
///
/// Without a seal, one flipped bit in a name could let another model serve and nobody would notice.
struct ModelPointer: Equatable {
    var current: String
    /// Latest first, without repetition and without `current`.
    var previous: [String]
    /// Why the pointer was read from its copy; nil when all is well.
    var damage: RegistryError?

    static let fileName = "current"
    /// No model can have this name. After a kill between the two writings it is one promotion behind.
    static let copyName = ".current.copy"

    init(current: String, previous: [String]) {
        self.current = current
        self.previous = previous
    }

    mutating func promote(_ name: String) {
        guard name != current else { return }
        previous = [current] + previous.filter { $0 != name && $0 != current }
        current = name
    }

    // MARK: On disk

    private struct Content: Codable {
        var current: String
        var previous: [String]
        /// Absent in files of the first version.
        var sha256: String?

        var seal: String { FileDigest(of: Data(([current] + previous).joined(separator: "\n").utf8)).sha256 }
    }

    /// Nil when no model was ever promoted.
    ///
    /// - Throws: `RegistryError.noneServes` when both the file and its copy are damaged.
    static func read(in folder: String) throws -> ModelPointer? {
        let (path, copy) = (folder + "/" + fileName, folder + "/" + copyName)
        guard FileSystemCall.exists(path) || FileSystemCall.exists(copy) else { return nil }
        do { return try read(file: path) } catch let error as RegistryError {
            guard var pointer = try? read(file: copy) else { throw error }
            pointer.damage = error
            return pointer
        }
    }

    private static func read(file path: String) throws -> ModelPointer {
        do {
            let content = try JSONDecoder().decode(Content.self, from: DurableFile.read(path))
            guard content.sha256 ?? content.seal == content.seal else { throw damaged(path, "it does not match its own seal") }
            return ModelPointer(current: content.current, previous: content.previous)
        } catch let error as WorkspaceError {
            throw damaged(path, error.reason)
        } catch is DecodingError {
            throw damaged(path, "it cannot be read")
        }
    }

    private static func damaged(_ path: String, _ reason: String) -> RegistryError {
        RegistryError(
            .noneServes, "\(path), which says what model serves, is damaged: \(reason)",
            advice: "Name the model that shall serve with `tastemaker models promote NAME`")
    }

    func write(in folder: String) throws {
        var content = Content(current: current, previous: previous)
        content.sha256 = content.seal
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let data = try encoder.encode(content) + Data("\n".utf8)
        try DurableFile.write(data, to: folder + "/" + ModelPointer.fileName)
        try DurableFile.write(data, to: folder + "/" + ModelPointer.copyName)
    }
}
