import Glibc

/// The files of a bundle on disk.
enum BundleFiles {
    /// Relative paths of all files but manifest and seal, in byte order.
    ///
    /// - Throws: `RegistryError.damaged` for anything that is neither file nor folder, such as a link that leads elsewhere.
    static func paths(in bundle: String) throws -> [String] {
        var paths: [String] = []
        try walk(bundle, "") { path, isFolder in if !isFolder { paths.append(path) } }
        return paths.filter { $0 != ModelManifest.fileName && $0 != ModelManifest.sealName }
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The bundle and all folders in it, innermost first.
    static func folders(in bundle: String) throws -> [String] {
        var folders: [String] = []
        try walk(bundle, "") { path, isFolder in if isFolder { folders.append(bundle + "/" + path) } }
        return folders.reversed() + [bundle]
    }

    private static func walk(_ bundle: String, _ prefix: String, _ visit: (String, Bool) -> Void) throws {
        for name in try FileSystemCall.names(in: prefix.isEmpty ? bundle : bundle + "/" + prefix) {
            let path = prefix.isEmpty ? name : prefix + "/" + name
            var status = stat()
            try FileSystemCall.check("read", bundle + "/" + path) { Int(lstat(bundle + "/" + path, &status)) }
            switch status.st_mode & S_IFMT {
            case S_IFREG: visit(path, false)
            case S_IFDIR:
                visit(path, true)
                try walk(bundle, path, visit)
            default:
                throw RegistryError(
                    .damaged, "\(bundle)/\(path) is neither a file nor a folder", advice: "Remove it; a bundle consists of plain files")
            }
        }
    }
}
