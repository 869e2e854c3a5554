// Letters: W window, C tokens of a block, m summaries of a block, n keys that come before a query (its own included where it is a token).
//
// Keys are cut into blocks of C from the start of the history: block b is keys bC ..< (b + 1)C. A query that may see the first n keys
// reads in summary every block that lies wholly before its latest W keys, B(n) = ⌊(n − W)/C⌋ of them (0 while n ≤ W), and exactly what
// is left, keys B(n)·C ..< n. So every key is read once, by itself or in the summary of its block; between W and W + C − 1 keys are
// read by themselves as soon as there are that many. B(n) never falls as n grows, so a block that has been summarised stays so, and
// what lies before the window never has to be computed again.

/// Which keys a query reads by themselves and which in summary.
package struct SparseAttentionShape: Sendable, Hashable {
    /// W, the latest keys that are always read by themselves; at least 1.
    package let window: Int
    /// C; at least 1.
    package let block: Int
    /// m; at least 1.
    package let summaries: Int

    package init(window: Int, block: Int, summaries: Int) {
        precondition(window >= 1 && block >= 1 && summaries >= 1, "window \(window), block \(block), \(summaries) summaries")
        (self.window, self.block, self.summaries) = (window, block, summaries)
    }

    /// Blocks that a query reads in summary when it may see the first `visible` keys.
    package func summarisedBlocks(_ visible: Int) -> Int { visible <= window ? 0 : (visible - window) / block }

    /// The keys that it reads by themselves.
    package func exactKeys(_ visible: Int) -> Range<Int> { summarisedBlocks(visible) * block..<visible }

    /// Numbers in a row of its scores: m for each summarised block, then one for each exact key.
    package func columns(_ visible: Int) -> Int { summarisedBlocks(visible) * summaries + exactKeys(visible).count }

    /// Distances between a query and a key that it reads by itself: 0 ..< this.
    package var exactDistances: Int { window + block - 1 }

    /// The class of how many blocks lie between a summarised block and the nearest summarised one: the first eight are told apart,
    /// then two classes a doubling, so that what is learned does not grow with the length of a history.
    package static func distanceClass(_ blocks: Int) -> Int {
        guard blocks >= 8 else { return blocks }
        let octave = Int.bitWidth - 1 - blocks.leadingZeroBitCount
        let isUpperHalf = blocks >= (3 << (octave - 1))
        return min(8 + 2 * (octave - 3) + (isUpperHalf ? 1 : 0), distanceClasses - 1)
    }

    /// Up to 2¹⁵ blocks are told apart; farther ones share the last class.
    package static let distanceClasses = 32
}
