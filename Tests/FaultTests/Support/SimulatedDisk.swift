import Foundation

/// A folder as a disk sees it: what is on it for certain, and what the next power cut may take, keep or tear.
///
/// Stricter than any file system in use: unsynced writes survive in any combination, in pieces of 512 bytes; a file's name is
/// durable only when its folder was synced. A rename happens whole or not at all.
final class SimulatedDisk {
    private final class Node {
        let isFolder: Bool
        var content: [UInt8] = []
        var names: [String: Int] = [:]
        init(isFolder: Bool) { self.isFolder = isFolder }
        func copy() -> Node {
            let node = Node(isFolder: isFolder)
            (node.content, node.names) = (content, names)
            return node
        }
    }

    private enum Change {
        case write(node: Int, offset: Int, ArraySlice<UInt8>)
        case cut(node: Int, length: Int)
        case bind(folder: Int, name: String, node: Int)
        case unbind(folder: Int, name: String)
        case rename(from: Int, String, to: Int, String, node: Int)
    }

    private struct Pending {
        var change: Change
        /// Given up by the kernel after a failed fsync: a later one does not bring it to the disk.
        var isLost = false
    }

    private static let sector = 512
    private static let root = 0

    private var nodes: [Node] = [Node(isFolder: true)]
    /// The names as the running program sees them.
    private var view: [Int: [String: Int]] = [0: [:]]
    private var pending: [Pending] = []
    private var numbers: [UInt64: Int] = [:]

    /// Takes what lies in a folder for durable.
    init(folder: String) throws { try load(folder, into: SimulatedDisk.root) }

