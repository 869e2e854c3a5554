import Datasets

/// A set of items of one catalogue, one bit each: what a filter lets through, or what a list must not show.
public struct ItemMask: Sendable, Hashable {
    public let itemCount: Int
    private var words: [UInt64]

    /// The empty set, or all items.
    public init(itemCount: Int, all: Bool = false) {
        self.itemCount = max(0, itemCount)
        words = Array(repeating: all ? .max : 0, count: (self.itemCount + 63) / 64)
        if all, self.itemCount % 64 != 0 { words[words.count - 1] = (1 << UInt64(self.itemCount % 64)) - 1 }
    }

    /// Items outside the catalogue are left out.
    public init(itemCount: Int, _ items: some Sequence<ItemIndex>) {
        self.init(itemCount: itemCount)
        for item in items { insert(item) }
    }

    public func contains(_ item: ItemIndex) -> Bool {
        item.position >= 0 && item.position < itemCount && words[item.position >> 6] >> UInt64(item.position & 63) & 1 == 1
    }

    public mutating func insert(_ item: ItemIndex) {
        guard item.position >= 0 && item.position < itemCount else { return }
        words[item.position >> 6] |= 1 << UInt64(item.position & 63)
    }

    public mutating func remove(_ item: ItemIndex) {
        guard item.position >= 0 && item.position < itemCount else { return }
        words[item.position >> 6] &= ~(1 << UInt64(item.position & 63))
    }

    public mutating func formIntersection(_ other: ItemMask) {
        precondition(other.itemCount == itemCount, "masks of \(itemCount) and \(other.itemCount) items")
        for word in words.indices { words[word] &= other.words[word] }
    }

    public mutating func subtract(_ other: ItemMask) {
        precondition(other.itemCount == itemCount, "masks of \(itemCount) and \(other.itemCount) items")
        for word in words.indices { words[word] &= ~other.words[word] }
    }

    /// Calls with the position of every item of the set, ascending.
    package func forEach(_ body: (Int) -> Void) {
        for (number, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(number << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
    }

    /// Number of items in the set.
    public var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
