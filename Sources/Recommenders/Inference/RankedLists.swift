import Datasets

/// An item of a list and its logit: comparable within one list, not a probability.
public struct RankedItem: Sendable, Hashable {
    public var item: ItemIndex
    public var score: Float
    public init(item: ItemIndex, score: Float) {
        self.item = item
        self.score = score
    }

    /// Ties go to the lower index, so that lists do not flicker.
    @inline(__always) func precedes(_ other: RankedItem) -> Bool {
        score > other.score || (score == other.score && item.rawValue < other.item.rawValue)
    }
}

/// One row of a page: a request, and what may stand in its list.
public struct RowQuery: Sendable {
    /// When, where and on what it is asked.
    public var request: RequestContext
    /// Length of the list.
    public var count: Int
    /// Only these; nil lets all through.
    public var allowed: ItemMask?
    /// Not these: what was seen, what stands on the page already.
    public var excluded: ItemMask?
    public init(_ request: RequestContext, count: Int, allowed: ItemMask? = nil, excluded: ItemMask? = nil) {
        self.request = request
        self.count = count
        self.allowed = allowed
        self.excluded = excluded
    }

    /// Longest list; longer ones are better made from whole rows of scores.
    public static let longestList = 4096

    @inline(__always) func permits(_ item: ItemIndex) -> Bool {
        if let allowed, !allowed.contains(item) { return false }
        if let excluded, excluded.contains(item) { return false }
        return true
    }

    func validate(itemCount: Int) throws(StateError) {
        guard count <= Self.longestList else { throw .listTooLong(count, limit: Self.longestList) }
        for mask in [allowed?.itemCount, excluded?.itemCount] {
            if let mask, mask != itemCount { throw .filterOfOtherCatalog(expected: itemCount, found: mask) }
        }
    }
}

/// The lists of several rows, best first, in one piece of memory that can be used again.
public struct RankedLists: Sendable {
    private var items: [RankedItem] = []
    private var borders: [Int] = [0]
    public init() {}

    /// Number of lists.
    public var count: Int { borders.count - 1 }
    /// List `row`, best first; shorter than asked for where fewer items may be shown.
    public subscript(row: Int) -> ArraySlice<RankedItem> { items[borders[row]..<borders[row + 1]] }

    public mutating func removeAll() {
        items.removeAll(keepingCapacity: true)
        borders.removeAll(keepingCapacity: true)
        borders.append(0)
    }

    /// A list that is complete and in order.
    mutating func append(_ best: borrowing TopItems) {
        items.append(contentsOf: best.heap)
        borders.append(items.count)
    }

    /// The lists `rows` of another piece of memory.
    mutating func append(_ other: RankedLists, rows: Range<Int>) {
        for row in rows {
            items.append(contentsOf: other[row])
            borders.append(items.count)
        }
    }
}
