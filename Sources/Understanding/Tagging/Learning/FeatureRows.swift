/// Titles as rows of numbers: sparse columns for words, and dense columns behind them for vectors.
///
/// `N` rows, `S` sparse columns, `D` dense columns.
package struct FeatureRows: Sendable {
    /// Where each row's entries begin; `[N + 1]`.
    package private(set) var borders = [0]
    package private(set) var columns: [Int32] = []
    package private(set) var values: [Float] = []
    /// `[N, D]`
    package private(set) var dense: [Float] = []
    package let sparseWidth: Int
    package let denseWidth: Int

    package init(sparseWidth: Int, denseWidth: Int) {
        (self.sparseWidth, self.denseWidth) = (sparseWidth, denseWidth)
    }

    package var count: Int { borders.count - 1 }
    package var width: Int { sparseWidth + denseWidth }

    /// - Parameters:
    ///   - entries: columns below `sparseWidth`.
    ///   - vector: `denseWidth` numbers.
    package mutating func append(_ entries: [(column: Int32, value: Float)], vector: some Collection<Float>) {
        precondition(vector.count == denseWidth, "\(vector.count) numbers for \(denseWidth) columns")
        for entry in entries {
            columns.append(entry.column)
            values.append(entry.value)
        }
        borders.append(columns.count)
        dense += vector
    }

    /// Some of the rows, in the order that is asked for.
    package func selecting(_ rows: [Int]) -> FeatureRows {
        var chosen = FeatureRows(sparseWidth: sparseWidth, denseWidth: denseWidth)
        for row in rows {
            chosen.columns += columns[borders[row]..<borders[row + 1]]
            chosen.values += values[borders[row]..<borders[row + 1]]
            chosen.borders.append(chosen.columns.count)
            chosen.dense += dense[row * denseWidth..<(row + 1) * denseWidth]
        }
        return chosen
    }
}

extension FeatureRows {
    /// Dense rows, from one list of numbers a column.
    init(columns: [[Float]]) {
        self.init(sparseWidth: 0, denseWidth: columns.count)
        for row in 0..<(columns.first?.count ?? 0) { append([], vector: columns.map { $0[row] }) }
    }
}

/// The rows' memory, lent to loops that must not check every access.
struct FeatureRowsView {
    let count: Int
    let sparseWidth: Int
    let denseWidth: Int
    let borders: UnsafeBufferPointer<Int>
    let columns: UnsafeBufferPointer<Int32>
    let values: UnsafeBufferPointer<Float>
    let dense: UnsafeBufferPointer<Float>

    /// w · x for one row; the bias is not in it.
    func product(_ row: Int, _ weights: UnsafePointer<Float>) -> Float {
        var sum: Float = 0
        for entry in borders[row]..<borders[row + 1] { sum += values[entry] * weights[Int(columns[entry])] }
        guard denseWidth > 0 else { return sum }
        return sum + Self.dot(dense.baseAddress! + row * denseWidth, weights + sparseWidth, denseWidth)
    }

    /// gradient += scale · x for one row.
    func add(_ row: Int, times scale: Float, to gradient: UnsafeMutablePointer<Float>) {
        for entry in borders[row]..<borders[row + 1] { gradient[Int(columns[entry])] += scale * values[entry] }
        guard denseWidth > 0 else { return }
        let (source, target) = (dense.baseAddress! + row * denseWidth, gradient + sparseWidth)
        for column in 0..<denseWidth { target[column] += scale * source[column] }
    }

    /// Eight sums side by side, so that the loop can run in vectors whatever the compiler may reorder.
    static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) -> Float {
        var sums = SIMD8<Float>.zero
        let whole = count & ~7
        for place in stride(from: 0, to: whole, by: 8) {
            let left = UnsafeRawPointer(a + place).loadUnaligned(as: SIMD8<Float>.self)
            let right = UnsafeRawPointer(b + place).loadUnaligned(as: SIMD8<Float>.self)
            sums += left * right
        }
        var sum = sums.sum()
        for place in whole..<count { sum += a[place] * b[place] }
        return sum
    }
}

extension FeatureRows {
    func withView<Result>(_ body: (FeatureRowsView) throws -> Result) rethrows -> Result {
        try borders.withUnsafeBufferPointer { borders in
            try columns.withUnsafeBufferPointer { columns in
                try values.withUnsafeBufferPointer { values in
                    try dense.withUnsafeBufferPointer { dense in
                        try body(
                            FeatureRowsView(
                                count: count, sparseWidth: sparseWidth, denseWidth: denseWidth, borders: borders, columns: columns,
                                values: values, dense: dense))
                    }
                }
            }
        }
    }
}
