import Glibc

/// Copies of files and folders, brought to the disk.
enum FileCopy {
    /// - Parameter path: of a file that does not exist yet.
    static func file(_ original: String, to path: String) throws {
        try FileSystemCall.withFile(original, flags: O_RDONLY, operation: "read") { source in
            try FileSystemCall.withFile(path, flags: O_WRONLY | O_CREAT | O_EXCL, operation: "write") { target in
                let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
                defer { buffer.deallocate() }
                while true {
                    let count = try FileSystemCall.check("read", original) { read(source, buffer.baseAddress, buffer.count) }
                    if count == 0 { break }
                    var written = 0
                    while written < count {
                        written += try FileSystemCall.check("write", path) {
                            write(target, buffer.baseAddress! + written, count - written)
                        }
                    }
                }
                try FileSystemCall.check("write to the disk", path) { Int(fsync(target)) }
            }
        }
    }

    /// - Parameter paths: relative ones, with `/`.
    static func files(_ paths: [String], from folder: String, to other: String) throws {
        for path in paths {
            try FileSystemCall.makeFolder(FileSystemCall.parent(of: other + "/" + path))
            try file(folder + "/" + path, to: other + "/" + path)
        }
    }

    /// Brings a folder and all folders in it to the disk.
    static func synchronizeFolders(_ folder: String) throws {
        for inner in try BundleFiles.folders(in: folder) { try FileSystemCall.synchronize(inner) }
    }

    /// A name beside `path` that nobody has.
    static func draft(of path: String, for purpose: String) -> String {
        "\(path).\(purpose)-\(getpid())-\(UInt64.random(in: 0 ... .max))"
    }

    /// Without slashes at the end.
    static func trimmed(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return String(path)
    }
}
