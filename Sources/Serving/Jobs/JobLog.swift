import FoundationEssentials
import Glibc
import Synchronization
import Workspaces

/// What a job's process said, in two files of bounded length: when the second is full, the first goes.
///
/// Offsets count bytes since the beginning of the job, whatever was dropped; a file's name says where it begins.
final class JobLog: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var begin = 0
        var length = 0
    }
    let folder: String
    let id: String
    private let state: Mutex<State>
    private let limit: Int

    /// - Parameters:
    ///   - folder: holds the logs of all jobs.
    ///   - limit: bytes of one file; twice as many are kept.
    init(folder: String, id: String, limit: Int = 512 << 10) {
        (self.folder, self.id, self.limit) = (folder, id, limit)
        let last = JobLog.files(folder, id).last
        state = Mutex(State(begin: last.map { $0.begin + $0.length } ?? 0))
    }

    deinit { state.withLock { if $0.descriptor >= 0 { close($0.descriptor) } } }

    /// Puts bytes behind the others. A log that cannot be written costs the job nothing.
    func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        state.withLock { state in
            if state.descriptor >= 0, state.length + bytes.count > limit { begin(&state) }
            if state.descriptor < 0 { begin(&state) }
            guard state.descriptor >= 0 else { return }
            let kept = bytes.count > limit ? Array(bytes.suffix(limit)) : bytes
            let written = kept.withUnsafeBytes { write(state.descriptor, $0.baseAddress, $0.count) }
            if written > 0 { state.length += written }
        }
    }

    private func begin(_ state: inout State) {
        if state.descriptor >= 0 { close(state.descriptor) }
        state.begin += state.length
        state.length = 0
        let digits = String(state.begin)
        let place = String(repeating: "0", count: max(0, 16 - digits.count)) + digits
        state.descriptor = open("\(folder)/\(id).log.\(place)", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        for old in JobLog.files(folder, id).dropLast(2) { unlink(old.path) }
    }

    // MARK: Reading

    /// A piece of the log.
    struct Piece: Sendable, Hashable {
        /// Of the first byte; later than asked for when what was asked for is gone.
        var offset: Int
        var bytes: [UInt8]
        /// Where to read on.
        var next: Int { offset + bytes.count }
    }

    /// Up to `limit` bytes from an offset on; a negative offset counts from the end.
    static func read(_ folder: String, _ id: String, from offset: Int, limit: Int) -> Piece {
        let files = files(folder, id)
        guard let first = files.first, let last = files.last else { return Piece(offset: max(0, offset), bytes: []) }
        let end = last.begin + last.length
        let wanted = offset < 0 ? max(first.begin, offset < -end ? 0 : end + offset) : offset
        let start = min(max(wanted, first.begin), end)
        var bytes: [UInt8] = []
        for file in files where file.begin + file.length > start && bytes.count < limit {
            let from = max(0, start + bytes.count - file.begin)
            bytes += content(of: file.path, from: from, count: min(limit - bytes.count, file.length - from))
        }
        return Piece(offset: start, bytes: bytes)
    }

    private static func content(of path: String, from: Int, count: Int) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0, count > 0 else { return [] }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: count)
        let got = pread(descriptor, &buffer, count, off_t(from))
        return Array(buffer.prefix(max(0, got)))
    }

    private static func files(_ folder: String, _ id: String) -> [(path: String, begin: Int, length: Int)] {
        let prefix = id + ".log."
        let names = JobFolder.names(folder).filter { $0.hasPrefix(prefix) }.sorted()
        return names.compactMap { name in
            var status = stat()
            let path = folder + "/" + name
            guard let begin = Int(name.dropFirst(prefix.count)), begin >= 0, lstat(path, &status) == 0 else { return nil }
            return (path, begin, Int(status.st_size))
        }
    }
}

/// The folder of a workspace in which jobs leave their logs and results.
enum JobFolder {
    /// - Throws: `WorkspaceError.unwritable`.
    static func make(_ folder: String) throws {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw WorkspaceError(
                .unwritable, "\(folder) cannot be made (\(String(cString: strerror(errno))))",
                advice: "Let the service write to its workspace")
        }
    }

    static func names(_ folder: String) -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    static func write(_ data: Data, to path: String) throws { try DurableFile.write(data, to: path) }

    /// Removes everything of one job.
    static func remove(_ folder: String, _ id: String) {
        for name in names(folder) where name.hasPrefix(id + ".") { unlink(folder + "/" + name) }
    }

    /// Whether a text can be the name of a job: nothing else becomes part of a path.
    static func isID(_ text: String) -> Bool {
        (3...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x2D }
    }
}
