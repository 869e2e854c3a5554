/// A sparse matrix, row by row.
struct SparseRows: Sendable {
    private(set) var offsets: [Int] = [0]
    private(set) var columns: [Int32] = []
    private(set) var values: [Float] = []

    mutating func append(_ column: Int32, _ value: Float) {
        columns.append(column)
        values.append(value)
    }
    mutating func endRow() { offsets.append(columns.count) }

    func range(of row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

    /// Some of the rows, in the order given.
    func selecting(_ rows: [Int]) -> SparseRows {
        var selected = SparseRows()
        for row in rows {
            for entry in range(of: row) { selected.append(columns[entry], values[entry]) }
            selected.endRow()
        }
        return selected
    }

    /// target += scale · row.
    func add(_ row: Int32, scaled scale: Float, to target: UnsafeMutableBufferPointer<Float>) {
        let range = range(of: Int(row))
        columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                for entry in range { target[Int(columns[entry])] += scale * values[entry] }
            }
        }
    }
}

/// Sums into a dense row and gives back only what was touched, in ascending order.
struct SparseAccumulator {
    private var sums: [Float]
    private var touched: [Int32] = []

    init(width: Int) { sums = [Float](repeating: 0, count: width) }

    mutating func add(_ value: Float, at column: Int32) {
        guard value != 0 else { return }
        if sums[Int(column)] == 0 { touched.append(column) }
        sums[Int(column)] += value
    }

    /// Hands over every touched column once and clears.
    mutating func drain(_ body: (Int32, Float) -> Void) {
        touched.sort()
        for column in touched where sums[Int(column)] != 0 {
            body(column, sums[Int(column)])
            sums[Int(column)] = 0
        }
        touched.removeAll(keepingCapacity: true)
    }
}
