import CKernels

/// Attention of new rows over keys and values that were kept, one user at a time.
///
/// Keys and values lie in pages of `pageTokens` tokens, as the kernels of the level that wrote them lay them out: bf16 where
/// products round their operands, float32 elsewhere, so that nothing is lost that a product would have read.
package struct CachedAttention: Sendable {
    package enum Weighting: Sendable {
        /// Weights sum to one.
        case softmax
        /// silu of the score, divided by the number of visible keys.
        case pointwise
    }

    /// Rows of queries of one user.
    package struct Rows {
        /// `[count, H·d]` with stride.
        package var query: UnsafePointer<Float>
        package var queryStride: Int
        package var output: UnsafeMutablePointer<Float>
        package var outputStride: Int
        package var count: Int
        /// Keys that the first row sees; each further row sees `step` more.
        package var visible: Int
        package var step: Int
        /// `[count, bucketStride]`, buckets of the time between query and key; nil where time is not an input.
        package var buckets: UnsafePointer<UInt8>?
        package var bucketStride: Int
        package init(
            query: UnsafePointer<Float>, queryStride: Int, output: UnsafeMutablePointer<Float>, outputStride: Int, count: Int,
            visible: Int, step: Int, buckets: UnsafePointer<UInt8>?, bucketStride: Int
        ) {
            (self.query, self.queryStride, self.output, self.outputStride) = (query, queryStride, output, outputStride)
            (self.count, self.visible, self.step, self.buckets, self.bucketStride) = (count, visible, step, buckets, bucketStride)
        }
    }

    /// The additive biases, `[H, count]` each.
    package struct Bias {
        /// Reversed, as `Tape.attention` reads it.
        package var position: UnsafePointer<Float>
        package var positionCount: Int
        package var time: UnsafePointer<Float>?
        package var timeCount: Int
        package init(position: UnsafePointer<Float>, positionCount: Int, time: UnsafePointer<Float>?, timeCount: Int) {
            (self.position, self.positionCount, self.time, self.timeCount) = (position, positionCount, time, timeCount)
        }
    }

    package static let pageTokens = Int(TK_PAGE_TOKENS)
    private static let rowsPerBlock = 8

    package let heads: Int
    package let headWidth: Int
    package let weighting: Weighting

    package init(width: Int, heads: Int, weighting: Weighting) {
        precondition(heads > 0 && width % heads == 0 && width / heads <= 2048, "cached attention: \(width) columns, \(heads) heads")
        (self.heads, headWidth, self.weighting) = (heads, width / heads, weighting)
    }

    /// Bytes of a page at the active level.
    package var pageBytes: Int { tk_cached_page_bytes(heads, headWidth) }

    /// Pages for so many tokens.
    package static func pageCount(_ tokens: Int) -> Int { (tokens + pageTokens - 1) / pageTokens }

    /// Floats of scratch that a call with rows seeing up to `keys` keys needs.
    package static func scratchCount(keys: Int) -> Int { rowsPerBlock * pageCount(keys) * pageTokens }

    /// Keeps key and value of token `position`, `[H·d]` each; tokens are stored in order.
    package func store(
        key: UnsafePointer<Float>, value: UnsafePointer<Float>, at position: Int, pages: UnsafePointer<UnsafeMutableRawPointer?>
    ) {
        let page = pages[position / Self.pageTokens]
        tk_cached_store(page, position % Self.pageTokens, key, value, heads, headWidth)
    }

    /// Answers the rows; what they see is a prefix of the stored tokens.
    ///
    /// - Parameter scratch: `scratchCount` floats for the most keys that a row sees.
    /// - Complexity: O(rows · keys · H·d), no allocation.
    package func callAsFunction(
        _ rows: Rows, pages: UnsafePointer<UnsafeMutableRawPointer?>, bias: Bias, scratch: UnsafeMutablePointer<Float>
    ) {
        let scale = weighting == .softmax ? 1 / Float(headWidth).squareRoot() : 1
        // The same pointers, read only.
        let keys = UnsafeRawPointer(pages).assumingMemoryBound(to: UnsafeRawPointer?.self)
        var first = 0
        while first < rows.count {
            let count = min(Self.rowsPerBlock, rows.count - first)
            let most = rows.visible + (first + count - 1) * rows.step
            precondition(most <= bias.positionCount, "attention: \(most) keys but position bias for \(bias.positionCount)")
            let stride = Self.pageCount(most) * Self.pageTokens
            for head in 0..<heads {
                tk_cached_scores(
                    scratch, stride, rows.query + first * rows.queryStride + head * headWidth, rows.queryStride, count, keys, most, heads,
                    headWidth, head, scale)
                for row in 0..<count { weigh(rows, first + row, head, bias, scores: scratch + row * stride, count: most) }
                tk_cached_mix(
                    rows.output + first * rows.outputStride + head * headWidth, rows.outputStride, scratch, stride, count, keys, most,
                    heads, headWidth, head)
            }
            first += count
        }
    }

    /// Scores of one row and head become weights, zero behind what the row sees.
    private func weigh(_ rows: Rows, _ row: Int, _ head: Int, _ bias: Bias, scores: UnsafeMutablePointer<Float>, count: Int) {
        let visible = rows.visible + row * rows.step
        tk_axpy(scores, bias.position + head * bias.positionCount + bias.positionCount - visible, 1, visible)
        if let time = bias.time, let buckets = rows.buckets {
            tk_lookup_add(scores, time + head * bias.timeCount, buckets + row * rows.bucketStride, visible)
        }
        switch weighting {
        case .softmax: tk_softmax_row(scores, visible, 1)
        case .pointwise:
            tk_silu(scores, scores, visible)
            tk_scale(scores, scores, 1 / Float(visible), visible)
        }
        if visible < count { (scores + visible).update(repeating: 0, count: count - visible) }
    }
}
