import Glibc

/// Folders below which jobs may read and write; anything else is refused before a process begins.
///
/// Names are resolved as the kernel would, links included, and what is handed on is the resolved path.
public struct JobPaths: Sendable, Hashable {
    /// Where imports, run files and lists of users may lie.
    public var importFolders: [String]
    /// Below which exports, backups and batches may appear.
    public var exportFolders: [String]
    public init(importFolders: [String] = [], exportFolders: [String] = []) {
        self.importFolders = importFolders
        self.exportFolders = exportFolders
    }

    /// A file or folder that exists below an import folder.
    ///
    /// - Throws: `ServingError.invalid`. What lies outside is not told from what does not exist.
    func source(_ path: String, field: String) throws(ServingError) -> String {
        try check(path, field, importFolders, option: "jobs.import-folders")
        for root in candidates(importFolders, for: path) {
            guard let folder = JobPaths.resolved(root), let found = JobPaths.resolved(JobPaths.joined(root, path)) else { continue }
            if JobPaths.isInside(found, folder) { return found }
        }
        throw .invalid(field: field, reason: "there is no “\(path.prefix(200))” below the import folders")
    }

    /// A name that is still free below an export folder; its parent folder exists.
    func destination(_ path: String, field: String) throws(ServingError) -> String {
        try check(path, field, exportFolders, option: "jobs.export-folders")
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.last, last != ".", last != ".." else { throw .invalid(field: field, reason: "it is not the name of a file") }
        for root in candidates(exportFolders, for: path) {
            let whole = JobPaths.joined(root, path)
            let parent = String(whole[..<(whole.lastIndex(of: "/") ?? whole.startIndex)])
            guard let folder = JobPaths.resolved(root), let found = JobPaths.resolved(parent.isEmpty ? "/" : parent),
                JobPaths.isInside(found + "/x", folder)
            else { continue }
            let result = found + "/" + last
            var status = stat()
            guard lstat(result, &status) != 0 else { throw .conflict("“\(last)” exists already; name another") }
            return result
        }
        throw .invalid(field: field, reason: "“\(path.prefix(200))” is not below an export folder that exists")
    }

    private func check(_ path: String, _ field: String, _ roots: [String], option: String) throws(ServingError) {
        guard !roots.isEmpty else { throw .notPermitted("no folder is allowed for this; set \(option)") }
        guard !path.isEmpty, path.utf8.count <= 1024, !path.utf8.contains(where: { $0 < 32 || $0 == 127 }) else {
            throw .invalid(field: field, reason: "it is not a path of 1 to 1024 printable bytes")
        }
        guard !path.split(separator: "/").contains("..") else { throw .invalid(field: field, reason: "“..” is not allowed") }
    }

    /// An absolute path may lie below any of the roots, a relative one counts from the first.
    private func candidates(_ roots: [String], for path: String) -> ArraySlice<String> {
        path.hasPrefix("/") ? roots[...] : roots.prefix(1)
    }

    private static func joined(_ root: String, _ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path.hasPrefix("/") ? path : root + "/" + path
    }

    static func resolved(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    private static func isInside(_ path: String, _ folder: String) -> Bool {
        folder == "/" || path == folder || path.hasPrefix(folder + "/")
    }
}
