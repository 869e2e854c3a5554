#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a scan with fewer bits is worth, in the measure that models are judged by.
///
/// A scan that keeps the full vectors loses nothing; this is the gate for one that does not.
public struct ScanQuality: Sendable, Equatable {
    /// NDCG@k of the reference and of the scan under test, one wanted row a query.
    public let reference: Double
    public let scanned: Double
    /// Share of the reference's answers that the scan gives too, in whatever order.
    public let overlap: Double

    /// How much of the reference's NDCG is kept; 1 where there is nothing to lose.
    public var kept: Double { reference > 0 ? scanned / reference : 1 }
    /// Below this, 8 bits are too few for a catalogue.
    public static let leastKept = 0.999
    public var passes: Bool { kept >= Self.leastKept }

    /// Asks both scans the same questions.
    ///
    /// - Parameters:
    ///   - queries: `[Q, D]` row-major.
    ///   - targets: the row that each query wants, `[Q]`.
    /// - Throws: `ScanError` as `search` does.
    public init(
        reference: VectorScan, scanned: VectorScan, queries: [Float], targets: [Int], k: Int = 10, filter: RowFilter? = nil,
        workers: Int = 1
    ) throws {
        let expected = try reference.search(queries, k: k, filter: filter, workers: workers).lists
        let found = try scanned.search(queries, k: k, filter: filter, workers: workers).lists
        guard targets.count == expected.count else { throw ScanError(.ragged(values: targets.count, width: expected.count)) }
        self.reference = Self.ndcg(expected, targets)
        self.scanned = Self.ndcg(found, targets)
        let shared = zip(expected, found).reduce(0) { $0 + Set($1.0.map(\.row)).intersection($1.1.map(\.row)).count }
        overlap = Double(shared) / Double(max(1, expected.reduce(0) { $0 + $1.count }))
    }

    /// The mean of 1/log₂(1 + rank) over the queries, 0 where the target is not in the list. Järvelin and Kekäläinen, TOIS 2002.
    static func ndcg(_ lists: [[ScanHit]], _ targets: [Int]) -> Double {
        guard !lists.isEmpty else { return 0 }
        let gains = zip(lists, targets).map { list, target in
            list.firstIndex { $0.row == target }.map { 1 / log2(Double($0) + 2) } ?? 0
        }
        return gains.reduce(0, +) / Double(gains.count)
    }
}
