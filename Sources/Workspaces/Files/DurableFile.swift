import FoundationEssentials
import Glibc

/// Files that are seen whole or not at all, whatever interrupts their writing.
package enum DurableFile {
    /// Replaces a file: writes beside it, brings that to the disk, renames, brings the folder to the disk.
    ///
    /// - Throws: `WorkspaceError`; the old content is then untouched.
    package static func write(_ data: Data, to path: String) throws {
        let temporary = path + ".new"
        do {
            try writeAndSynchronize(data, to: temporary)
            try FileSystemCall.rename(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
        try FileSystemCall.synchronize(FileSystemCall.parent(of: path))
    }

    /// Writes a file in place and brings it to the disk; for files in a folder that nobody can see yet.
    package static func writeAndSynchronize(_ data: Data, to path: String) throws {
        try FileSystemCall.withFile(path, flags: O_WRONLY | O_CREAT | O_TRUNC, operation: "write") { descriptor in
            try data.withUnsafeBytes { bytes in
                var written = 0
                while written < bytes.count {
                    let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
                    written += try FileSystemCall.check("write", path) { Glibc.write(descriptor, rest.baseAddress, rest.count) }
                }
            }
            try FileSystemCall.check("write to the disk", path) { Int(fsync(descriptor)) }
        }
    }

    /// The whole file.
    package static func read(_ path: String) throws -> Data {
        try FileSystemCall.withFile(path, flags: O_RDONLY, operation: "read") { descriptor in
            var status = stat()
            try FileSystemCall.check("read", path) { Int(fstat(descriptor, &status)) }
            guard status.st_mode & S_IFMT == S_IFREG else {
                throw WorkspaceError(.fileSystem, "\(path) is not a file", advice: "Name a file")
            }
            var data = Data(count: Int(status.st_size))
            var filled = 0
            while filled < data.count {
                let count = try data.withUnsafeMutableBytes { bytes in
                    let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[filled...])
                    return try FileSystemCall.check("read", path) { Glibc.read(descriptor, rest.baseAddress, rest.count) }
                }
                if count == 0 { break }
                filled += count
            }
            return data.prefix(filled)
        }
    }
}
