import Datasets
import Tensors

// Letters: T rows of a window, H heads, C buckets of time.

/// Who sees what in one pass, and the buckets of the times between, segment after segment `[rows, keys]`.
struct StateGeometry {
    let isRequest: Bool
    let buckets: UnsafePointer<UInt8>?
    /// Takes the place of the block's own where something is hidden.
    let bias: CachedAttention.Bias?

    /// Rows of windows, which see themselves and what is before them.
    init(tokens workspace: StateWorkspace, network: StateNetwork) {
        (isRequest, bias) = (false, nil)
        guard network.isTimed else { buckets = nil; return }
        let memory = workspace.arena.allocate(UInt8.self, count: workspace.segments.reduce(0) { $0 + $1.count * ($1.first + $1.count) })
        var target = memory
        for segment in workspace.segments {
            StateGeometry.fillTokens(segment, target, on: workspace.arena)
            target += segment.count * (segment.first + segment.count)
        }
        buckets = UnsafePointer(memory)
    }

    /// Requests, which see their whole window.
    ///
    /// - Parameter hidesEach: whether row 1 + r of each segment does not see row r of the window.
    init(requests workspace: StateWorkspace, network: StateNetwork, hidesEach: Bool) {
        isRequest = true
        guard network.isTimed || hidesEach else { (buckets, bias) = (nil, nil); return }
        let memory = workspace.arena.allocate(UInt8.self, count: workspace.segments.reduce(0) { $0 + $1.count * $1.state.rowCount })
        let blind = hidesEach ? BlindBias(network, on: workspace.arena) : nil
        var target = memory
        for segment in workspace.segments {
            let keys = segment.state.rowCount
            if network.isTimed {
                StateGeometry.fillRequests(segment, workspace.requests, target, on: workspace.arena)
            } else {
                target.update(repeating: 0, count: segment.count * keys)
            }
            if let blind { for row in 1..<max(1, min(segment.count, keys + 1)) { target[row * keys + row - 1] = blind.bucket } }
            target += segment.count * keys
        }
        (buckets, bias) = (UnsafePointer(memory), blind?.bias)
    }

    private static func fillTokens(_ segment: StateWorkspace.Segment, _ target: UnsafeMutablePointer<UInt8>, on arena: Arena) {
        let keys = segment.first + segment.count
        let times = times(of: segment.state, keys, on: arena)
        for row in 0..<segment.count {
            let seen = UnsafeBufferPointer(start: times, count: segment.first + row + 1)
            TimeGapBucket.fill(target + row * keys, from: seen, to: times[segment.first + row])
        }
    }

    /// The rows of a page are asked at one moment, so most rows are copies.
    private static func fillRequests(
        _ segment: StateWorkspace.Segment, _ requests: [RequestToken], _ target: UnsafeMutablePointer<UInt8>, on arena: Arena
    ) {
        let keys = segment.state.rowCount
        let times = UnsafeBufferPointer(start: times(of: segment.state, keys, on: arena), count: keys)
        for row in 0..<segment.count {
            let (time, own) = (requests[segment.base + row].time, target + row * keys)
            if row > 0, requests[segment.base + row - 1].time == time {
                own.update(from: own - keys, count: keys)
            } else {
                TimeGapBucket.fill(own, from: times, to: time)
            }
        }
    }

    private static func times(of state: UserState, _ count: Int, on arena: Arena) -> UnsafePointer<Int64> {
        let times = arena.allocate(Int64.self, count: count)
        for place in 0..<count { times[place] = state.tokens[place].time }
        return UnsafePointer(times)
    }
}

/// The request block's biases with one bucket more: nobody sees what lies in it.
private struct BlindBias {
    let bias: CachedAttention.Bias
    let bucket: UInt8
    /// Its exponential is zero, and so is its silu.
    private static let unseen: Float = -1e9

    init(_ network: StateNetwork, on arena: Arena) {
        let own = network.last.bias
        let (count, heads) = (max(1, own.timeCount), network.last.position.rows)
        precondition(count <= Int(UInt8.max), "no bucket is left beside \(count)")
        let table = arena.allocate(Float.self, count: heads * (count + 1))
        for head in 0..<heads {
            let row = table + head * (count + 1)
            if let time = own.time { row.update(from: time + head * count, count: count) } else { row[0] = 0 }
            row[count] = Self.unseen
        }
        bucket = UInt8(count)
        bias = CachedAttention.Bias(position: own.position, positionCount: own.positionCount, time: table, timeCount: count + 1)
    }
}
