#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a folder that an importer can use, plain, gzip or zstd.
struct FolderListing {
    let path: String
    let names: [String]

    /// - Throws: `ImportError.Code.missingFile` when there is nothing, `.wrongFolder` when it is a file.
    init(_ path: String, format: ImportFormat, expected: [String]) throws(ImportError) {
        guard let folder = opendir(path) else {
            guard errno == ENOTDIR else { throw ImportError.cannotOpen(path, errorNumber: errno) }
            throw ImportError(
                .wrongFolder, file: path, reason: "this is a file, \(format.rawValue) is a folder of files",
                advice: "Name the folder that holds \(expected.joined(separator: ", "))")
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        self.path = path
        self.names = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The path of `name`, `name.gz` or `name.zst`; nil when none is there.
    func find(_ name: String) -> String? {
        for candidate in [name, name + ".gz", name + ".zst"] where names.contains(candidate) {
            return path.hasSuffix("/") ? path + candidate : path + "/" + candidate
        }
        return nil
    }

    /// - Throws: `ImportError.Code.wrongFolder`, naming what was expected and what is there.
    func require(_ name: String, format: ImportFormat, expected: [String]) throws(ImportError) -> String {
        if let found = find(name) { return found }
        var there = names.prefix(12).joined(separator: ", ")
        if names.count > 12 { there += ", and \(names.count - 12) more" }
        throw ImportError(
            .wrongFolder, file: path,
            reason: "\(name) is missing; \(format.rawValue) expects \(expected.joined(separator: ", ")) (plain, .gz or .zst), "
                + (names.isEmpty ? "the folder is empty" : "the folder has \(there)"),
            advice: "Name the folder that the archive was unpacked to, or another format")
    }
}
