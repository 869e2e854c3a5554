import Tensors

/// Finds the vectors with the largest inner product with a query, exactly, by reading all of them.
///
/// Rows are read with 8, 16 or 32 bits a value. What the missing bits may change in a score is bounded for every row (Cauchy and
/// Schwarz), every row whose score might reach the k-th best within that bound is scored again from the full vector in float64, and
/// so the answers are the same to the bit at every precision, instruction set and number of workers.
///
/// Searches run side by side; a change of rows waits for them and they for it.
public final class VectorScan: @unchecked Sendable {  // Rule: `store` is read under `lock.reading` and changed under `lock.writing`.
    /// Bits of what every query reads.
    public enum Precision: String, Sendable, CaseIterable {
        case float32, bfloat16, int8

        var type: ScanType {
            switch self {
            case .float32: .float32
            case .bfloat16: .bfloat16
            case .int8: .int8
            }
        }
    }

    /// D, the length of a vector.
    public let width: Int
    public let precision: Precision
    let store: ScanStore
    let lock = ReadWriteLock()

    public static let mostWidth = 8192
    public static let mostRows = Int(Int32.max)
    public static let mostHits = 10_000
    /// Values are smaller than this, so that no product of two vectors overflows.
    static let largestValue: Float = 1e15

    /// An empty scan.
    ///
    /// - Parameters:
    ///   - width: D, 1 to `mostWidth`.
    ///   - keepsOriginals: whether the full vectors are kept to judge answers by, 4·D bytes a row. Without them the answers are exact for
    ///     the vectors as written with fewer bits. At `.float32` the rows are the full vectors.
    /// - Throws: `ScanError` for an impossible width.
    public init(width: Int, precision: Precision = .int8, keepsOriginals: Bool = true) throws {
        guard (1...Self.mostWidth).contains(width) else { throw ScanError(.width(width)) }
        self.width = width
        self.precision = precision
        store = ScanStore(width: width, type: precision.type, keepsOriginals: keepsOriginals)
    }

    /// A scan of `vectors`, `[V, D]` row-major.
    ///
    /// - Throws: `ScanError` for an impossible width, a broken row, or numbers that are not finite.
    public convenience init(
        _ vectors: [Float], width: Int, precision: Precision = .int8, keepsOriginals: Bool = true, workers: Int = 1
    ) throws {
        try self.init(width: width, precision: precision, keepsOriginals: keepsOriginals)
        try vectors.withUnsafeBufferPointer { _ = try append($0, workers: workers) }
    }

    /// Rows, removed ones included: rows are `0..<count`.
    public var count: Int { lock.reading { store.count } }
    public var memory: ScanMemory { lock.reading { store.memory } }

    // MARK: Changing rows

    /// Adds rows at the end.
    ///
    /// - Parameter vectors: `[N, D]` row-major.
    /// - Returns: their numbers.
    /// - Throws: `ScanError`; nothing is added then.
    @discardableResult
    public func append(_ vectors: UnsafeBufferPointer<Float>, workers: Int = 1) throws -> Range<Int> {
        try check(vectors, what: "vector")
        return try lock.writing {
            let (first, new) = (store.count, vectors.count / width)
            guard first + new <= Self.mostRows else { throw ScanError(.full) }
            if let base = vectors.baseAddress { store.append(base, rows: new, workers: workers) }
            return first..<first + new
        }
    }

    /// Writes one row: a new title, or an old one with a new vector. It is found by every search that starts afterwards.
    ///
    /// - Parameter row: an existing row, removed or not, or `count` for a new one.
    /// - Throws: `ScanError`; nothing is changed then.
    /// - Complexity: O(D); now and then O(V·D), when memory has to grow.
    public func upsert(_ vector: [Float], row: Int) throws {
        guard vector.count == width else { throw ScanError(.ragged(values: vector.count, width: width)) }
        try vector.withUnsafeBufferPointer { buffer in
            try check(buffer, what: "vector")
            try lock.writing {
                guard row >= 0, row <= store.count else { throw ScanError(.row(row, count: store.count)) }
                guard row < Self.mostRows else { throw ScanError(.full) }
                if row == store.count {
                    store.append(buffer.baseAddress!, rows: 1, workers: 1)
                } else {
                    store.replace(row: row, with: buffer.baseAddress!)
                }
            }
        }
    }

    /// Takes a row out of all answers until it is written again; the numbers of the others stay.
    ///
    /// - Throws: `ScanError` when there is no such row.
    public func remove(row: Int) throws {
        try lock.writing {
            guard row >= 0, row < store.count else { throw ScanError(.row(row, count: store.count)) }
            store.remove(row: row)
        }
    }

    /// Every value finite and not absurd, and whole vectors.
    func check(_ values: UnsafeBufferPointer<Float>, what: String) throws {
        guard values.count % width == 0 else { throw ScanError(.ragged(values: values.count, width: width)) }
        for row in 0..<values.count / width {
            let isSound = values[row * width..<(row + 1) * width].allSatisfy { abs($0) < Self.largestValue }
            guard isSound else { throw ScanError(.notFinite(what: what, row: row)) }
        }
    }
}
