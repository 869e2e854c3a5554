import FoundationEssentials
import Glibc

/// The published models of a workspace: one folder each, never changed after it appeared, and a pointer to the one that serves.
///
/// A reader sees a model whole or not at all: it is written under a hidden name, brought to the disk and renamed. A damaged
/// model is refused by name. Several processes may read and publish at once; changes of the pointer take turns.
public struct ModelRegistry: Sendable {
    /// Holds one folder a model.
    public let folder: String
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock; only `ModelManifest.published` reads it.
    public init(folder: String, now: @escaping @Sendable () -> Date = { Date() }) {
        self.folder = folder
        self.now = now
    }

    /// The clock of the registry.
    var time: Date { now() }

    // MARK: Publishing

    /// Publishes a model whose files `write` puts into the folder it is given.
    ///
    /// - Parameters:
    ///   - name: letters, digits, `.`, `_` and `-`; not starting with a dot.
    ///   - facts: short texts for lists.
    /// - Throws: `RegistryError` (`invalidName`, `alreadyPublished`), `WorkspaceError`, or what `write` throws; nothing is then visible.
    @discardableResult
    public func publish(_ name: String, facts: [String: String] = [:], write: (_ folder: String) throws -> Void) throws -> ModelManifest {
        try checkName(name)
        let destination = path(of: name)
        if FileSystemCall.exists(destination) { throw alreadyPublished(name) }
        try FileSystemCall.makeFolder(folder)
        let draft = "\(folder)/\(ModelRegistry.draftPrefix)\(name)-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        do {
            try FileSystemCall.makeFolder(draft, isDurable: false)
            try write(draft)
            let manifest = try seal(draft, name: name, facts: facts)
            if Glibc.rename(draft, destination) != 0 {
                throw errno == ENOTEMPTY || errno == EEXIST ? alreadyPublished(name) : FileSystemCall.error("publish", destination, errno)
            }
            try synchronizeNames(orRemove: destination)
            return manifest
        } catch {
            try? FileSystemCall.remove(draft)
            throw error
        }
    }

    /// Publishes a model given as file names and contents.
    @discardableResult
    public func publish(_ name: String, facts: [String: String] = [:], files: [String: Data]) throws -> ModelManifest {
        try publish(name, facts: facts) { draft in
            for (file, data) in files {
                try FileSystemCall.makeFolder(FileSystemCall.parent(of: draft + "/" + file), isDurable: false)
                try DurableFile.writeAndSynchronize(data, to: draft + "/" + file)
            }
        }
    }

    /// Publishes unless a model of that name with these very files is there already, as after a kill behind the publishing.
    func publishOnce(_ name: String, facts: [String: String], files: [String: Data]) throws {
        guard holds(name, files) else { return _ = try publish(name, facts: facts, files: files) }
        try FileSystemCall.synchronize(folder)
    }

    /// Whether a model is there, whole, and consists of these files.
    func holds(_ name: String, _ files: [String: Data]) -> Bool {
        (try? contents(of: name)).map { $0 == files } ?? false
    }

    /// What the disk refused to keep must not be taken for published by whoever comes next.
    private func synchronizeNames(orRemove model: String) throws {
        do { try FileSystemCall.synchronize(folder) } catch {
            try? FileSystemCall.remove(model)
            throw error
        }
    }

    /// Writes the manifest and its seal, and brings everything to the disk.
    private func seal(_ draft: String, name: String, facts: [String: String]) throws -> ModelManifest {
        var files: [ModelManifest.File] = []
        for path in try BundleFiles.paths(in: draft) {
            let digest = try FileDigest(ofFile: draft + "/" + path)
            files.append(ModelManifest.File(path: path, bytes: digest.bytes, sha256: digest.sha256))
            try FileSystemCall.synchronize(draft + "/" + path)
        }
        let manifest = ModelManifest(
            format: ModelManifest.currentFormat, name: name, published: now().ISO8601Format(), facts: facts, files: files)
        let data = try manifest.encoded()
        try DurableFile.writeAndSynchronize(data, to: draft + "/" + ModelManifest.fileName)
        try DurableFile.writeAndSynchronize(ModelManifest.seal(of: data), to: draft + "/" + ModelManifest.sealName)
        for folder in try BundleFiles.folders(in: draft) { try FileSystemCall.synchronize(folder) }
        return manifest
    }

    /// Removes what killed publishers left behind.
    func removeDrafts() throws {
        guard FileSystemCall.exists(folder) else { return }
        for name in try FileSystemCall.names(in: folder) where name.hasPrefix(ModelRegistry.draftPrefix) {
            // The name ends with the process and a random number; a process that lives is still writing.
            let parts = name.split(separator: "-")
            if let process = parts.dropLast().last.flatMap({ Int32($0) }), kill(process, 0) == 0 || errno == EPERM { continue }
            try FileSystemCall.remove(folder + "/" + name)
        }
    }

    // MARK: Names

    private static let draftPrefix = ".draft-"

    func path(of name: String) -> String { folder + "/" + name }

    /// The first free name `prefix-1`, `prefix-2` and so on.
    public func freeName(_ prefix: String) -> String {
        var number = 1
        while FileSystemCall.exists(path(of: "\(prefix)-\(number)")) { number += 1 }
        return "\(prefix)-\(number)"
    }

    /// The last of the names `prefix-1`, `prefix-2` and so on, if that model consists of these files.
    func latest(_ prefix: String, holding files: [String: Data]) -> String? {
        guard let last = freeName(prefix).split(separator: "-").last.flatMap({ Int($0) }), last > 1 else { return nil }
        let name = "\(prefix)-\(last - 1)"
        return holds(name, files) ? name : nil
    }

    /// Names of all published models in byte order, damaged ones included.
    public func names() throws -> [String] {
        guard FileSystemCall.exists(folder) else { return [] }
        return try FileSystemCall.names(in: folder).filter { !$0.hasPrefix(".") && FileSystemCall.isFolder(path(of: $0)) }
    }

    func checkName(_ name: String) throws {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, !name.isEmpty, name.utf8.count <= 100, !name.hasPrefix("."), name != ModelPointer.fileName else {
            throw RegistryError(
                .invalidName, model: name, "“\(name)” cannot be the name of a model",
                advice: "Use up to 100 letters, digits, dots, underscores and hyphens, not starting with a dot")
        }
    }

    func require(_ name: String) throws {
        try checkName(name)
        guard FileSystemCall.isFolder(path(of: name)) else {
            let known = try names()
            throw RegistryError(
                .unknown, model: name, "there is no model “\(name)”",
                advice: known.isEmpty ? "Train one with `tastemaker train`" : "Known models: \(known.joined(separator: ", "))")
        }
    }

    private func alreadyPublished(_ name: String) -> RegistryError {
        RegistryError(
            .alreadyPublished, model: name, "a model “\(name)” exists already", advice: "Choose another name; models are never overwritten")
    }
}
