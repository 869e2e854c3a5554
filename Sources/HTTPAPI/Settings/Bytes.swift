import FoundationEssentials

/// Reads small files that people write.
enum Bytes {
    static func of(_ file: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file))) }
}
