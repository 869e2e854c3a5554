import Tensors
import Testing

@Suite struct ParallelLoopTests {
    @Test(arguments: [0, 1, 2, 1000]) func resultsStandInTheOrderOfTheirIndices(count: Int) {
        // Strings of more than fifteen bytes live on the heap: each must be initialized once and released once.
        let expected = (0..<count).map { "the result of part \($0)" }
        #expect(ParallelLoop.map(count) { "the result of part \($0)" } == expected)
    }

    @Test func rangesCoverEverythingOnce() {
        for (parts, count) in [(1, 0), (3, 2), (4, 10), (7, 7)] {
            let all = (0..<parts).flatMap { ParallelLoop.range($0, of: parts, count: count) }
            #expect(all == Array(0..<count))
        }
    }
}
