import CZlib
import CZstd
import Datasets
import Foundation
import Testing

/// A folder of made-up files that vanishes with the value.
final class TestFolder {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "datasets-tests-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func write(_ name: String, _ bytes: [UInt8]) -> String {
        let file = path + "/" + name
        try! Data(bytes).write(to: URL(fileURLWithPath: file))
        return file
    }

    @discardableResult
    func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}

/// Compresses as `gzip -9` does.
func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    let code = deflateInit2_(
        &stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK)
    var input = bytes
    var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 256)
    let written = input.withUnsafeMutableBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            precondition(deflate(&stream, Z_FINISH) == Z_STREAM_END)
            return target.count - Int(stream.avail_out)
        }
    }
    deflateEnd(&stream)
    return Array(output[..<written])
}

/// Compresses as `zstd` does, with a check sum at the end.
func zstd(_ bytes: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let written = ZSTD_compress2(context, &output, output.count, bytes, bytes.count)
    precondition(ZSTD_isError(written) == 0)
    return Array(output[..<written])
}

/// Public data sets, present on some machines only; never copied into the repository.
enum RealData {
    static let folder = ProcessInfo.processInfo.environment["TASTEMAKER_DATA"] ?? "../shared/data"
    static let isPresent = FileManager.default.fileExists(atPath: folder + "/ml-1m/ratings.dat.gz")
    static let absence: Comment = "no data: set TASTEMAKER_DATA to the folder that holds ml-1m"
    static func path(_ name: String) -> String { folder + "/" + name }

    /// Read once for all tests.
    static let movieLens1M: Result<Dataset, any Error> = Result {
        try Dataset.read(MovieLens1MImporter(folder: path("ml-1m")), name: "ml-1m").dataset
    }
}

/// A sink that keeps everything, to look at an importer without a builder.
struct RecordingSink: ImportSink {
    var sources: [ImportSource] = []
    var items: [Item] = []
    var users: [UserAttributes] = []
    var events: [RawEvent] = []
    var problems: [RowProblem] = []
    mutating func begin(_ source: ImportSource) { sources.append(source) }
    mutating func receive(items new: [Item]) { items += new }
    mutating func receive(users new: [UserAttributes]) { users += new }
    mutating func receive(events new: [RawEvent]) { events += new }
    mutating func receive(problems new: [RowProblem]) { problems += new }
}

extension Importer {
    func record() throws -> RecordingSink {
        var sink = RecordingSink()
        try run(into: &sink)
        return sink
    }
}
