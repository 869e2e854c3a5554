import Tensors

// Letters: V rows, D width.

/// The rows of a scan in memory: as scanned, in full where wanted, and how much the first may differ from the second.
final class ScanStore: @unchecked Sendable {  // Rule: guarded by the lock of the scan that owns it.
    let width: Int
    let type: ScanType
    let stride: Int
    /// Whether answers are judged by the vectors as given instead of by those that the scan reads.
    let keepsOriginals: Bool
    private(set) var count = 0
    private(set) var removedCount = 0
    private let codes = GrowingMemory()
    private let scales = GrowingMemory()
    private let originals = GrowingMemory()
    private let present = GrowingMemory()
    private let zones = GrowingMemory()

    /// Rows that share a bound of their losses.
    static let rowsPerZone = 256

    init(width: Int, type: ScanType, keepsOriginals: Bool) {
        self.width = width
        self.type = type
        self.keepsOriginals = keepsOriginals && type != .float32
        stride = type.stride(width: width)
    }

    var rows: ScanRows {
        ScanRows(type: type, base: codes.base, width: width, scales: type == .int8 ? UnsafePointer(scales.of(Float.self)) : nil)
    }

    /// Bit of each row that was not removed; nil when all are there.
    var presentWords: UnsafePointer<UInt64>? { removedCount == 0 ? nil : UnsafePointer(present.of(UInt64.self)) }

    func isPresent(_ row: Int) -> Bool { present.of(UInt64.self)[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    /// The largest losses among the rows of these zones.
    func loss(of range: Range<Int>) -> ScanLoss {
        var most = ScanLoss(error: 0, norm: 0)
        guard !range.isEmpty else { return most }
        let losses = zones.of(ScanLoss.self)
        for zone in range.lowerBound / Self.rowsPerZone...(range.upperBound - 1) / Self.rowsPerZone {
            most.error = max(most.error, losses[zone].error)
            most.norm = max(most.norm, losses[zone].norm)
        }
        return most
    }
    /// The largest losses of each zone.
    var losses: UnsafePointer<ScanLoss> { UnsafePointer(zones.of(ScanLoss.self)) }

    var memory: ScanMemory {
        ScanMemory(
            rows: count, scanned: codes.byteCount + scales.byteCount, originals: originals.byteCount,
            other: present.byteCount + zones.byteCount)
    }

    // MARK: Writing

    func reserve(_ rows: Int) {
        codes.reserve(rows * stride)
        if type == .int8 { scales.reserve(rows * MemoryLayout<Float>.stride) }
        if keepsOriginals { originals.reserve(rows * width * MemoryLayout<Float>.stride) }
        present.reserve((rows + 63) / 64 * MemoryLayout<UInt64>.stride)
        zones.reserve((rows + Self.rowsPerZone - 1) / Self.rowsPerZone * MemoryLayout<ScanLoss>.stride)
    }

    /// Appends rows; whole zones go to the workers.
    func append(_ vectors: UnsafePointer<Float>, rows new: Int, workers: Int) {
        reserve(count + new)
        let first = count
        count += new
        let zones = first / Self.rowsPerZone..<(count + Self.rowsPerZone - 1) / Self.rowsPerZone
        let parts = max(1, min(workers, zones.count))
        ParallelLoop.run(parts) { part in
            for zone in ParallelLoop.range(part, of: parts, count: zones.count) {
                let start = max(first, (zones.lowerBound + zone) * Self.rowsPerZone)
                let end = min(count, (zones.lowerBound + zone + 1) * Self.rowsPerZone)
                for row in start..<end { write(vectors + (row - first) * width, row: row) }
            }
        }
    }

    func replace(row: Int, with vector: UnsafePointer<Float>) {
        if !isPresent(row) { removedCount -= 1 }
        write(vector, row: row)
    }

    func remove(row: Int) {
        guard isPresent(row) else { return }
        present.of(UInt64.self)[row >> 6] &= ~(1 << UInt64(row & 63))
        removedCount += 1
    }

    /// Bounds only grow: a zone does not forget the row that was replaced.
    private func write(_ vector: UnsafePointer<Float>, row: Int) {
        let loss = pack(vector, row: row)
        if keepsOriginals { (originals.of(Float.self) + row * width).update(from: vector, count: width) }
        let zone = zones.of(ScanLoss.self) + row / Self.rowsPerZone
        zone.pointee.error = max(zone.pointee.error, keepsOriginals ? loss.error : 0)
        zone.pointee.norm = max(zone.pointee.norm, loss.norm)
        present.of(UInt64.self)[row >> 6] |= 1 << UInt64(row & 63)
    }

    private func pack(_ vector: UnsafePointer<Float>, row: Int) -> ScanLoss {
        let target = codes.base + row * stride
        switch type {
        case .int8: return ScanKernels.packInt8(vector, width: width, into: target, stride: stride, scale: scales.of(Float.self) + row)
        case .bfloat16: return ScanKernels.packBFloat16(vector, width: width, into: target, stride: stride)
        case .float32:
            target.copyMemory(from: vector, byteCount: width * MemoryLayout<Float>.stride)
            let norm = ScanKernels.dot(vector, vector, count: width).squareRoot()
            return ScanLoss(error: 0, norm: Float(norm).nextUp)
        }
    }

    // MARK: Reading

    /// The vector that answers are judged by: as given, or as written where only that was kept; `scratch` holds `width` values.
    func vector(of row: Int, scratch: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
        if keepsOriginals { return UnsafePointer(originals.of(Float.self) + row * width) }
        let source = codes.base + row * stride
        switch type {
        case .float32: return UnsafePointer(source.assumingMemoryBound(to: Float.self))
        case .bfloat16: ScanKernels.widen(source.assumingMemoryBound(to: UInt16.self), into: scratch, count: width)
        case .int8:
            let scale = scales.of(Float.self)[row]
            let values = source.assumingMemoryBound(to: UInt8.self)
            for column in 0..<width { scratch[column] = Float(Int(values[column]) - 128) * scale }
        }
        return UnsafePointer(scratch)
    }
}

/// Bytes that a scan holds.
public struct ScanMemory: Sendable, Equatable {
    /// Rows, removed ones included.
    public let rows: Int
    /// What every query reads.
    public let scanned: Int
    /// The full vectors, read for the few that may be among the best.
    public let originals: Int
    public let other: Int
    public var total: Int { scanned + originals + other }
}
