import Datasets
import FoundationEssentials
import Glibc
import Recommenders
import Storage
import Workspaces

/// Lists for many people as JSON lines, each as the service would answer it; what was written is not computed again after a kill.
///
/// The file appears under its name when it is whole; until then it is `NAME.part`. Its first line says what was asked:
/// `{"batch":{"at":…,"count":20,"model":"…"}}`.
package struct BatchScoring {
    /// What was asked; a partial file of another question is begun again.
    struct Question: Codable, Equatable {
        var model: String
        var count: Int
        /// Milliseconds since 1970.
        var at: Int64
    }
    /// What came of it.
    package struct Report: Sendable, Codable {
        package var path: String
        package var model: String
        package var users: Int
        /// Of these, how many an earlier run had written.
        package var resumed: Int
        package var bytes: Int
    }
    private struct Head: Codable { var batch: Question }
    private struct Line: Codable {
        struct Item: Codable {
            var id: String
            var score: Float
            var source: String
            var propensity: Double
        }
        var user: String
        var recommendation_id: String
        var model_version: String
        var items: [Item]
    }

    private let service: TasteService
    private let count: Int
    private let time: Timestamp?

    /// - Parameters:
    ///   - service: loaded.
    ///   - time: nil for the moment of the first run.
    package init(_ service: TasteService, count: Int, time: Timestamp?) {
        (self.service, self.count, self.time) = (service, count, time)
    }

    /// Writes a list for each user, in the order given.
    ///
    /// - Parameter progress: is told how many are written, after each.
    /// - Throws: `ServingError`, `WorkspaceError` for files; what was written stays for the next run.
    package func run(_ users: [UserID], to path: String, progress: (Int) -> Void = { _ in }) throws -> Report {
        let snapshot = try service.host.current()
        let part = path + ".part"
        var question = Question(model: snapshot.model, count: count, at: (time ?? service.now()).rawValue)
        var file = try BatchFile(part)
        let done = try resume(&file, &question, users)
        if done == 0 { try file.begin(with: encoded(Head(batch: question))) }
        let moment = Moment(time: Timestamp(rawValue: question.at))
        for (place, user) in users.enumerated().dropFirst(done) {
            try file.append(encoded(line(user, moment, snapshot)))
            progress(place + 1)
        }
        let bytes = try file.finish()
        guard rename(part, path) == 0 else { throw BatchFile.failure("rename", path) }
        return Report(path: path, model: question.model, users: users.count, resumed: done, bytes: bytes)
    }

    private func line(_ user: UserID, _ moment: Moment, _ snapshot: ServingSnapshot) throws -> Line {
        let list = try service.recommendations(ListRequest(.user(user), at: moment, count: count, isShown: false))
        return Line(
            user: user.rawValue, recommendation_id: list.head.recommendationID, model_version: list.head.model,
            items: list.items.map { item in
                Line.Item(
                    id: list.snapshot.titles[item.index].id.rawValue, score: item.score, source: item.source.rawValue,
                    propensity: item.propensity)
            })
    }

    /// How many users an earlier run of the same question has written; what follows the last whole line is cut off.
    private func resume(_ file: inout BatchFile, _ question: inout Question, _ users: [UserID]) throws -> Int {
        let decoder = JSONDecoder()
        guard let head = try file.firstLine(), let earlier = try? decoder.decode(Head.self, from: head).batch else { return 0 }
        // Where no time is named, the first run's holds.
        if time == nil { question.at = earlier.at }
        guard earlier == question else { return 0 }
        let (lines, last) = try file.wholeLines()
        let done = lines - 1
        guard done > 0, done <= users.count, let last, let line = try? decoder.decode(Line.self, from: last),
            line.user == users[done - 1].rawValue
        else { return 0 }
        return done
    }

    private func encoded(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// User ids of a file, one a line; blank lines are passed over.
    ///
    /// - Throws: `WorkspaceError.badRows` for text that is not UTF-8 or longer than a user id may be.
    package static func users(inFile path: String) throws -> [UserID] {
        let data = try DurableFile.read(path)
        guard let text = String(validating: data, as: UTF8.self) else {
            throw WorkspaceError(.badRows, "\(path) is not UTF-8", advice: "Write one user id a line")
        }
        return try text.split(whereSeparator: \.isNewline).enumerated().compactMap { number, line in
            let id = line.drop { $0 == " " }
            guard id.utf8.count <= 1024 else {
                throw WorkspaceError(.badRows, "line \(number + 1) of \(path) is longer than a user id", advice: "Write one user id a line")
            }
            return id.isEmpty ? nil : UserID(String(id))
        }
    }
}

/// Lines that are appended and brought to the disk now and then.
private struct BatchFile: ~Copyable {
    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var length = 0

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw BatchFile.failure("open", path) }
    }

    deinit { close(descriptor) }

    static func failure(_ operation: String, _ path: String) -> WorkspaceError {
        let number = errno
        let code: WorkspaceError.Code = number == ENOSPC || number == EDQUOT ? .full : number == EIO ? .diskFailed : .unwritable
        return WorkspaceError(
            code, "\(path): \(operation) failed (\(String(cString: strerror(number))))",
            advice: "Make room or name another file, then run the same again: it goes on behind the last line")
    }

    /// The first line; nil when there is none that is whole.
    func firstLine() throws -> Data? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw BatchFile.failure("read", path) }
        return bytes.prefix(count).firstIndex(of: 10).map { Data(bytes[..<$0]) }
    }

    /// Counts whole lines and stands behind the last of them; what follows it is dropped.
    mutating func wholeLines() throws -> (count: Int, last: Data?) {
        var (count, offset, end) = (0, 0, 0)
        var (line, last) = ([UInt8](), [UInt8]())
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = pread(descriptor, &bytes, bytes.count, off_t(offset))
            guard got >= 0 else { throw BatchFile.failure("read", path) }
            if got == 0 { break }
            for byte in bytes.prefix(got) {
                offset += 1
                guard byte == 10 else {
                    line.append(byte)
                    continue
                }
                (count, end, last) = (count + 1, offset, line)
                line.removeAll(keepingCapacity: true)
            }
        }
        length = end
        guard ftruncate(descriptor, off_t(end)) == 0 else { throw BatchFile.failure("truncate", path) }
        return (count, count == 0 ? nil : Data(last))
    }

    /// Begins anew.
    mutating func begin(with head: Data) throws {
        guard ftruncate(descriptor, 0) == 0 else { throw BatchFile.failure("truncate", path) }
        length = 0
        try append(head)
    }

    mutating func append(_ line: Data) throws {
        buffer += line
        buffer.append(10)
        if buffer.count >= 1 << 18 { try flush() }
    }

    private mutating func flush() throws {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                pwrite(descriptor, $0.baseAddress! + written, $0.count - written, off_t(length + written))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw BatchFile.failure("write", path) }
            written += count
        }
        length += written
        buffer.removeAll(keepingCapacity: true)
        guard fsync(descriptor) == 0 else { throw BatchFile.failure("write to the disk", path) }
    }

    mutating func finish() throws -> Int {
        try flush()
        return length
    }
}
