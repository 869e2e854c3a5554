import Crypto
import FoundationEssentials
import Glibc

/// Length and SHA-256 of a file, the proof that it is the one that was published.
public struct FileDigest: Sendable, Hashable, Codable {
    public var bytes: Int
    /// 64 hexadecimal digits.
    public var sha256: String

    init(of data: Data) {
        bytes = data.count
        sha256 = FileDigest.hexadecimal(SHA256.hash(data: data))
    }

    /// Reads the file in pieces of 1 MiB, so that a large bundle needs no memory.
    init(ofFile path: String) throws {
        var hash = SHA256()
        var length = 0
        try FileSystemCall.withFile(path, flags: O_RDONLY, operation: "read") { descriptor in
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
            defer { buffer.deallocate() }
            while true {
                let count = try FileSystemCall.check("read", path) { read(descriptor, buffer.baseAddress, buffer.count) }
                if count == 0 { break }
                hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                length += count
            }
        }
        bytes = length
        sha256 = FileDigest.hexadecimal(hash.finalize())
    }

    static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
