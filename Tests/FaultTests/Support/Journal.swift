import Foundation

/// Everything that a program did to the files below a folder, in order.
struct Journal {
    enum Kind: UInt32 { case open = 1, create, write, truncate, rename, unlink, makeFolder, removeFolder, sync, map, said, link }

    struct Entry {
        var kind: Kind
        /// 0, or the `errno` that the program got.
        var error: Int32
        var inode: UInt64
        /// Place of a write, new length of a truncation, 1 for a folder that was opened.
        var offset: Int
        /// Relative to the folder.
        var path: String
        var other: String
        var data: ArraySlice<UInt8>
    }

    var entries: [Entry] = []

    private static let headLength = 40

    init(file: String) throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        var place = 0
        func number<Value: FixedWidthInteger>(_ offset: Int, _: Value.Type) -> Value {
            bytes[(place + offset)...].withUnsafeBytes { $0.loadUnaligned(as: Value.self) }
        }
        while place + Journal.headLength <= bytes.count {
            let (path, other) = (Int(number(24, UInt32.self)), Int(number(28, UInt32.self)))
            let count = Int(number(32, UInt64.self))
            let names = place + Journal.headLength
            guard let kind = Kind(rawValue: number(0, UInt32.self)), names + path + other + count <= bytes.count else { break }
            entries.append(
                Entry(
                    kind: kind, error: number(4, Int32.self), inode: number(8, UInt64.self), offset: Int(number(16, Int64.self)),
                    path: String(decoding: bytes[names..<names + path], as: UTF8.self),
                    other: String(decoding: bytes[names + path..<names + path + other], as: UTF8.self),
                    data: bytes[(names + path + other)..<(names + path + other + count)]))
            place = names + path + other + count
        }
    }

    /// Calls that a fault can meet.
    var calls: Int { entries.count { ![.open, .map, .said].contains($0.kind) } }
    var syncs: Int { entries.count { $0.kind == .sync } }

    /// What was acknowledged before the entry with this number.
    func acknowledged(before end: Int) -> [[String: Any]] {
        let said = entries[..<end].filter { $0.kind == .said }.flatMap { Array($0.data) }
        return String(decoding: said, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("{") }
            .compactMap { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] }
    }

    /// What a second run did to the same files, behind the first one.
    func followed(by later: Journal) -> Journal {
        var both = self
        both.entries += later.entries
        return both
    }

    /// Files that were written through memory, which a journal cannot follow.
    var mapped: Set<String> { Set(entries.filter { $0.kind == .map }.map(\.path)) }

    /// Whether a failed sync of a folder could cost nothing but the name of the index in shared memory, which is made anew.
    ///
    /// SQLite syncs the folder of its log once more after the store has done so, and hears no error of it; nor can the store.
    func isHarmless(failureAt place: Int) -> Bool {
        let (inode, folder) = (entries[place].inode, entries[place].path)
        guard entries[..<place].contains(where: { $0.kind == .open && $0.inode == inode && $0.offset == 1 }) else { return false }
        for entry in entries[..<place].reversed() {
            if entry.kind == .sync, entry.inode == inode { return entry.error == 0 }
            guard [.create, .rename, .link, .unlink, .makeFolder, .removeFolder].contains(entry.kind) else { continue }
            let names = [entry.path, entry.other].filter { !$0.isEmpty }
            let here = names.filter { $0.split(separator: "/").dropLast().joined(separator: "/") == folder }
            if here.contains(where: { !$0.hasSuffix("-shm") }) { return false }
        }
        return false
    }

    /// Files and folders that were brought to the disk again after that had failed once; the draft of a store, which nobody
    /// sees and which is thrown away then, does not count.
    var retriedSyncs: [String] {
        var failed: Set<UInt64> = []
        var retried: [String] = []
        for entry in entries where entry.kind == .sync {
            if failed.contains(entry.inode), !entry.path.contains(".new-") { retried.append(entry.path) }
            if entry.error != 0 { failed.insert(entry.inode) }
        }
        return retried
    }
}
