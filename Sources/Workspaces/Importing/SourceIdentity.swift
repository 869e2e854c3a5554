import Crypto
import Datasets
import FoundationEssentials
import Storage

/// Tells whether a file is one that was imported before, by name and by the beginning of its content.
///
/// The folder does not count, nor whether it is compressed; a file that has grown since is still the same.
struct SourceIdentity {
    static let headLength = 1 << 16
    private let name: String
    private let head: [UInt8]

    init(_ source: ImportSource) throws {
        name = source.name
        let reader = try ByteReader(path: source.path)
        var bytes = [UInt8](repeating: 0, count: SourceIdentity.headLength)
        var filled = 0
        while filled < bytes.count {
            let count = try bytes.withUnsafeMutableBytes { try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[filled...])) }
            if count == 0 { break }
            filled += count
        }
        head = Array(bytes[..<filled])
    }

    /// What the ledger keeps.
    var recorded: SourceHead { SourceHead(bytes: head.count, hash: hash(head.count)) }

    /// The name of this source in the ledger: its own, or its own with a number when another file has it.
    func ledgerName(among sources: [SourceRecord]) -> String {
        let namesakes = sources.map(\.description).filter { $0.name == name || $0.name.hasPrefix(name + "#") }
        for known in namesakes {
            guard let recorded = known.head, recorded.bytes <= head.count else { continue }
            // An empty head says nothing, so a file that was empty then is another one now.
            if recorded.bytes > 0 || head.isEmpty, hash(recorded.bytes) == recorded.hash { return known.name }
        }
        let taken = Set(namesakes.map(\.name))
        if !taken.contains(name) { return name }
        var number = 2
        while taken.contains("\(name)#\(number)") { number += 1 }
        return "\(name)#\(number)"
    }

    private func hash(_ count: Int) -> String { FileDigest.hexadecimal(SHA256.hash(data: Data(head[..<count]))) }
}
