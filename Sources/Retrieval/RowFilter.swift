/// Which rows may be among the answers: one bit a row.
///
/// Rows behind its end are left out, so that a filter stays right when rows are added.
public struct RowFilter: Sendable, Equatable {
    /// Rows that it speaks of.
    public let count: Int
    /// Bit `row % 64` of word `row / 64`; bits behind `count` are zero.
    var words: [UInt64]

    /// - Parameter allowed: whether the rows may be shown that nothing else is said of.
    public init(count: Int, allowed: Bool) {
        precondition(count >= 0, "a filter of \(count) rows")
        self.count = count
        words = [UInt64](repeating: allowed ? .max : 0, count: (count + 63) / 64)
        if allowed, count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
    }

    /// Allows the given rows alone; rows outside `0..<count` do not exist and are passed over.
    public init(rows: some Sequence<Int>, count: Int) {
        self.init(count: count, allowed: false)
        for row in rows { self[row] = true }
    }

    /// Whether a row may be shown. Reading outside `0..<count` gives false, writing there changes nothing.
    public subscript(row: Int) -> Bool {
        get { row >= 0 && row < count && words[row >> 6] >> UInt64(row & 63) & 1 == 1 }
        set {
            guard row >= 0, row < count else { return }
            let bit: UInt64 = 1 << UInt64(row & 63)
            if newValue { words[row >> 6] |= bit } else { words[row >> 6] &= ~bit }
        }
    }

    /// How many rows may be shown.
    public var allowedCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }
}
