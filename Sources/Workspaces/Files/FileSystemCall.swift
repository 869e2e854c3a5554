import Glibc

/// Calls of the operating system on files, each failing with the path and a piece of advice.
enum FileSystemCall {
    /// Runs a call that answers -1 on failure, again when a signal interrupted it.
    @discardableResult
    static func check(_ operation: String, _ path: String, _ call: () -> Int) throws -> Int {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw error(operation, path, errno) }
        }
    }

    /// Translates an `errno` into a typed error.
    static func error(_ operation: String, _ path: String, _ number: Int32) -> WorkspaceError {
        let reason = "cannot \(operation) \(path): \(String(cString: strerror(number)))"
        switch number {
        case ENOSPC, EDQUOT:
            return WorkspaceError(.full, reason, advice: "Free some space and run the command again; nothing was half-written")
        case EACCES, EROFS, EPERM:
            return WorkspaceError(
                .unwritable, reason, advice: "Choose a folder that you may write to with --workspace, or change its permissions")
        case EIO:
            return WorkspaceError(.diskFailed, reason, advice: "Check the disk, then run the command again; what was acknowledged is kept")
        case ENOENT: return WorkspaceError(.fileSystem, reason, advice: "Check the path")
        default: return WorkspaceError(.fileSystem, reason, advice: "Check the disk and the path, then run the command again")
        }
    }

    /// An open file, closed at the end of `body`.
    @discardableResult
    static func withFile<Result>(
        _ path: String, flags: Int32, mode: mode_t = 0o644, operation: String, _ body: (Int32) throws -> Result
    ) throws -> Result {
        let descriptor = Int32(try check(operation, path) { Int(open(path, flags | O_CLOEXEC, mode)) })
        defer { close(descriptor) }
        return try body(descriptor)
    }

    /// Brings a file or folder to the disk itself; without it, a rename may survive a power cut that its content does not.
    static func synchronize(_ path: String) throws {
        try withFile(path, flags: O_RDONLY, operation: "open") { descriptor in
            try check("write to the disk", path) { Int(fsync(descriptor)) }
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// In bytes; 0 for what is not there.
    static func length(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Makes a folder and those above it.
    ///
    /// - Parameter isDurable: whether the new names are brought to the disk; a folder that nobody can see yet waits for that.
    static func makeFolder(_ path: String, isDurable: Bool = true) throws {
        let parent = self.parent(of: path)
        // Whoever made it may have ended before its name was on the disk.
        if isFolder(path) { return isDurable && parent != path ? try synchronizeNames(in: parent) : () }
        if parent != path, !isFolder(parent) { try makeFolder(parent, isDurable: isDurable) }
        if mkdir(path, 0o755) != 0, errno != EEXIST { throw error("make the folder", path, errno) }
        if !isFolder(path) {
            throw WorkspaceError(.notAWorkspace, "\(path) is a file", advice: "Name a folder")
        }
        // What lies in the folder is worth nothing when a power cut takes the folder's own name away.
        if isDurable { try synchronize(parent) }
    }

    /// Brings the names of a folder and of all those above it to the disk.
    static func makeNamesDurable(above path: String) throws {
        var folder = path
        while parent(of: folder) != folder {
            folder = parent(of: folder)
            try synchronizeNames(in: folder)
            if folder == "." { return }
        }
    }

    /// Like `synchronize`, for a folder that need not be ours: one that may not be read, or that no disk holds, is passed over.
    private static func synchronizeNames(in folder: String) throws {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        guard fsync(descriptor) != 0, errno != EINVAL, errno != EROFS, errno != ENOTSUP else { return }
        throw error("write to the disk", folder, errno)
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Names in a folder, sorted by bytes, without `.` and `..`.
    static func names(in folder: String) throws -> [String] {
        guard let stream = opendir(folder) else { throw error("read the folder", folder, errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    static func rename(_ from: String, to: String) throws {
        try check("rename \(from) to", to) { Int(Glibc.rename(from, to)) }
    }

    /// Removes a file or a folder with everything in it; what is already gone is no error. Links are removed, not followed.
    static func remove(_ path: String) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT == S_IFDIR {
            for name in try names(in: path) { try remove(path + "/" + name) }
            try check("remove", path) { Int(rmdir(path)) }
        } else {
            try check("remove", path) { Int(unlink(path)) }
        }
    }
}
