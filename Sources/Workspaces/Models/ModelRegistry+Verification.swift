import FoundationEssentials

extension ModelRegistry {
    /// Compares every file of a model with the manifest.
    ///
    /// - Returns: the manifest, when every byte is as it was published.
    /// - Throws: `RegistryError` with code `unknown`, `damaged` or `newerFormat`.
    @discardableResult
    public func verify(_ name: String) throws -> ModelManifest {
        let manifest = try self.manifest(of: name)
        let present = try damage(name) { try BundleFiles.paths(in: path(of: name)) }
        let expected = manifest.files.map(\.path)
        for path in expected where !present.contains(path) { throw damaged(name, path, "the file is missing") }
        for path in present where !expected.contains(path) { throw damaged(name, path, "the file was not published with the model") }
        for file in manifest.files {
            try check(FileDigest(ofFile: path(of: name) + "/" + file.path), file, of: name)
        }
        return manifest
    }

    /// The folder of a model, verified.
    public func folder(of name: String) throws -> String {
        try verify(name)
        return path(of: name)
    }

    /// All files of a model by relative path; the bytes that were compared are the bytes returned.
    public func contents(of name: String) throws -> [String: Data] {
        var contents: [String: Data] = [:]
        for file in try manifest(of: name).files {
            let path = path(of: name) + "/" + file.path
            guard FileSystemCall.exists(path) else { throw damaged(name, file.path, "the file is missing") }
            let data = try DurableFile.read(path)
            try check(FileDigest(of: data), file, of: name)
            contents[file.path] = data
        }
        return contents
    }

    /// The manifest of a model, compared with its seal; the other files are not read.
    public func manifest(of name: String) throws -> ModelManifest {
        try require(name)
        let (data, seal) = try damage(name) {
            (
                try DurableFile.read(path(of: name) + "/" + ModelManifest.fileName),
                try DurableFile.read(path(of: name) + "/" + ModelManifest.sealName)
            )
        }
        guard ModelManifest.seal(of: data) == seal else {
            throw damaged(name, ModelManifest.fileName, "it does not match its seal \(ModelManifest.sealName)")
        }
        guard let manifest = try? JSONDecoder().decode(ModelManifest.self, from: data) else {
            throw damaged(name, ModelManifest.fileName, "it cannot be read")
        }
        guard manifest.format <= ModelManifest.currentFormat else {
            throw RegistryError(
                .newerFormat, model: name,
                "model “\(name)” has format \(manifest.format), this program reads up to \(ModelManifest.currentFormat)",
                advice: "Update the program")
        }
        guard manifest.name == name else { throw damaged(name, ModelManifest.fileName, "it belongs to the model “\(manifest.name)”") }
        return manifest
    }

    private func check(_ digest: FileDigest, _ file: ModelManifest.File, of name: String) throws {
        if digest.bytes != file.bytes {
            throw damaged(name, file.path, "it has \(digest.bytes) bytes, \(file.bytes) were published")
        }
        if digest.sha256 != file.sha256 {
            throw damaged(name, file.path, "its SHA-256 is \(digest.sha256.prefix(12))…, \(file.sha256.prefix(12))… was published")
        }
    }

    private func damaged(_ name: String, _ file: String, _ reason: String) -> RegistryError {
        RegistryError(
            .damaged, model: name, "model “\(name)” is damaged: \(file): \(reason)",
            advice: "Go back with `tastemaker models rollback`, or train again")
    }

    /// A file that cannot be read is damage of this model.
    private func damage<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as WorkspaceError { throw damaged(name, ModelManifest.fileName, error.reason) }
    }
}
