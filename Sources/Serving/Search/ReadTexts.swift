import Datasets
import Foundation
import Language
import Workspaces

/// Vectors of texts that a sentence encoder has read: no text is read twice, not even after a restart.
struct ReadTexts {
    let identity: TextEncoderIdentity
    let dimension: Int
    /// Hash of a text to its row.
    private var rows: [UInt64: Int] = [:]
    /// `[rows, dimension]`
    private var vectors: [Float] = []

    init(_ encoder: any TextEncoder) { (identity, dimension) = (encoder.identity, encoder.dimension) }

    var count: Int { rows.count }

    static func key(_ text: String) -> UInt64 { StableHash.of(text, seed: 0x7E87) }

    subscript(text: String) -> ArraySlice<Float>? {
        rows[ReadTexts.key(text)].map { vectors[($0 * dimension)..<(($0 + 1) * dimension)] }
    }

    mutating func add(_ texts: [String], _ read: [Float]) {
        for (place, text) in texts.enumerated() where rows[ReadTexts.key(text)] == nil {
            rows[ReadTexts.key(text)] = rows.count
            vectors += read[(place * dimension)..<((place + 1) * dimension)]
        }
    }

    // MARK: File

    private static let magic = Array("TTV1".utf8)

    /// The file of these: magic, digest of the encoder, dimension and count, hashes in the order of the rows, vectors; little-endian.
    var data: Data {
        var data = Data(ReadTexts.magic + Array(identity.digest.utf8))
        for number in [UInt64(dimension), UInt64(count)] { withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) } }
        for (key, _) in rows.sorted(by: { $0.value < $1.value }) { withUnsafeBytes(of: key.littleEndian) { data.append(contentsOf: $0) } }
        vectors.withUnsafeBytes { data.append(contentsOf: $0) }
        return data
    }

    /// What the file of another time holds; nothing of a file that is of another encoder, damaged or not there: texts are read again.
    init(_ encoder: any TextEncoder, file: String) {
        self.init(encoder)
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: file), options: .mappedIfSafe) else { return }
        let start = Data(ReadTexts.magic + Array(identity.digest.utf8))
        guard data.count >= start.count + 16, data.prefix(start.count) == start else { return }
        let (width, count) = (data.number(at: start.count), data.number(at: start.count + 8))
        guard width == UInt64(dimension), count <= 10_000_000 else { return }
        let keys = start.count + 16
        let floats = keys + Int(count) * 8
        guard data.count == floats + Int(count) * dimension * 4 else { return }
        var read = [Float](repeating: 0, count: Int(count) * dimension)
        _ = read.withUnsafeMutableBytes { data.copyBytes(to: $0, from: floats..<data.count) }
        guard read.allSatisfy(\.isFinite) else { return }
        vectors = read
        for row in 0..<Int(count) { rows[data.number(at: keys + row * 8)] = row }
    }

    /// - Throws: `WorkspaceError`; what was read stays at hand.
    func write(to file: String) throws { try DurableFile.write(data, to: file) }
}

extension Data {
    fileprivate func number(at offset: Int) -> UInt64 {
        (0..<8).reduce(0) { $0 | UInt64(self[startIndex + offset + $1]) << UInt64(8 * $1) }
    }
}
