import Datasets
import Tensors

/// What the softmax is told of the popularity as of each request of a batch; one a worker.
final class PopularityOffsets: @unchecked Sendable {  // Rule: used by one worker at a time.
    private var cursor: PopularityCursor
    /// No item's term can be higher.
    private let bound: Float
    private let rowCount: Int

    /// - Parameter timeline: of the rows of the softmax.
    init(_ timeline: PopularityTimeline, weights: PopularityWeights) {
        cursor = PopularityCursor(timeline, weights: weights)
        rowCount = timeline.itemCount
        bound = (max(0, weights.hour) + max(0, weights.day) + max(0, weights.week)) * cursor.highestLog
    }

    /// Requests in order of time, so that the cursor moves little; those without a time are told nothing.
    func offsets(of batch: SequenceBatch) -> SoftmaxOffsets {
        let times = batch.requestTimes
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { Int32($0) }
        return SoftmaxOffsets(order: order, bound: bound) { [self] row, offsets in
            guard times[row] != .min else { return offsets.update(repeating: 0, count: rowCount) }
            cursor.move(to: Timestamp(seconds: times[row]))
            cursor.values.withUnsafeBufferPointer { offsets.update(from: $0.baseAddress!, count: rowCount) }
        }
    }

    /// The same for the rows that a step touches.
    ///
    /// - Parameters:
    ///   - rows: row of the whole softmax of each row of the sampled catalogue, −1 = not a target anywhere.
    ///   - negatives: how many of them, from the first, are negatives.
    func sampledOffsets(of batch: SequenceBatch, rows: [Int32], negatives: Int) -> SampledOffsets {
        let times = batch.requestTimes
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }.map { Int32($0) }
        return SampledOffsets(order: order, bound: bound) { [self] row, target, offsets in
            guard times[row] != .min else {
                offsets.update(repeating: 0, count: negatives)
                return 0
            }
            cursor.move(to: Timestamp(seconds: times[row]))
            return cursor.values.withUnsafeBufferPointer { values in
                for place in 0..<negatives { offsets[place] = values[Int(rows[place])] }
                return values[Int(rows[target])]
            }
        }
    }
}
