/// Where each user's rows lie in a batch that is packed end to end, without padding.
package struct JaggedOffsets: Sendable, Equatable {
    /// `B + 1` borders, beginning with 0; segment b is rows `borders[b]..<borders[b + 1]`.
    package private(set) var borders: [Int] = [0]
    package init() {}
    package init(lengths: some Sequence<Int>) { for length in lengths { append(length) } }
    package mutating func append(_ length: Int) {
        precondition(length >= 0, "a segment cannot have \(length) rows")
        borders.append(borders[borders.count - 1] + length)
    }
    package var segmentCount: Int { borders.count - 1 }
    package var rowCount: Int { borders[borders.count - 1] }
    package subscript(segment: Int) -> Range<Int> { borders[segment]..<borders[segment + 1] }
}

/// The seeds of one batch's dropout: one a segment, so that a user's mask depends on the user and on nothing around.
package struct DropoutSeeds: Sendable {
    package var seeds: [UInt64]
    package var rate: Float
    package init(seeds: [UInt64], rate: Float) {
        self.seeds = seeds
        self.rate = rate
    }
}