    private func load(_ path: String, into node: Int) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            let child = add(isFolder: isFolder.boolValue)
            nodes[node].names[name] = child
            view[node, default: [:]][name] = child
            if isFolder.boolValue {
                try load(path + "/" + name, into: child)
            } else {
                nodes[child].content = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
            }
        }
    }

    private func add(isFolder: Bool) -> Int {
        nodes.append(Node(isFolder: isFolder))
        if isFolder { view[nodes.count - 1] = [:] }
        return nodes.count - 1
    }

    // MARK: What the program does

    func apply(_ entry: Journal.Entry) {
        guard entry.error == 0 || entry.kind == .sync else { return }
        switch entry.kind {
        case .open: if let node = node(entry.path) { numbers[entry.inode] = node }
        case .create: numbers[entry.inode] = make(entry.path, isFolder: false)
        case .makeFolder: numbers[entry.inode] = make(entry.path, isFolder: true)
        case .write: if let node = numbers[entry.inode] { record(.write(node: node, offset: entry.offset, entry.data)) }
        case .truncate: if let node = numbers[entry.inode] { record(.cut(node: node, length: entry.offset)) }
        case .rename: rename(entry.path, entry.other)
        case .link:
            guard let node = node(entry.path), let (folder, name) = place(entry.other) else { return }
            view[folder]?[name] = node
            record(.bind(folder: folder, name: name, node: node))
        case .unlink, .removeFolder:
            guard let (folder, name) = place(entry.path) else { return }
            view[folder]?[name] = nil
            record(.unbind(folder: folder, name: name))
        case .sync: if let node = numbers[entry.inode] { synchronize(node, failed: entry.error != 0) }
        case .map, .said: break
        }
    }

    private func record(_ change: Change) { pending.append(Pending(change: change)) }

    private func make(_ path: String, isFolder: Bool) -> Int {
        let node = add(isFolder: isFolder)
        guard let (folder, name) = place(path) else { return node }
        view[folder]?[name] = node
        record(.bind(folder: folder, name: name, node: node))
        return node
    }

    private func rename(_ from: String, _ to: String) {
        guard let (oldFolder, oldName) = place(from), let (newFolder, newName) = place(to), let node = view[oldFolder]?[oldName] else {
            return
        }
        view[oldFolder]?[oldName] = nil
        view[newFolder]?[newName] = node
        record(.rename(from: oldFolder, oldName, to: newFolder, newName, node: node))
    }

    private func synchronize(_ node: Int, failed: Bool) {
        var rest: [Pending] = []
        for var one in pending {
            if !touches(one.change, node) {
                rest.append(one)
            } else if failed || one.isLost {
                one.isLost = true
                rest.append(one)
            } else {
                SimulatedDisk.apply(one.change, to: nodes)
            }
        }
        pending = rest
    }

    private func touches(_ change: Change, _ node: Int) -> Bool {
        switch change {
        case .write(let file, _, _), .cut(let file, _): file == node
        case .bind(let folder, _, _), .unbind(let folder, _): folder == node
        case .rename(let from, _, let to, _, _): from == node || to == node
        }
    }

    private func node(_ path: String) -> Int? {
        path.split(separator: "/").reduce(SimulatedDisk.root) { folder, name in folder.flatMap { view[$0]?[String(name)] } }
    }

    private func place(_ path: String) -> (folder: Int, name: String)? {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, let folder = node(parts.dropLast().joined(separator: "/")) else { return nil }
        return (folder, name)
    }

    private static func apply(_ change: Change, to nodes: [Node]) {
        switch change {
        case .write(let node, let offset, let data):
            let missing = offset + data.count - nodes[node].content.count
            if missing > 0 { nodes[node].content += [UInt8](repeating: 0, count: missing) }
            nodes[node].content.replaceSubrange(offset..<offset + data.count, with: data)
        case .cut(let node, let length):
            let count = nodes[node].content.count
            if length < count {
                nodes[node].content.removeLast(count - length)
            } else {
                nodes[node].content += [UInt8](repeating: 0, count: length - count)
            }
        case .bind(let folder, let name, let node): nodes[folder].names[name] = node
        case .unbind(let folder, let name): nodes[folder].names[name] = nil
        case .rename(let from, let oldName, let to, let newName, let node):
            if nodes[from].names[oldName] == node { nodes[from].names[oldName] = nil }
            nodes[to].names[newName] = node
        }
    }

    // MARK: The power cut

    /// How much of what was not synced is on the disk after the cut.
    enum Survival: String, CaseIterable {
        case nothing, everything, prefix, someCalls, someSectors
    }

    /// Writes what a restarted machine would find into an empty folder.
    func crash(_ survival: Survival, random: inout SeededRandom, into folder: String) throws {
        let disk = nodes.map { $0.copy() }
        let share = [0.1, 0.5, 0.9].randomElement(using: &random)!
        let end = Int.random(in: 0...pending.count, using: &random)
        for (place, one) in pending.enumerated() {
            switch survival {
            case .nothing: break
            case .everything: SimulatedDisk.apply(one.change, to: disk)
            case .prefix:
                if place < end { SimulatedDisk.apply(one.change, to: disk) } else if place == end { tear(one.change, 0.5, &random, disk) }
            case .someCalls: if Double.random(in: 0..<1, using: &random) < share { SimulatedDisk.apply(one.change, to: disk) }
            case .someSectors: tear(one.change, share, &random, disk)
            }
        }
        try store(disk, SimulatedDisk.root, folder)
    }

    /// Keeps some sectors of a write; names and lengths are kept or not.
    private func tear(_ change: Change, _ share: Double, _ random: inout SeededRandom, _ disk: [Node]) {
        guard case .write(let node, let offset, let data) = change else {
            if Double.random(in: 0..<1, using: &random) < share { SimulatedDisk.apply(change, to: disk) }
            return
        }
        var place = 0
        while place < data.count {
            let end = min(data.count, (offset + place) / SimulatedDisk.sector * SimulatedDisk.sector + SimulatedDisk.sector - offset)
            if Double.random(in: 0..<1, using: &random) < share {
                let piece = data[(data.startIndex + place)..<(data.startIndex + end)]
                SimulatedDisk.apply(.write(node: node, offset: offset + place, piece), to: disk)
            }
            place = end
        }
    }

    private func store(_ disk: [Node], _ node: Int, _ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for (name, child) in disk[node].names {
            if disk[child].isFolder {
                try store(disk, child, path + "/" + name)
            } else {
                try Data(disk[child].content).write(to: URL(fileURLWithPath: path + "/" + name))
            }
        }
    }
}
