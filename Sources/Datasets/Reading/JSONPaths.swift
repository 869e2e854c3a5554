/// Dotted paths such as `item.id`, as a tree that is walked along while an object is read.
struct JSONPaths {
    struct Node {
        var children: [(key: [UInt8], node: Int)] = []
        /// Where the value goes, −1 when nobody asked for it.
        var slot = -1
        /// Where values of all other keys go, −1 when nobody asked for them.
        var anySlot = -1
    }

    private(set) var nodes = [Node()]

    /// - Parameter paths: of each slot. Objects inside a list are met by the path that leads to the list; `*` at the end stands for
    ///   every key that no other path names.
    init(_ paths: [String]) {
        for (slot, path) in paths.enumerated() {
            let keys = path.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).map(Array.init)
            add(keys, slot)
            // A key may have a dot itself.
            if keys.count > 1 { add([Array(path.utf8)], slot) }
        }
    }

    private mutating func add(_ keys: [[UInt8]], _ slot: Int) {
        var node = 0
        for (place, key) in keys.enumerated() {
            if place == keys.count - 1, key == [UInt8(ascii: "*")] {
                nodes[node].anySlot = slot
                return
            }
            if let known = child(of: node, key) {
                node = known
            } else {
                nodes.append(Node())
                nodes[node].children.append((key, nodes.count - 1))
                node = nodes.count - 1
            }
        }
        nodes[node].slot = slot
    }

    private func child(of node: Int, _ key: [UInt8]) -> Int? { nodes[node].children.first { $0.key == key }?.node }
}

/// Why a text is not the JSON that was expected.
struct JSONProblem: Error {
    /// Counted from 0.
    var offset: Int
    var reason: String
}
